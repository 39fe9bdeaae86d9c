// 08 Own words: each free text with what may point at somebody; a person redacts, keeps, accepts
// or withholds. Nothing leaves before.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "clinic/look.h"
#include "clinic/model.h"
#include "clinic/parts/marked_text.h"
#include "clinic/parts/text_decisions.h"
#include "ui/screen.h"

namespace spine::clinic {

struct TextsAction {
    enum Kind { Nothing, Back, Lock, Decide, Step } kind = Nothing;
    std::string text{};
    TextDecision decision{};
    TextStep step = TextStep::Redact;
};

inline constexpr float kTextPage = 500;  // how far a page key moves a long text
inline constexpr std::size_t kMostWaitingKeys = 64;

class TextsScreen final : public ui::Screen<TextsAction> {
  public:
    TextsScreen(const Look& look, const Model& model, const Clock& clock);
    // What was read is wiped; which text is shown, is forgotten.
    void forget();
    // Keys were pressed that have not acted yet: each acts on what the one before has left. One
    // that decides acts only on the text that was shown when it was pressed, and none behind a
    // decision that came to nothing.
    [[nodiscard]] bool keys_wait() const { return !keys_.empty(); }

  private:
    enum class Show { All, Waiting, Released, Withheld };
    TextsAction draw_content(ui::Frame& frame) override;
    void update();
    void show_text(std::size_t row);
    void step(int by);
    void choose_filter(Show filter);
    [[nodiscard]] std::array<std::size_t, 4> counts() const;
    [[nodiscard]] const review::QueuedText* text() const;
    // What Y, N and the kinds act on.
    [[nodiscard]] Span chosen() const;
    [[nodiscard]] std::vector<SpanRow> rows() const;
    [[nodiscard]] bool too_long() const;
    [[nodiscard]] bool may_accept() const;
    [[nodiscard]] bool may_withhold() const;
    [[nodiscard]] TextsAction decide(TextDecision decision);
    [[nodiscard]] TextsAction redact(std::optional<review::RedactionKind> kind);
    TextsAction draw_header(ui::Frame& frame);
    TextsAction draw_strip(ui::Frame& frame);
    void draw_list(ui::Frame& frame);
    TextsAction draw_text_column(ui::Frame& frame);
    void take_pointer(ui::Frame& frame, ui::Point at);
    void look_again(const ui::Fonts& fonts);
    TextsAction take_keys(ui::Frame& frame);
    TextsAction take_key(const ui::KeyPress& key);
    TextsAction take_letter(char32_t letter);
    void move_word(bool forward, bool more);

    const Look& look_;
    const Model& model_;
    const Clock& clock_;
    unsigned seen_ = 0;
    Show filter_ = Show::All;
    std::vector<std::size_t> listed_;  // places in the queue
    std::string shown_;                // the text's id
    std::size_t row_ = 0, first_ = 0;  // in listed_
    std::optional<TextView> view_;
    std::optional<PlacedText> placed_;
    std::optional<std::size_t> anchor_, cursor_;  // units that a person chose, both ends
    std::size_t focus_ = 0;                       // of rows()
    bool marking_ = false;                        // a finger is on its way over the text
    std::optional<bool> readable_;  // every letter of it can be drawn here; nothing: not looked
    struct Waiting {
        ui::KeyPress key;
        std::string text;  // the id of what was shown when it was pressed
    };
    std::deque<Waiting> keys_;
    unsigned failures_ = 0;  // of decisions, that are known here
    bool lost_ = false;      // the text that was shown is in the queue no more
    float scroll_ = 0, content_ = 0;
};

}  // namespace spine::clinic
