// 08, step 3: what the units of a theme say is written anew in the first person, with a link to
// every unit that it rests on.
#pragma once

#include "clinic/parts/coding_lists.h"
#include "clinic/parts/prose_field.h"
#include "clinic/screens/coding_screen.h"

namespace spine::clinic {

class CondenseScreen final : public CodingScreen {
  public:
    CondenseScreen(const Look& look, const Model& model, CodingPlace& place)
        : look_(look), model_(model), place_(place) {}
    [[nodiscard]] CodingActions leave() override;
    void forget() override;

  private:
    CodingActions draw_content(ui::Frame& frame) override;
    void take_keys(ui::Frame& frame, CodingActions& actions);
    void take_key(const ui::KeyPress& key, CodingActions& actions);
    void draw_column(ui::Frame& frame, CodingActions& actions);
    void draw_units(ui::Frame& frame, CodingActions& actions);
    void show_theme(std::size_t row, CodingActions& actions);
    void link(CodingActions& actions);
    void quote(CodingActions& actions);
    void hand_over(std::int64_t now_ms, bool at_once, CodingActions& actions);

    [[nodiscard]] const CodingBoard* board() const { return model_.coding().board(); }
    [[nodiscard]] const CodedTheme* theme() const;
    // The one that is shown; null: none was written of this theme yet.
    [[nodiscard]] const coding::Condensate* condensate() const;
    [[nodiscard]] const coding::Unit* unit() const;  // that has the focus

    const Look& look_;
    const Model& model_;
    CodingPlace& place_;
    ListView themes_, units_;
    Draft draft_{kMostProse};
    coding::Guid written_of_;  // the theme that draft_ is of
    std::size_t which_ = 0;    // of several condensates
    std::size_t focus_ = 0;    // of the theme's units
    bool typing_ = false;
};

}  // namespace spine::clinic
