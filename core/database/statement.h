// A prepared SQL statement and the values bound to it. Text is never pasted into SQL: every
// value goes through Value and a `?`.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/bytes.h"
#include "base/result.h"

namespace spine::database {

// NULL, a 64-bit integer, a double, text (UTF-8) or a blob. Holds a view of text and blobs: what
// it was made from must live until the call it is passed to returns.
class Value {
  public:
    Value(std::nullptr_t) {}                       // NOLINT(google-explicit-constructor)
    Value(double number) : held_(number) {}        // NOLINT(google-explicit-constructor)
    Value(std::string_view text) : held_(text) {}  // NOLINT(google-explicit-constructor)
    Value(const std::string& text) : held_(std::string_view(text)) {}  // NOLINT
    Value(const char* text) : held_(std::string_view(text)) {}         // NOLINT
    Value(ByteView blob) : held_(blob) {}                // NOLINT(google-explicit-constructor)
    Value(const Bytes& blob) : held_(ByteView(blob)) {}  // NOLINT(google-explicit-constructor)
    template <std::size_t N>
    Value(const ByteArray<N>& blob) : held_(ByteView(blob)) {}  // NOLINT
    // Unsigned numbers beyond 2^63-1 do not occur in any schema here and wrap.
    template <std::integral T>
    Value(T number) : held_(static_cast<std::int64_t>(number)) {}  // NOLINT

    using Held = std::variant<std::monostate, std::int64_t, double, std::string_view, ByteView>;
    [[nodiscard]] const Held& held() const { return held_; }

  private:
    Held held_;
};

using Values = std::initializer_list<Value>;

namespace detail {
class Connection;
}

// A query under way. It holds its database's statement until it is destroyed, so keep it inside
// the function that reads it; it must not outlive the Database. One thread (the writer's).
//
//     auto rows = database.query("SELECT name FROM slot WHERE role = ?", {role});
//     if (!rows) return fail(std::move(rows));
//     for (;;) {
//         const auto more = rows->next();
//         if (!more) return fail(...);
//         if (!*more) break;
//         names.push_back(std::string(rows->text(0)));
//     }
class Statement {
  public:
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    // True when a row is there to be read, false after the last.
    [[nodiscard]] Result<bool> next();

    // Columns of the current row, counted from 0. NULL reads as 0, "" or no bytes. The views
    // last until the next call of next() or the end of the statement.
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] ByteView blob(int column) const;

  private:
    friend class Database;
    struct State;
    explicit Statement(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace spine::database
