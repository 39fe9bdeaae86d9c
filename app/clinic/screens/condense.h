// 08, step 3: what the units of a theme say is written anew in the first person, with a link to
// every unit that it rests on.
#pragma once

#include "clinic/parts/coding_lists.h"
#include "clinic/screens/writing.h"

namespace spine::clinic {

class CondenseScreen final : public WritingScreen {
  public:
    CondenseScreen(const Look& look, const Model& model, CodingPlace& place)
        : WritingScreen(look, model, place) {}
    void forget() override;

  private:
    CodingActions draw_content(ui::Frame& frame) override;
    void take_key(const ui::KeyPress& key, CodingActions& actions) override;
    void draw_column(ui::Frame& frame, CodingActions& actions);
    void draw_units(ui::Frame& frame, CodingActions& actions);
    void show_theme(std::size_t row, CodingActions& actions);
    void link(CodingActions& actions);
    void quote(CodingActions& actions);
    void hand_over(std::int64_t now_ms, bool at_once, CodingActions& actions) override;

    // The one that is shown; null: none was written of this theme yet.
    [[nodiscard]] const coding::Condensate* condensate() const;
    [[nodiscard]] const coding::Unit* unit() const;  // that has the focus

    ListView themes_, units_;
    coding::Guid written_of_;  // the theme that draft_ is of
    std::size_t which_ = 0;    // of several condensates
    std::size_t focus_ = 0;    // of the theme's units
};

}  // namespace spine::clinic
