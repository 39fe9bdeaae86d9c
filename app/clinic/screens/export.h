// 07 Export for research: a study, how hard its data must be to trace, what they would give away,
// and the writing of them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "clinic/look.h"
#include "clinic/model.h"
#include "clinic/parts/controls.h"
#include "clinic/parts/export_columns.h"
#include "clinic/parts/slider.h"
#include "ui/screen.h"
#include "ui/typed_text.h"

namespace spine::clinic {

inline constexpr std::size_t kLongestPath = 4095;  // what the system opens

struct ExportAction {
    enum Kind {
        Nothing,
        Back,
        Lock,
        Study,   // `path`
        Choose,  // `choices`
        Format,  // `format`, `chosen`
        Target,  // `path`
        Write,
        Cancel,
        Close
    } kind = Nothing;
    std::filesystem::path path{};
    exporting::StudyChoices choices{};
    std::string format{};
    bool chosen = false;
};

class ExportScreen final : public ui::Screen<ExportAction> {
  public:
    ExportScreen(const Look& look, const Model& model);
    void forget();
    [[nodiscard]] bool focused_on(std::string_view key) const { return focus_ == key; }

  private:
    ExportAction draw_content(ui::Frame& frame) override;
    ExportAction draw_header(ui::Frame& frame);
    ExportAction draw_studies(ui::Frame& frame);
    ExportAction draw_study(ui::Frame& frame);
    void draw_protection(ui::Frame& frame, exporting::StudyChoices& choices);
    void draw_slider(ui::Frame& frame, const Slider& slider, const std::string& name,
                     const std::string& value, const std::string& note, double& chosen);
    void draw_profiles(ui::Frame& frame, exporting::StudyChoices& choices);
    ExportAction draw_formats(ui::Frame& frame);
    ExportAction draw_panel(ui::Frame& frame);
    ExportAction draw_progress(ui::Frame& frame);
    ExportAction draw_outcome(ui::Frame& frame);
    void draw_written(ui::Frame& frame, const WrittenExport& written);
    void draw_failed(ui::Frame& frame, const Fault& fault);
    void draw_left_beside(ui::Frame& frame, const std::vector<std::filesystem::path>& left);
    ExportAction draw_target(ui::Frame& frame);
    [[nodiscard]] const char* why_not() const;  // nothing can be written; null: nothing is wrong
    ExportAction take_keys(const ui::Input& input);
    void move_focus(int by);
    [[nodiscard]] bool typing() const;
    ExportAction type(const ui::Input& input, ui::TypedText& into, ExportAction done);

    // A target that keys reach, too: Tab leads to it, space and Enter press it.
    bool press(ui::Frame& frame, std::string_view key, const ui::Rect& box, bool on);
    void ring(ui::Frame& frame, std::string_view key, const ui::Rect& box);
    bool press_button(ui::Frame& frame, const ui::Rect& box, const Button& one);
    void path_field(ui::Frame& frame, const ui::Rect& box, std::string_view key,
                    const ui::TypedText& text, const std::string& empty);

    const Look& look_;
    const Model& model_;
    bool choosing_ = false;                     // another study
    std::vector<std::string> order_, drawing_;  // keys, as the last frame and this one have them
    std::string focus_, pressed_;               // pressed_: by a key, in this frame
    int steps_ = 0;                             // of the slider that has the focus
    std::string number_;                        // typed into it
    unsigned chosen_ = 0;                       // of the model, as it was
    ui::TypedText study_path_{kLongestPath}, target_{kLongestPath};
    std::filesystem::path shown_target_;
};

}  // namespace spine::clinic
