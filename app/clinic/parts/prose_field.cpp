#include "clinic/parts/prose_field.h"

#include <algorithm>

#include "clinic/parts/controls.h"
#include "crypto/secret.h"

namespace spine::clinic {
namespace {

constexpr float kPadding = 12, kLine = 24;

// Of what may stand in a coding: no control character but a line's end.
bool may_stand(char32_t c) {
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c <= 0x10FFFF && !(c >= 0xD800 && c < 0xE000);
}

std::string utf8_of(char32_t c) {
    std::string out;
    const auto tail = [&](int shift) {
        out.push_back(static_cast<char>(0x80U | ((static_cast<unsigned>(c) >> shift) & 0x3FU)));
    };
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0U | (static_cast<unsigned>(c) >> 6U)));
        tail(0);
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0U | (static_cast<unsigned>(c) >> 12U)));
        tail(6), tail(0);
    } else {
        out.push_back(static_cast<char>(0xF0U | (static_cast<unsigned>(c) >> 18U)));
        tail(12), tail(6), tail(0);
    }
    return out;
}

std::size_t count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

}  // namespace

void ProseField::set(std::string utf8) {
    text_ = std::move(utf8);
    caret_ = text_.size();
    length_ = count(text_);
    first_ = 0;
}

void ProseField::wipe() {
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text_.data()), text_.size()});
    set({});
}

std::size_t ProseField::before(std::size_t at) const {
    while (at > 0 && (static_cast<unsigned char>(text_[--at]) & 0xC0U) == 0x80U) {
    }
    return at;
}

std::size_t ProseField::after(std::size_t at) const {
    if (at < text_.size()) ++at;
    while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U) ++at;
    return at;
}

// Every byte stands in one line; a line's end is the last of its line.
std::vector<ProseField::Line> ProseField::lines(const ui::Canvas& canvas, float width) const {
    std::vector<Line> all;
    for (std::size_t from = 0; from <= text_.size();) {
        const std::size_t found = text_.find('\n', from);
        const std::size_t end = found == std::string::npos ? text_.size() : found;
        const std::string_view paragraph = std::string_view(text_).substr(from, end - from);
        const std::size_t first = all.size();
        for (const ui::TextLine& line : ui::break_lines(canvas.fonts(), kBody, paragraph, width))
            if (!line.runs.empty() && !line.runs.front().text.empty()) {
                const auto at =
                    static_cast<std::size_t>(line.runs.front().text.data() - text_.data());
                all.push_back({all.size() == first ? from : at, end});
            }
        if (all.size() == first) all.push_back({from, end});
        for (std::size_t i = first; i + 1 < all.size(); ++i) all[i].to = all[i + 1].from;
        from = end + 1;
    }
    return all;
}

std::size_t ProseField::line_of(const std::vector<Line>& all, std::size_t at) const {
    std::size_t line = 0;
    while (line + 1 < all.size() && all[line + 1].from <= at) ++line;
    return line;
}

std::size_t ProseField::nearest(const ui::Canvas& canvas, const Line& line, float x) const {
    std::size_t at = line.from;
    float last = 0;
    while (at < line.to) {
        const std::size_t next = after(at);
        const float wide =
            canvas.width_of(kBody, std::string_view(text_).substr(line.from, next - line.from));
        if (wide > x) return x - last < wide - x ? at : next;
        last = wide;
        at = next;
    }
    return at;
}

bool ProseField::insert(char32_t character) {
    if (length_ >= most_) return false;
    const std::string bytes = utf8_of(character);
    text_.insert(caret_, bytes);
    caret_ += bytes.size();
    ++length_;
    return true;
}

