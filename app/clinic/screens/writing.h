// What the steps of the coding in which a person writes have alike: a field, and the keys that act
// on the page while nobody types in it.
#pragma once

#include "clinic/parts/coding_lists.h"
#include "clinic/parts/prose_field.h"
#include "clinic/screens/coding_screen.h"

namespace spine::clinic {

// UI thread. What is typed is handed over after a pause, with Escape, Tab or Ctrl+Enter, and before
// the screen is left.
class WritingScreen : public CodingScreen {
  public:
    [[nodiscard]] CodingActions leave() final;

  protected:
    // All must outlive it.
    WritingScreen(const Look& look, const Model& model, CodingPlace& place)
        : look_(look), model_(model), place_(place) {}

    // What was typed as a wish, if it is due (Draft::due).
    virtual void hand_over(std::int64_t now_ms, bool at_once, CodingActions& actions) = 0;
    // One that is not typed: of the page, or with Ctrl or Alt.
    virtual void take_key(const ui::KeyPress& key, CodingActions& actions) = 0;

    [[nodiscard]] const CodingBoard* board() const { return model_.coding().board(); }
    // The theme that is shown; null: there is none.
    [[nodiscard]] const CodedTheme* theme() const;

    // At a frame's beginning, and at its end.
    void take_keys(ui::Frame& frame, CodingActions& actions);
    void hand_over_in_time(ui::Frame& frame, CodingActions& actions);
    // Of the steps that go by theme: false where there is none to write of, which it says.
    bool has_themes(ui::Frame& frame);
    // Letter and name of the theme over its column, the note at the other end.
    void draw_theme_head(ui::Frame& frame, const std::string& note);
    void stop_typing();

    const Look& look_;
    const Model& model_;
    CodingPlace& place_;
    Draft draft_{kMostProse};
    bool typing_ = false;
};

}  // namespace spine::clinic
