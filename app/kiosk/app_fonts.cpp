// What the kiosk bakes: the first screen's own characters, then a language's.
#include <iterator>

#include "kiosk/app.h"
#include "ui/language.h"

namespace spine::kiosk {

namespace {

constexpr char32_t past_latin = 0x24F;

std::u32string characters_of(std::string_view words, char32_t from) {
    std::u32string found;
    for (std::size_t at = 0; at < words.size();) {
        const char32_t c = ui::next_character(words, at);
        if (c > from && found.find(c) == std::u32string::npos) found += c;
    }
    return found;
}

// The words of a key in every language offered.
std::string in_all(const Room& room, std::string_view key) {
    std::string words;
    for (const std::string& language : room.settings().languages) {
        words += room.strings.get(language, key);
    }
    return words;
}

}  // namespace

std::vector<ui::Bake> App::first_fonts() const {
    using ui::Face;
    using ui::Glyphs;
    const std::string welcome = in_all(room_, "kiosk.welcome") + " ·";
    const std::string choose =
        in_all(room_, "kiosk.choose-language") + in_all(room_, "kiosk.listen.button") + " ·";
    const std::string unreviewed = in_all(room_, "kiosk.unreviewed");
    const std::string keys = in_all(room_, "language.name") + in_all(room_, "kiosk.have-code") +
                             in_all(room_, "kiosk.band");
    return {{Face::Bold, 76, Glyphs::Only, characters_of(welcome, 0)},
            {Face::Regular, 76, Glyphs::Only, characters_of(welcome, 0)},
            {Face::Regular, 41, Glyphs::Only, characters_of(choose, 0)},
            {Face::Bold, 41, Glyphs::Only, characters_of(keys, 0)},
            {Face::Regular, 30, Glyphs::Only, characters_of(unreviewed, 0)},
            {Face::Icons, 40, Glyphs::Only, {ui::icons::key, ui::icons::loudspeaker}}};
}

// While a patient is here: no greeting, and no language but theirs and the names of the others.
std::vector<ui::Bake> App::large_fonts() const {
    using ui::Face;
    using ui::Glyphs;
    const std::u32string all_icons(std::begin(ui::icons::all), std::end(ui::icons::all));
    const Glyphs own = script();
    const std::u32string names = characters_of(in_all(room_, "language.name"), past_latin);
    std::vector<ui::Bake> bakes{
        {Face::Regular, 55, own, names}, {Face::Bold, 55, own, names},
        {Face::Regular, 41, own, names}, {Face::Bold, 41, own, names},
        {Face::Regular, 48, own, names}, {Face::Bold, 48, own, names},
        {Face::Bold, 62, own, names},    {Face::Bold, 72, own, {}},
        {Face::Bold, 76, own, {}},       {Face::Bold, 140, Glyphs::Digits, {}}};
    bakes.push_back({Face::Icons, 24, Glyphs::Only, {ui::icons::check}});
    for (const float size : {40.0F, 46.0F, 52.0F, 150.0F})
        bakes.push_back({Face::Icons, size, Glyphs::Only, all_icons});
    return bakes;
}

std::vector<ui::Bake> App::all_fonts() const {
    if (print() == ui::Print::Large) return large_fonts();
    using ui::Face;
    using ui::Glyphs;
    const std::u32string all_icons(std::begin(ui::icons::all), std::end(ui::icons::all));
    const Glyphs own = script();
    // The first screen names every language in its own letters and greets in two; without room it
    // speaks in all of them at once.
    const std::u32string names = characters_of(in_all(room_, "language.name"), past_latin);
    const std::u32string greeting = characters_of(in_all(room_, "kiosk.welcome"), past_latin);
    std::string spoken = in_all(room_, "language.name");
    for (const std::string_view key : {"kiosk.choose-language", "kiosk.unreviewed",
                                       "kiosk.no-room.words", "kiosk.no-room.tell"}) {
        spoken += in_all(room_, key);
    }
    const std::u32string words = characters_of(spoken, past_latin);
    const std::u32string large = characters_of(in_all(room_, "kiosk.appearance.large"), 0);
    return {{Face::Regular, 41, own, words},
            {Face::Bold, 41, own, words},
            {Face::Bold, 50, own, {}},
            {Face::Regular, 55, Glyphs::Only, large},
            {Face::Regular, 30, own, words},
            {Face::Bold, 30, own, words},
            {Face::Bold, 46, own, names},
            {Face::Bold, 72, own, {}},
            {Face::Bold, 76, own, greeting},
            {Face::Regular, 76, own, greeting},
            {Face::Bold, 140, Glyphs::Digits, {}},
            {Face::Icons, 24, Glyphs::Only, {ui::icons::check}},
            {Face::Icons, 40, Glyphs::Only, all_icons},
            {Face::Icons, 46, Glyphs::Only, all_icons},
            {Face::Icons, 52, Glyphs::Only, all_icons},
            {Face::Icons, 150, Glyphs::Only, all_icons}};
}

}  // namespace spine::kiosk