bool ProseField::press(const ui::KeyPress& key, const ui::Canvas& canvas, float width) {
    const auto erase = [&](std::size_t from, std::size_t to) {
        if (from == to) return false;
        text_.erase(from, to - from);
        caret_ = from;
        --length_;
        return true;
    };
    if (key.key == ui::Key::Backspace) return erase(before(caret_), caret_);
    if (key.key == ui::Key::Delete) return erase(caret_, after(caret_));
    if (key.key == ui::Key::Enter && lines_ && !key.ctrl) return insert(U'\n');
    if (key.key == ui::Key::Left) caret_ = before(caret_);
    if (key.key == ui::Key::Right) caret_ = after(caret_);
    const bool moves = key.key == ui::Key::Up || key.key == ui::Key::Down ||
                       key.key == ui::Key::Home || key.key == ui::Key::End;
    if (!moves) return false;
    const auto all = lines(canvas, width);
    const std::size_t line = line_of(all, caret_);
    const float x = canvas.width_of(
        kBody, std::string_view(text_).substr(all[line].from, caret_ - all[line].from));
    const bool last = line + 1 == all.size();
    if (key.key == ui::Key::Home) caret_ = all[line].from;
    if (key.key == ui::Key::End)
        caret_ = last || text_[all[line].to] == '\n' ? all[line].to : before(all[line].to);
    if (key.key == ui::Key::Up && line > 0) caret_ = nearest(canvas, all[line - 1], x);
    if (key.key == ui::Key::Down && !last) caret_ = nearest(canvas, all[line + 1], x);
    return false;
}

bool ProseField::type(const ui::Input& input, const ui::Canvas& canvas, float width) {
    bool changed = false;
    for (const char32_t c : input.typed) changed |= may_stand(c) && insert(c);
    for (const ui::KeyPress& key : input.keys) changed |= press(key, canvas, width - 2 * kPadding);
    return changed;
}

bool ProseField::draw(ui::Frame& frame, const Look& look, const ui::Rect& box, std::string_view key,
                      bool active, std::string_view hint) {
    const ui::ClinicTheme& t = look.theme;
    const bool pressed = field_frame(frame, look, box, key, active, false);
    const ui::Canvas::Clip clip(frame.canvas, box.inset(2));
    const float width = box.w - 2 * kPadding, top = box.y + (lines_ ? 8 : (box.h - kLine) / 2);
    const auto all = lines(frame.canvas, width);
    const auto rows = std::max<std::size_t>(1, static_cast<std::size_t>((box.h - 16) / kLine));
    if (pressed && active && frame.targets.pointer()) {
        const ui::Point at = *frame.targets.pointer();
        const auto row = static_cast<std::size_t>(std::max(0.0F, (at.y - top) / kLine));
        caret_ = nearest(frame.canvas, all[std::min(first_ + row, all.size() - 1)],
                         at.x - box.x - kPadding);
    }
    const std::size_t line = line_of(all, caret_);
    if (active) first_ = std::clamp(first_, line < rows ? 0 : line - rows + 1, line);
    first_ = std::min(first_, all.size() - 1);
    if (text_.empty() && !active)
        frame.canvas.label({box.x + kPadding, top, width, kLine}, kBody, t.ink3, hint);
    for (std::size_t i = first_; i < std::min(all.size(), first_ + rows); ++i) {
        const float y = top + kLine * static_cast<float>(i - first_);
        const std::string_view words =
            std::string_view(text_).substr(all[i].from, all[i].to - all[i].from);
        frame.canvas.label({box.x + kPadding, y, width + kPadding, kLine}, kBody, t.ink, words);
        if (!active || i != line) continue;
        const float x = frame.canvas.width_of(kBody, words.substr(0, caret_ - all[i].from));
        frame.canvas.fill({box.x + kPadding + x, y + 3, 2, kLine - 6}, t.accent);
    }
    return pressed;
}

void Draft::show(const coding::Guid& of, const std::string& stored) {
    if (of != of_) {
        of_ = of;
        stored_ = stored;
        changed_ = false;
        field.set(stored);
        return;
    }
    if (stored == stored_) return;
    stored_ = stored;
    if (!changed_ && field.text() != stored) field.set(stored);
}

void Draft::rename(const coding::Guid& of, const std::string& stored) {
    of_ = of;
    show(of, stored);
}

void Draft::typed(std::int64_t now_ms) {
    changed_ = true;
    typed_at_ = now_ms;
}

std::optional<std::string> Draft::due(std::int64_t now_ms, bool at_once) {
    if (!changed_ || (!at_once && now_ms < due_at())) return std::nullopt;
    changed_ = false;
    return field.text();
}

void Draft::forget() {
    field.wipe();
    of_ = {};
    stored_.clear();
    changed_ = false;
}

}  // namespace spine::clinic
