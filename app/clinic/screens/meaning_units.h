// 08, step 2: parts of the texts that say something are marked and put under themes.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "clinic/parts/coded_text.h"
#include "clinic/parts/coding_lists.h"
#include "clinic/parts/prose_field.h"
#include "clinic/parts/text_decisions.h"
#include "clinic/screens/coding_screen.h"

namespace spine::clinic {

class MeaningUnitsScreen final : public CodingScreen {
  public:
    MeaningUnitsScreen(const Look& look, const Model& model, const Clock& clock, CodingPlace& place)
        : look_(look), model_(model), clock_(clock), place_(place) {}
    void forget() override;
    // Keys wait for the steps before them.
    [[nodiscard]] bool keys_wait() const { return !keys_.empty(); }

  private:
    enum class Naming { No, New, Again };

    CodingActions draw_content(ui::Frame& frame) override;
    void update();
    void take_keys(ui::Frame& frame, CodingActions& actions);
    void take_key(const ui::KeyPress& key, CodingActions& actions);
    void take_letter(char32_t letter, CodingActions& actions);
    void take_name(ui::Frame& frame, CodingActions& actions);
    void move_word(bool forward, bool more);
    void choose_neighbour(int by);
    void show_text(std::size_t row);
    void forget_marks();
    void name_theme(Naming naming);
    void give(std::size_t theme, CodingActions& actions);
    void resize(CodingActions& actions);
    void split(CodingActions& actions);
    void merge(CodingActions& actions);
    void remove(CodingActions& actions);
    void decide(TextDecision decision, CodingActions& actions);
    void take_pointer(ui::Frame& frame, ui::Point at);

    void draw_text_column(ui::Frame& frame, CodingActions& actions);
    float draw_chosen(ui::Frame& frame, float top, CodingActions& actions);
    float draw_suggested(ui::Frame& frame, float top, const ui::Rect& window,
                         CodingActions& actions);
    void draw_side(ui::Frame& frame, CodingActions& actions);

    [[nodiscard]] const CodingBoard* board() const { return model_.coding().board(); }
    [[nodiscard]] const CodedText* text() const;
    // The words that somebody marked; empty: none.
    [[nodiscard]] Span marked() const;
    [[nodiscard]] const coding::Unit* unit() const;
    // The unit that begins next behind the chosen one; null: none.
    [[nodiscard]] const coding::Unit* next_unit() const;
    // Where the chosen unit would be split: where the marked words begin.
    [[nodiscard]] std::optional<std::uint32_t> cut() const;
    [[nodiscard]] std::vector<SpanRow> suggested() const;

    const Look& look_;
    const Model& model_;
    const Clock& clock_;
    CodingPlace& place_;
    ListView texts_, themes_, units_;
    CodedPage page_;
    std::optional<TextView> original_;  // for whoever decides what is redacted
    unsigned original_of_ = 0;
    coding::Guid shown_;
    std::optional<std::size_t> anchor_, cursor_;  // of the page's units of text, both ends
    bool marking_ = false;                        // a finger is on its way over the text
    std::size_t focus_ = 0;                       // of suggested()
    Naming naming_ = Naming::No;
    ProseField name_{kMostThemeName, false};
    std::deque<ui::KeyPress> keys_;
    float scroll_ = 0, content_ = 0;
};

}  // namespace spine::clinic
