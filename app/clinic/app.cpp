#include "clinic/app.h"

#include <algorithm>
#include <utility>

#include "clinic/parts/controls.h"
#include "clinic/parts/rail.h"

namespace spine::clinic {
namespace {

// In the clinic's language where the strings know the cause, else as the module says it.
std::string fault_words(const Look& look, const Fault& fault) {
    const auto table = look.strings.tables().find(look.language);
    if (table != look.strings.tables().end()) {
        const auto words = table->second.find("fault." + std::string(fault.cause.name()));
        if (words != table->second.end()) return words->second;
    }
    return fault.happened + " " + fault.next;
}

}  // namespace

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
      chime_(std::move(chime)),
      data_demonstration_(data.demonstration()) {}

std::vector<ui::Bake> App::first_fonts() const {
    return all_fonts();
}

std::vector<ui::Bake> App::all_fonts() const {
    using ui::Face;
    using ui::Glyphs;
    std::vector<ui::Bake> bakes = {{Face::Regular, kCaption.em, Glyphs::Latin, {}},
                                   {Face::Regular, kBody.em, Glyphs::Latin, {}},
                                   {Face::Bold, kCaption.em, Glyphs::Latin, {}},
                                   {Face::Bold, kBody.em, Glyphs::Latin, {}},
                                   {Face::Bold, kHeadline.em, Glyphs::Latin, {}},
                                   {Face::Bold, kCode.em, Glyphs::Latin, {}}};
    const std::u32string all = {
        icons::octagon,   icons::triangle,     icons::chart,         icons::check,
        icons::box_empty, icons::chevron_left, icons::chevron_right, icons::export_out,
        icons::eye,       icons::eye_off,      icons::list,          icons::question,
        icons::history,   icons::link,         icons::lock,          icons::magnify,
        icons::marker,    icons::pause,        icons::printer,       icons::fork,
        icons::sync,      icons::sync_alert};
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

void App::draw_place(ui::Frame& frame) {
    if (shown_ != model_.place()) {
        shown_ = model_.place();
        unlock_.clear();
        frame.targets.new_screen(frame.now_ms);
    }
    switch (shown_) {
        case Place::Unlock:
            return draw_unlock(frame);
        case Place::Worklist:
            return draw_worklist(frame);
        case Place::Patient:
            return draw_patient(frame);
    }
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
    if (input.close) finished_ = true;
    if (input.any()) model_.touched();
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
