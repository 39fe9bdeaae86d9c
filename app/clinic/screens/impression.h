// 08, step 1: everybody reads all texts, and notes of each what it leaves behind.
#pragma once

#include "clinic/parts/coded_text.h"
#include "clinic/parts/coding_lists.h"
#include "clinic/parts/prose_field.h"
#include "clinic/screens/coding_screen.h"

namespace spine::clinic {

class ImpressionScreen final : public CodingScreen {
  public:
    ImpressionScreen(const Look& look, const Model& model, CodingPlace& place)
        : look_(look), model_(model), place_(place) {}
    [[nodiscard]] CodingActions leave() override;
    void forget() override;
    [[nodiscard]] bool typing() const { return typing_; }

  private:
    CodingActions draw_content(ui::Frame& frame) override;
    void take_keys(ui::Frame& frame, CodingActions& actions);
    void take_key(const ui::KeyPress& key, CodingActions& actions);
    void draw_text_column(ui::Frame& frame, CodingActions& actions);
    void draw_side(ui::Frame& frame);
    void show(std::size_t row, CodingActions& actions);
    void mark_read(CodingActions& actions);
    void hand_over(std::int64_t now_ms, bool at_once, CodingActions& actions);

    const Look& look_;
    const Model& model_;
    CodingPlace& place_;
    ListView texts_, noted_;
    CodedPage page_;
    Draft draft_{kMostProse};
    bool typing_ = false;
    float scroll_ = 0, content_ = 0;
};

}  // namespace spine::clinic
