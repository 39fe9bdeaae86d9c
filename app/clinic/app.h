// The clinic program as one ui::App: which screen stands, and what its actions do.
#pragma once

#include <memory>

#include "clinic/look.h"
#include "clinic/model.h"
#include "clinic/parts/rail.h"
#include "clinic/screens/condense.h"
#include "clinic/screens/export.h"
#include "clinic/screens/impression.h"
#include "clinic/screens/meaning_units.h"
#include "clinic/screens/patient.h"
#include "clinic/screens/synthesis.h"
#include "clinic/screens/texts.h"
#include "clinic/screens/unlock.h"
#include "clinic/screens/worklist.h"
#include "ui/stage.h"
#include "ui/tasks.h"

namespace spine::clinic {

// Sounds the configured chime when a tablet calls. Called once a call, on the UI thread; must not
// block. Empty: silent.
using Chime = std::function<void()>;

class App final : public ui::App {
  public:
    // All must outlive the app; `calls` is for nothing but tablets that call (Model).
    App(Data& data, ui::Tasks& tasks, ui::Tasks& calls, const Clock& clock,
        const ui::Strings& strings, std::string language, Chime chime);

    void draw(ui::Frame& frame) override;
    [[nodiscard]] std::vector<ui::Bake> first_fonts() const override;
    [[nodiscard]] std::vector<ui::Bake> all_fonts() const override;
    [[nodiscard]] ui::Color background() const override { return theme_.bg; }
    [[nodiscard]] bool band() const override { return data_demonstration_; }
    [[nodiscard]] float notice() const override {
        return kCallStrip * static_cast<float>(calling_.size());
    }
    [[nodiscard]] bool mirrored() const override { return false; }
    // Once somebody has closed the window, which cancels an export, and all that was decided before
    // is stored.
    [[nodiscard]] bool finished() const override {
        return closing_ && model_.settled() && !texts_.keys_wait() && !units_.keys_wait();
    }
    [[nodiscard]] const Model& model() const { return model_; }
    // Whether what has this target's key takes the keys of the export's screen.
    [[nodiscard]] bool focused_on(std::string_view key) const { return export_.focused_on(key); }

  private:
    void draw_place(ui::Frame& frame);
    void draw_unlock(ui::Frame& frame);
    void draw_worklist(ui::Frame& frame);
    void draw_patient(ui::Frame& frame);
    void draw_texts(ui::Frame& frame);
    void draw_coding(ui::Frame& frame);
    [[nodiscard]] CodingScreen* coding_screen(TextStep step);
    void follow(CodingActions actions);
    void leave_texts();
    void forget_texts();
    void draw_export(ui::Frame& frame);
    void draw_refused(ui::Frame& frame);
    void draw_screen(ui::Frame& frame);
    RailAction draw_rail(ui::Frame& frame);
    void follow(RailAction action);
    void draw_band(ui::Frame& frame);
    void draw_fault(ui::Frame& frame);
    void draw_calls(ui::Frame& frame);
    void sound_new_calls();
    void take_common_keys(const ui::Input& input);

    ui::Tasks& tasks_;
    ui::Tasks& calls_;
    ui::ClinicTheme theme_ = ui::clinic_light();
    const std::string language_;
    const Look look_;
    Model model_;
    UnlockScreen unlock_;
    WorklistScreen worklist_;
    PatientScreen patient_;
    TextsScreen texts_;
    CodingPlace coding_place_;
    ImpressionScreen impression_;
    MeaningUnitsScreen units_;
    CondenseScreen condense_;
    SynthesisScreen synthesis_;
    bool decided_ = false;  // of a text, in a step of the coding
    ExportScreen export_;
    Chime chime_;
    Place shown_ = Place::Unlock;
    TextStep shown_step_ = TextStep::Redact;
    std::vector<std::string> sounded_;
    std::vector<Attention> calling_;  // those that have a strip in this frame: notice()
    bool data_demonstration_, closing_ = false, dark_ = false;
};

}  // namespace spine::clinic
