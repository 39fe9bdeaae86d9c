// Look 19: how the tablet stands, and what staff do with it. No answer, no name; of codes one that
// is nobody's.
#include <fmt/format.h>

#include "base/pickup_code.h"
#include "journal/room.h"
#include "kiosk/screens/screens.h"
#include "ui/language.h"
#include "ui/local_time.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

constexpr std::int64_t cleaning_ms = 30'000;
constexpr std::uint64_t gigabyte = 1'000'000'000;
constexpr float bar_h = 96, left_w = 700, right_x = 780, right_w = 460, from_top = 120,
                to_bottom = 784;
constexpr float card_h = 101, card_pitch = 111, button_h = 80, button_pitch = 92;
constexpr Rect message{right_x, from_top + 5 * button_pitch + 4, right_w,
                       to_bottom - from_top - 5 * button_pitch - 4};

// One line of how the tablet stands.
struct Line {
    ui::Icon icon = 0;
    std::string_view label;
    std::string value;
    bool alarming = false;
};

class StaffScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return nothing_around; }
    [[nodiscard]] const ServiceView& view() const { return room().service; }

    void content(const ui::Kit& kit, Actions& out) override {
        if (view().going_off) {
            kit.canvas().label({40, 300, 1200, 160}, ui::type::heading, room().theme.ink,
                               text("kiosk.service.shutting-down"), ui::Align::Centre);
            return;
        }
        if (cleaning(kit)) return;
        draw_bar(kit, out);
        draw_lines(kit);
        draw_buttons(kit, out);
        if (shutting_down_) {
            draw_shut_down(kit, out);
        } else {
            draw_message(kit);
        }
    }

    // Nothing can be touched while somebody wipes.
    bool cleaning(const ui::Kit& kit) {
        if (!clean_until_) return false;
        const std::int64_t left = *clean_until_ - kit.frame.now_ms;
        if (left <= 0) {
            clean_until_.reset();
            kit.targets().new_screen(kit.frame.now_ms);
            return false;
        }
        kit.frame.draw_again_at(kit.frame.now_ms + (left - 1) % 1000 + 1);
        ui::Canvas& canvas = kit.canvas();
        canvas.label({40, 150, 1200, 90}, ui::type::heading, room().theme.ink,
                     text("kiosk.service.clean-now"), ui::Align::Centre);
        canvas.label({40, 300, 1200, 160}, ui::type::code, room().theme.primary,
                     std::to_string((left + 999) / 1000), ui::Align::Centre);
        canvas.block({40, 540, 1200, 110}, ui::type::body, room().theme.ink2,
                     text("kiosk.service.clean-words"), ui::Align::Centre);
        return true;
    }

    void draw_bar(const ui::Kit& kit, Actions& out) const {
        ui::Canvas& canvas = kit.canvas();
        const ui::KioskTheme& theme = room().theme;
        const float w = canvas.scale().display().w / canvas.scale().factor();
        canvas.fill({640 - w / 2, 0, w, bar_h}, theme.ink);
        ui::ToolLook look;
        look.on_alarm = true;
        ui::KioskTheme on_ink = theme;
        on_ink.alarm = theme.ink;
        const Rect box = ui::tool_box(canvas, 1240, text("kiosk.service.lock"));
        if (ui::tool({kit.frame, on_ink}, "staff-lock", box, ui::icons::lock,
                     text("kiosk.service.lock"), look))
            out.emplace_back(act::StaffLeave{});
        const std::string clock = ui::in_own_order(
            room().language,
            fmt::format("{} {}", ui::local_day(view().now), ui::local_time(view().now)));
        const float clock_w = canvas.width_of(ui::type::bar, clock) + 1;
        canvas.label({box.x - 32 - clock_w, 12, clock_w, 72}, ui::type::bar, theme.surface, clock);
        canvas.label({40, 12, box.x - 64 - clock_w - 40, 72}, ui::type::bar_strong, theme.surface,
                     ui::fill_in(text("kiosk.service.title"), {{"tablet", room().tablet_name}}));
    }

    [[nodiscard]] std::string when(UnixMs at) const {
        const std::string time = ui::local_time(at);
        if (ui::same_local_day(at, view().now))
            return ui::fill_in(text("kiosk.service.today"), {{"time", time}});
        return ui::in_own_order(room().language, fmt::format("{} {}", ui::local_day(at), time));
    }

    // "09:15", and of another day with it.
    [[nodiscard]] std::string since(UnixMs at) const {
        return ui::same_local_day(at, view().now) ? ui::local_time(at) : when(at);
    }

    // What patients meet counts, whatever the journal says of itself.
    [[nodiscard]] Line state_line() const {
        const auto& fault = room().desk.fault();
        const auto& seen = view().state;
        Line line{ui::icons::check_circle, "kiosk.service.state", text("kiosk.service.ready")};
        const auto alarm = [&](std::string_view key) {
            line = {ui::icons::alert, "kiosk.service.state", text(key), true};
        };
        const bool no_room = fault && fault->cause == journal::causes::no_room;
        if ((fault && !no_room) || (seen && seen->journal.failed)) {
            alarm("kiosk.service.stopped");
        } else if (seen ? !seen->journal.room : no_room) {
            alarm("kiosk.service.no-room");
        } else if (view().unreadable) {
            alarm("kiosk.service.unreadable");
        } else if (seen && seen->journal.revoked) {
            alarm("kiosk.service.revoked");
        }
        return line;
    }

    [[nodiscard]] Line network_line(const ServiceState& seen) const {
        Line line{ui::icons::wifi, "kiosk.service.network", text("kiosk.service.connected")};
        if (seen.unreachable_since) {
            line = {ui::icons::alert, "kiosk.service.network",
                    ui::fill_in(text("kiosk.service.not-connected"),
                                {{"time", since(*seen.unreachable_since)}}),
                    true};
        } else if (seen.syncs == 0) {
            line.value = text("kiosk.service.not-tried");
        }
        return line;
    }

    [[nodiscard]] std::vector<Line> lines() const {
        const auto& seen = view().state;
        if (!seen && !view().unreadable) return {};  // for the moment that a look takes
        std::vector<Line> lines{state_line()};
        if (!seen) return lines;
        const journal::JournalStatus& journal = seen->journal;
        lines.push_back({ui::icons::cloud_upload, "kiosk.service.visits",
                         ui::fill_in(text("kiosk.service.visits-value"),
                                     {{"waiting", std::to_string(journal.waiting)},
                                      {"receipt", std::to_string(journal.awaiting_receipt)}})});
        lines.push_back(
            {ui::icons::receipt, "kiosk.service.receipt",
             journal.last_receipt ? when(*journal.last_receipt) : text("kiosk.service.none-yet")});
        lines.push_back(network_line(*seen));
        lines.push_back({journal.room ? ui::icons::disk : ui::icons::alert, "kiosk.service.disk",
                         ui::fill_in(text("kiosk.service.disk-value"),
                                     {{"free", std::to_string(journal.disk_left / gigabyte)}}),
                         !journal.room});
        lines.push_back({ui::icons::tablet, "kiosk.service.program",
                         ui::fill_in(text("kiosk.service.program-value"),
                                     {{"version", seen->program},
                                      {"set", std::to_string(seen->configuration)}})});
        return lines;
    }

    void draw_lines(const ui::Kit& kit) const {
        Rect box{40, from_top, left_w, card_h};
        for (const Line& line : lines()) {
            ui::card(kit, box);
            const ui::KioskTheme& theme = room().theme;
            const ui::Color color = line.alarming ? theme.alarm : theme.ink;
            kit.canvas().icon({box.x + 48, box.y + card_h / 2}, 46, line.icon,
                              line.alarming ? theme.alarm : theme.primary);
            kit.canvas().label({box.x + 96, box.y + 6, box.w - 112, 36}, ui::type::small,
                               theme.ink2, text(line.label));
            Rect value{box.x + 96, box.y + 42, box.w - 112, 52};
            ui::Style style = ui::type::strong;
            while (style.em > ui::type::small.em &&
                   kit.canvas().width_of(style, line.value) > value.w)
                style.em -= 1;
            kit.canvas().label(value, style, color, line.value);
            box.y += card_pitch;
        }
    }

    void draw_buttons(const ui::Kit& kit, Actions& out) {
        Rect box{right_x, from_top, right_w, button_h};
        const auto pressed = [&](std::string_view key, ui::Icon icon, std::string_view words) {
            ui::ButtonLook look{ui::Rank::Secondary, icon};
            while (look.style.em > 30 &&
                   ui::button_width(kit.canvas(), text(words), look, 0) > box.w)
                look.style.em -= 1;
            const bool was = ui::button(kit, key, box, text(words), look);
            box.y += button_pitch;
            if (was) shutting_down_ = false;
            return was;
        };
        const bool asked = shutting_down_;
        if (pressed("staff-send", ui::icons::cloud_upload, "kiosk.service.send"))
            out.emplace_back(act::SendNow{});
        if (pressed("staff-test-code", ui::icons::key, "kiosk.service.test-code"))
            out.emplace_back(act::TestCode{});
        if (pressed("staff-ring", ui::icons::bell, "kiosk.service.ring"))
            out.emplace_back(act::Ring{});
        if (pressed("staff-clean", ui::icons::tablet, "kiosk.service.clean")) {
            clean_until_ = kit.frame.now_ms + cleaning_ms;
            kit.frame.draw_again_at(kit.frame.now_ms);
        }
        if (view().can_shut_down &&
            pressed("staff-shut-down", ui::icons::power, "kiosk.service.shut-down"))
            shutting_down_ = !asked;
    }

    void draw_shut_down(const ui::Kit& kit, Actions& out) const {
        const bool refused = view().shut_down_refused;
        fitted_body(
            kit, {message.x, message.y, message.w, message.h - button_h - 8}, room().theme.ink,
            text(refused ? "kiosk.service.shut-down-not" : "kiosk.service.shut-down-words"));
        if (refused) return;
        const ui::ButtonLook look{ui::Rank::Primary, ui::icons::power};
        if (ui::button(kit, "staff-shut-down-now",
                       {message.x, message.bottom() - button_h, message.w, button_h},
                       text("kiosk.service.shut-down-now"), look))
            out.emplace_back(act::ShutDown{});
    }

    // What the last button brought.
    void draw_message(const ui::Kit& kit) const {
        ui::Canvas& canvas = kit.canvas();
        if (!view().test_code.empty()) {
            canvas.label({message.x, message.y, message.w, 76}, {ui::Weight::Bold, 72, 76, 1},
                         room().theme.primary, group_pickup_code(view().test_code),
                         ui::Align::Centre);
            fitted_body(kit, {message.x, message.y + 80, message.w, message.h - 80},
                        room().theme.ink, text("kiosk.service.test-code-words"));
            return;
        }
        if (view().sending == SendingState::No) return;
        std::string_view key = "kiosk.service.sending";
        if (view().sending == SendingState::Over) {
            const auto& seen = view().state;
            const bool all = seen && seen->journal.waiting == 0 &&
                             seen->journal.attention_waiting == 0 && !seen->unreachable_since;
            key = all ? "kiosk.service.sent-all" : "kiosk.service.sent-not-all";
        }
        fitted_body(kit, message, room().theme.ink, text(key));
    }

    std::optional<std::int64_t> clean_until_;
    bool shutting_down_ = false;
};

}  // namespace

ScreenPtr staff_screen(const Room& room) {
    return std::make_unique<StaffScreen>(room);
}

}  // namespace spine::kiosk
