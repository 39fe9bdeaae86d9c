// A field in which a person writes: one line, or as many as they like, with a caret that keys and
// pointer move. What is typed is a researcher's own words, never an answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clinic/look.h"
#include "coding/guid.h"
#include "ui/frame.h"

namespace spine::clinic {

inline constexpr std::size_t kMostProse = 4'000;  // code points; core/coding takes more
inline constexpr std::size_t kMostThemeName = 80;

class ProseField {
  public:
    ProseField(std::size_t most, bool lines) : most_(most), lines_(lines) {}
    [[nodiscard]] const std::string& text() const { return text_; }
    void set(std::string utf8);  // the caret behind it
    void wipe();
    // The keys of a frame. True: the text is another. Enter, Escape and Tab are the caller's, but
    // for Enter in a field of lines.
    bool type(const ui::Input& input, const ui::Canvas& canvas, float width);
    // `active`: it takes the keys. True if it was pressed.
    bool draw(ui::Frame& frame, const Look& look, const ui::Rect& box, std::string_view key,
              bool active, std::string_view hint);

  private:
    struct Line {
        std::size_t from = 0, to = 0;  // bytes of text_
    };
    [[nodiscard]] std::vector<Line> lines(const ui::Canvas& canvas, float width) const;
    [[nodiscard]] std::size_t line_of(const std::vector<Line>& all, std::size_t at) const;
    [[nodiscard]] std::size_t nearest(const ui::Canvas& canvas, const Line& line, float x) const;
    [[nodiscard]] std::size_t before(std::size_t at) const;
    [[nodiscard]] std::size_t after(std::size_t at) const;
    bool insert(char32_t character);
    bool press(const ui::KeyPress& key, const ui::Canvas& canvas, float width);

    std::size_t most_;
    bool lines_;
    std::string text_;
    std::size_t caret_ = 0, length_ = 0, first_ = 0;  // bytes, code points, lines
};

// What a field writes of one thing at a time, until it is handed over to be stored. What is stored
// meanwhile by others does not take away what is being typed.
class Draft {
  public:
    explicit Draft(std::size_t most) : field(most, true) {}
    // Once a frame: of what the field is, and what is stored of it.
    void show(const coding::Guid& of, const std::string& stored);
    // What the field is of has got a name of its own, and is what is being typed.
    void rename(const coding::Guid& of, const std::string& stored);
    // After ProseField::type().
    void typed(std::int64_t now_ms);
    // What is to be stored now: what was typed and not handed over; before a pause of a few seconds
    // only with `at_once`.
    [[nodiscard]] std::optional<std::string> due(std::int64_t now_ms, bool at_once);
    [[nodiscard]] const coding::Guid& of() const { return of_; }
    [[nodiscard]] bool changed() const { return changed_; }
    // When due() wants to be asked again.
    [[nodiscard]] std::int64_t due_at() const { return typed_at_ + kPauseMs; }
    void forget();

    ProseField field;

  private:
    static constexpr std::int64_t kPauseMs = 3'000;
    coding::Guid of_;
    std::string stored_;
    bool changed_ = false;
    std::int64_t typed_at_ = 0;
};

}  // namespace spine::clinic
