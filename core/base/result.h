// Errors are values with a named cause.
//
// Every function that can fail returns Result<T>; nothing in core/ throws across a public
// interface. A Fault has two readers: a program branches on `cause`, a person reads `happened`
// and `next`. Neither ever holds an answer, a code, a name or a key.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace spine {

// A cause is a string literal in the field's words, in lower case with hyphens, such as
// "record-altered". Each module lists its causes in its own header. Because only literals
// convert, a cause can neither dangle nor carry data.
class Cause {
  public:
    template <std::size_t N>
    constexpr Cause(const char (&literal)[N])
        : name_(literal, N - 1) {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] constexpr std::string_view name() const { return name_; }
    friend constexpr bool operator==(Cause a, Cause b) { return a.name_ == b.name_; }

  private:
    std::string_view name_;
};

struct Fault {
    Cause cause;
    std::string happened;  // one sentence: what happened
    std::string next;      // one sentence: what the reader can do now
    std::string where;     // file, place or object; empty if there is none

    // "where: happened next", the line that kioskctl prints and a fault screen shows.
    [[nodiscard]] std::string sentence() const;
};

template <typename T>
using Result = tl::expected<T, Fault>;
using Status = tl::expected<void, Fault>;

[[nodiscard]] inline tl::unexpected<Fault> fail(Cause cause, std::string happened, std::string next,
                                                std::string where = {}) {
    return tl::make_unexpected(
        Fault{cause, std::move(happened), std::move(next), std::move(where)});
}

// Hands a callee's fault on unchanged: `if (!read) return fail(std::move(read));`
template <typename T>
[[nodiscard]] tl::unexpected<Fault> fail(tl::expected<T, Fault>&& failed) {
    return tl::make_unexpected(std::move(failed).error());
}
[[nodiscard]] inline tl::unexpected<Fault> fail(Fault fault) {
    return tl::make_unexpected(std::move(fault));
}

}  // namespace spine
