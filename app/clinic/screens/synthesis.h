// 08, step 4: a theme's condensates become one text in the third person, and that is held against
// each unit: read again, and said to support or to contradict it.
#pragma once

#include "clinic/parts/coding_lists.h"
#include "clinic/screens/writing.h"

namespace spine::clinic {

class SynthesisScreen final : public WritingScreen {
  public:
    SynthesisScreen(const Look& look, const Model& model, CodingPlace& place)
        : WritingScreen(look, model, place) {}
    void forget() override;

  private:
    CodingActions draw_content(ui::Frame& frame) override;
    void take_key(const ui::KeyPress& key, CodingActions& actions) override;
    void draw_column(ui::Frame& frame, CodingActions& actions);
    float draw_condensates(ui::Frame& frame, float top);
    void draw_check(ui::Frame& frame, float top, CodingActions& actions);
    void draw_units(ui::Frame& frame);
    void show_theme(std::size_t row, CodingActions& actions);
    void say(coding::Verdict verdict, CodingActions& actions);
    void hand_over(std::int64_t now_ms, bool at_once, CodingActions& actions) override;

    [[nodiscard]] const coding::Synthesis* synthesis() const;  // null: none yet
    [[nodiscard]] const coding::Unit* unit() const;            // that has the focus
    [[nodiscard]] coding::Verdict verdict_of(const CodedTheme& of, const coding::Guid& unit) const;

    ListView themes_, units_;
    std::size_t focus_ = 0;
};

}  // namespace spine::clinic
