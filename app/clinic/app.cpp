#include "clinic/app.h"

#include <algorithm>
#include <utility>

#include "clinic/parts/controls.h"
#include "clinic/parts/faults.h"
#include "clinic/parts/marked_text.h"
#include "clinic/parts/rail.h"

namespace spine::clinic {
App::App(Data& data, ui::Tasks& tasks, ui::Tasks& calls, const Clock& clock,
         const ui::Strings& strings, std::string language, Chime chime)
    : tasks_(tasks),
      calls_(calls),
      language_(std::move(language)),
      look_{theme_, strings, language_},
      model_(data, tasks, calls, clock),
      unlock_(look_, model_, data.clinic_name(), data.key_card()),
      worklist_(look_, model_, clock),
      patient_(look_, model_, clock),
      texts_(look_, model_, clock),
      impression_(look_, model_, coding_place_),
      units_(look_, model_, clock, coding_place_),
      condense_(look_, model_, coding_place_),
      synthesis_(look_, model_, coding_place_),
      export_(look_, model_),
      chime_(std::move(chime)),
      data_demonstration_(data.demonstration()) {
    model_.when_leaving([this] { leave_texts(); });
}

std::vector<ui::Bake> App::first_fonts() const {
    return all_fonts();
}

std::vector<ui::Bake> App::all_fonts() const {
    using ui::Face;
    using ui::Glyphs;
    std::vector<ui::Bake> bakes = {{Face::Regular, kCaption.em, Glyphs::Every, {}},
                                   {Face::Regular, kBody.em, Glyphs::Every, {}},
                                   {Face::Regular, kReading.em, Glyphs::Every, {}},
                                   {Face::Bold, kCaption.em, Glyphs::Cyrillic, {}},
                                   {Face::Bold, kBody.em, Glyphs::Cyrillic, {}},
                                   {Face::Bold, kHeadline.em, Glyphs::Cyrillic, {}},
                                   {Face::Bold, kCode.em, Glyphs::Cyrillic, {}}};
    const std::u32string all = {
        icons::octagon,    icons::triangle,   icons::chart,        icons::check,
        icons::box_empty,  icons::box_marked, icons::chevron_left, icons::chevron_right,
        icons::export_out, icons::eye,        icons::eye_off,      icons::list,
        icons::question,   icons::history,    icons::link,         icons::lock,
        icons::magnify,    icons::marker,     icons::pause,        icons::printer,
        icons::fork,       icons::sync,       icons::sync_alert};
    for (const float em : {18.0F, 20.0F, 22.0F, 36.0F}) {
        bakes.push_back({Face::Icons, em, Glyphs::Only, all});
    }
    return bakes;
}

void App::draw_unlock(ui::Frame& frame) {
    const UnlockAction action = unlock_.draw(frame);
    if (action.kind == UnlockAction::Try) {
        model_.unlock(as_bytes(unlock_.typed()));
        unlock_.clear();
    }
    if (action.kind == UnlockAction::Cancel) model_.cancel_unlock();
}

void App::draw_worklist(ui::Frame& frame) {
    const WorklistAction action = worklist_.draw(frame);
    if (action.kind == WorklistAction::Open) model_.open(action.session);
    if (action.kind == WorklistAction::Lock) model_.lock();
}

void App::draw_patient(ui::Frame& frame) {
    const PatientAction action = patient_.draw(frame);
    switch (action.kind) {
        case PatientAction::Back:
            return model_.close_patient();
        case PatientAction::Previous:
            return model_.open_neighbour(-1);
        case PatientAction::Next:
            return model_.open_neighbour(1);
        case PatientAction::ToggleReviewed:
            return model_.set_reviewed(model_.page() != nullptr && !model_.page()->reviewed);
        case PatientAction::TakeOver:
            return model_.take_over();
        case PatientAction::NextEnd:
            return model_.show_next_end();
        case PatientAction::Lock:
            return model_.lock();
        case PatientAction::Nothing:
            return;
    }
}

void App::draw_export(ui::Frame& frame) {
    const ExportAction action = export_.draw(frame);
    ExportModel& exports = model_.exports();
    switch (action.kind) {
        case ExportAction::Back:
            return model_.go(Place::Worklist);
        case ExportAction::Lock:
            return model_.lock();
        case ExportAction::Study:
            return exports.choose(action.path);
        case ExportAction::Choose:
            return exports.choose(action.choices);
        case ExportAction::Format:
            return exports.choose_format(action.format, action.chosen);
        case ExportAction::Target:
            return exports.choose_target(action.path);
        case ExportAction::Write:
            return exports.write();
        case ExportAction::Cancel:
            return exports.cancel();
        case ExportAction::Close:
            return exports.close();
        case ExportAction::Nothing:
            return;
    }
}

void App::follow(RailAction action) {
    if (action == RailAction::Lock) model_.lock();
    if (action == RailAction::Worklist) model_.go(Place::Worklist);
    if (action == RailAction::Texts) model_.go(Place::Texts);
    if (action == RailAction::Export) model_.go(Place::Export);
}

RailAction App::draw_rail(ui::Frame& frame) {
    const RailAction shown = shown_ == Place::Texts    ? RailAction::Texts
                             : shown_ == Place::Export ? RailAction::Export
                                                       : RailAction::Worklist;
    return rail(frame, look_, shown, model_.seconds_to_lock());
}

void App::draw_screen(ui::Frame& frame) {
    if (model_.refused(shown_)) return draw_refused(frame);
    switch (shown_) {
        case Place::Unlock:
            return draw_unlock(frame);
        case Place::Worklist:
            return draw_worklist(frame);
        case Place::Patient:
            return draw_patient(frame);
        case Place::Texts:
            return draw_texts(frame);
        case Place::Export:
            return draw_export(frame);
    }
}

void App::draw_place(ui::Frame& frame) {
    if (shown_ != model_.place()) {
        if (shown_ == Place::Texts) forget_texts();
        if (model_.place() == Place::Unlock) export_.forget();
        shown_ = model_.place();
        unlock_.clear();
        frame.targets.new_screen(frame.now_ms);
    }
    shown_step_ = model_.step();
    if (shown_ == Place::Unlock) return draw_screen(frame);
    const RailAction railed = draw_rail(frame);
    draw_screen(frame);
    follow(railed);
}

void App::draw_fault(ui::Frame& frame) {
    const std::optional<Fault>& fault = model_.fault();
    if (!fault) return;
    const ui::Rect box{kBleedLeft, 812, kBleedRight - kBleedLeft, 72};
    frame.canvas.panel(box, theme_.look_soft, theme_.look, 1, 8);
    frame.canvas.block({kLeft, 820, 1080, 56}, kBody, theme_.ink, fault_words(look_, *fault));
    if (button(frame, look_, {1268, 830, 140, 36},
               {"fault:close", look_.word("button.close"), 0, {}, ButtonKind::Plain, true})) {
        model_.dismiss_fault();
    }
}

void App::draw_band(ui::Frame& frame) {
    // Above the layout, where Scale keeps 40 units free.
    const ui::Scale& scale = frame.canvas.scale();
    if (!scale.has_band()) return;
    const ui::Rect band = scale.to_units(scale.band_pixels());
    frame.canvas.fill(band, ui::kiosk_calm().note);
    frame.canvas.label(band, kBodyBold, ui::kiosk_calm().ink, look_.word("demonstration.band"),
                       ui::Align::Centre);
}

void App::draw_calls(ui::Frame& frame) {
    const std::vector<Attention>& calls = model_.attentions();
    const std::size_t more = calls.size() - std::min(calls.size(), calling_.size());
    const std::string answered = attention_strips(frame, look_, calling_, more);
    if (!answered.empty()) model_.answer_attention(answered);
    const auto shown = std::min(calls.size(), kMostStrips);
    const auto same = [](const Attention& a, const Attention& b) { return a.id == b.id; };
    if (shown == calling_.size() &&
        std::equal(calling_.begin(), calling_.end(), calls.begin(), same))
        return;
    // The next frame has room for them. Everything moves by it: a finger that was on its way down
    // presses nothing.
    calling_.assign(calls.begin(), calls.begin() + static_cast<std::ptrdiff_t>(shown));
    frame.targets.new_screen(frame.now_ms);
    frame.draw_again_at(frame.now_ms);
}

void App::sound_new_calls() {
    const auto& calls = model_.attentions();
    for (const Attention& call : calls) {
        if (std::find(sounded_.begin(), sounded_.end(), call.id) != sounded_.end()) continue;
        sounded_.push_back(call.id);
        if (chime_) chime_();
    }
}

void App::take_common_keys(const ui::Input& input) {
    if (input.close && !closing_) {
        leave_texts();
        closing_ = true;
        // A decision may wait behind them: the window would stay for minutes without a word.
        model_.exports().cancel();
        model_.exports().leave();
    }
    if (input.any()) model_.touched();
    follow(rail_key(input));
    for (const ui::KeyPress& key : input.keys) {
        if (key.key != ui::Key::Character || !key.ctrl || key.character != U'D') continue;
        dark_ = !dark_;
        theme_ = dark_ ? ui::clinic_dark() : ui::clinic_light();
    }
}

void App::draw(ui::Frame& frame) {
    tasks_.deliver();
    calls_.deliver();
    take_common_keys(frame.input);
    frame.draw_again_at(frame.now_ms + model_.tick());
    sound_new_calls();
    draw_band(frame);
    draw_calls(frame);
    draw_place(frame);
    draw_fault(frame);
}

}  // namespace spine::clinic
