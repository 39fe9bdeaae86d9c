// 08, step 1: everybody reads all texts, and notes of each what it leaves behind.
#pragma once

#include "clinic/parts/coded_text.h"
#include "clinic/parts/coding_lists.h"
#include "clinic/screens/writing.h"

namespace spine::clinic {

class ImpressionScreen final : public WritingScreen {
  public:
    ImpressionScreen(const Look& look, const Model& model, CodingPlace& place)
        : WritingScreen(look, model, place) {}
    void forget() override;
    [[nodiscard]] bool typing() const { return typing_; }

  private:
    CodingActions draw_content(ui::Frame& frame) override;
    void take_key(const ui::KeyPress& key, CodingActions& actions) override;
    void draw_text_column(ui::Frame& frame, CodingActions& actions);
    void draw_side(ui::Frame& frame);
    void show(std::size_t row, CodingActions& actions);
    void mark_read(CodingActions& actions);
    void hand_over(std::int64_t now_ms, bool at_once, CodingActions& actions) override;

    ListView texts_, noted_;
    CodedPage page_;
    float scroll_ = 0, content_ = 0;
};

}  // namespace spine::clinic
