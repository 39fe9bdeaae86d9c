#include "clinic/parts/coding_frame.h"

#include <fmt/format.h>

#include <algorithm>

#include "clinic/parts/controls.h"
#include "clinic/parts/rail.h"

namespace spine::clinic {
namespace {

constexpr float kWheel = 48;

std::string header_counts(const Look& look, const Model& model, const CodingBoard& board) {
    const auto* queue = model.texts().queue();
    const auto n = [](std::size_t count) { return fmt::format("{}", count); };
    if (queue == nullptr)
        return ui::fill_in(look.word_of("coded.counts", static_cast<int>(board.texts.size())),
                           {{"n", n(board.texts.size())}, {"coded", n(board.coded)}});
    const auto waiting = static_cast<std::size_t>(
        std::count_if(queue->begin(), queue->end(), [](const review::QueuedText& one) {
            return one.reading.state == archive::TextState::Waiting;
        }));
    return ui::fill_in(
        look.word_of("coded.all_counts", static_cast<int>(queue->size())),
        {{"n", n(queue->size())}, {"waiting", n(waiting)}, {"coded", n(board.coded)}});
}

}  // namespace

const review::QueuedText* queued(const Model& model, const CodedText& text) {
    const auto* queue = model.texts().queue();
    if (queue == nullptr) return nullptr;
    const auto found =
        std::find_if(queue->begin(), queue->end(),
                     [&](const review::QueuedText& one) { return one.id == text.name; });
    return found == queue->end() ? nullptr : &*found;
}

bool may_accept(const Model& model, const review::QueuedText* text) {
    if (text == nullptr || model.texts().deciding()) return false;
    const auto& people = text->reading.released_by;
    return std::find(people.begin(), people.end(), model.person().name) == people.end();
}

bool may_withhold(const Model& model, const review::QueuedText* text) {
    return text != nullptr && !model.texts().deciding() &&
           text->reading.state != archive::TextState::Withheld;
}

void coding_header(ui::Frame& frame, const Look& look, const Model& model, TextStep step,
                   const CodingPlace& place, CodingActions& actions) {
    const ui::ClinicTheme& t = look.theme;
    header_ground(frame, look);
    const std::string& title = look.word("texts.title");
    frame.canvas.label({kLeft, 22, 300, 32}, kHeadline, t.ink, title);
    const CodingBoard* board = model.coding().board();
    if (board != nullptr)
        frame.canvas.label({kLeft + frame.canvas.width_of(kHeadline, title) + 18, 22, 600, 34},
                           kBody, t.ink2, header_counts(look, model, *board));
    const CodedText* shown = board == nullptr ? nullptr : board->text(place.text);
    const review::QueuedText* text = shown == nullptr ? nullptr : queued(model, *shown);
    if (step == TextStep::Units && model.person().opens_patients()) {
        if (button(frame, look, {1049, 20, 208, 36},
                   {"accept", look.word("texts.accept"), icons::check, "A", ButtonKind::Primary,
                    may_accept(model, text)}))
            actions.push_back({CodingAction::Decide, {}, {}, shown->name, {TextDecision::Release}});
        if (button(frame, look, {1265, 20, 143, 36},
                   {"withhold", look.word("texts.withhold"), icons::eye_off, "W", ButtonKind::Plain,
                    may_withhold(model, text)}))
            actions.push_back(
                {CodingAction::Decide, {}, {}, shown->name, {TextDecision::Withhold}});
    }
    if (const auto pressed = step_strip(frame, look, step, true))
        actions.push_back({CodingAction::Step, *pressed});
}

bool nothing_to_code(ui::Frame& frame, const Look& look, const CodingBoard* board) {
    if (board != nullptr && !board->texts.empty()) return false;
    frame.canvas.block({kLeft, 160, 900, 60}, kBody, look.theme.ink2,
                       look.word(board == nullptr ? "coded.reading" : "coded.empty"));
    return true;
}

bool common_key(const ui::KeyPress& key, CodingActions& actions) {
    if (const auto step = step_key(key)) {
        actions.push_back({CodingAction::Step, *step});
        return true;
    }
    if (key.key == ui::Key::Escape) {
        actions.push_back({CodingAction::Back});
        return true;
    }
    if (key.key != ui::Key::Character || key.alt) return false;
    if (key.ctrl && key.character == U'L') {
        actions.push_back({CodingAction::Lock});
        return true;
    }
    if (!key.ctrl && key.character == U'U') {
        actions.push_back({CodingAction::Undo});
        return true;
    }
    return false;
}

std::optional<std::size_t> place_of(const CodingBoard& board, const coding::Guid& text) {
    const auto found = board.text_places.find(text);
    if (found == board.text_places.end()) return std::nullopt;
    return found->second;
}

std::string coded_line(const Look& look, const CodedText& text) {
    const auto n = [&](std::string_view key, std::size_t count) {
        return ui::fill_in(look.word_of(key, static_cast<int>(count)),
                           {{"n", fmt::format("{}", count)}});
    };
    return n("coded.words", text.size.words) + ", " + n("coded.units", text.units.size());
}

void column_scroll(const ui::Frame& frame, const ui::Rect& window, float content, float& scroll) {
    if (frame.input.wheel != 0 && frame.targets.pointer() &&
        window.contains(*frame.targets.pointer()))
        scroll -= frame.input.wheel * kWheel;
    scroll = std::clamp(scroll, 0.0F, std::max(0.0F, content - window.h));
}

float coded_column(ui::Frame& frame, const Look& look, const CodingBoard& board,
                   const CodedText& text, CodedPage& page, const coding::Guid& chosen, Span marked,
                   const ui::Rect& window, float scroll) {
    const ui::ClinicTheme& t = look.theme;
    const bool whole = page.show(frame.canvas, look, text, kColumnRight - kColumnX);
    std::size_t redacted = 0;
    if (whole)
        for (const TextPart& part : page.view.parts) redacted += part.is_hidden() ? 1 : 0;
    coding_head(
        frame, look, kColumnX, kColumnRight, 166 - scroll,
        ui::fill_in(look.word("texts.name"), {{"id", short_name(text.name)}}),
        ui::fill_in(look.word("coded.parts"), {{"redacted", fmt::format("{}", redacted)},
                                               {"units", fmt::format("{}", text.units.size())}}));
    if (!whole)
        return kFirstLine - window.y +
               frame.canvas.block({kColumnX, kFirstLine - scroll, kColumnRight - kColumnX, 200},
                                  kBody, t.look, look.word("coded.too_long"));
    draw_coded(frame, look, {kColumnX, kFirstLine - scroll}, board, text, page, chosen, marked,
               window);
    return kFirstLine + page.placed.height() - window.y;
}

}  // namespace spine::clinic
