#include "ui/widgets/keyboard_layouts.h"

#include <algorithm>
#include <utility>

namespace spine::ui {

namespace {

using Rows = std::array<std::u32string_view, 3>;

constexpr Rows many_signs{U"1234567890+", U"-/:;()&@\"=*", U"?!'%_#€"};
constexpr KeyboardLayout english{111,
                                 171,
                                 60,
                                 {U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"},
                                 {U"1234567890", U"-/:;()&@\"", U"?!'+%=*"}};
constexpr KeyboardLayout danish{
    100, 210, 0, {U"qwertyuiopå", U"asdfghjklæø", U"zxcvbnm"}, many_signs};
constexpr KeyboardLayout german{
    100, 155, 0, {U"qwertzuiopü", U"asdfghjklöä", U"yxcvbnmß"}, many_signs};
// The nine letters with marks behind the others, since a long press shows nobody that it is there.
constexpr KeyboardLayout polish{
    83, 176, 0, {U"qwertyuiopóżź", U"asdfghjkląęłś", U"zxcvbnmćń"}, many_signs};
constexpr KeyboardLayout turkish{
    90, 145, 50, {U"qwertyuıopğü", U"asdfghjklşi", U"zxcvbnmöç"}, many_signs};
constexpr KeyboardLayout ukrainian{
    90, 95, 0, {U"йцукенгшщзхї", U"фівапролджєґ", U"ячсмитьбю'"}, many_signs, "абв"};
constexpr KeyboardLayout arabic{83,
                                130,
                                0,
                                {U"ضصثقفغعهخحجدذ", U"شسيبلاتنمكطأإ", U"ئءؤرىةوزظآ"},
                                {U"1234567890+", U"-/:;()&@\"=*", U"؟!'%_#€"},
                                "أبج",
                                U'،',
                                false};

constexpr std::array<std::pair<std::string_view, const KeyboardLayout*>, 6> layouts{
    {{"da", &danish},
     {"de", &german},
     {"pl", &polish},
     {"tr", &turkish},
     {"uk", &ukrainian},
     {"ar", &arabic}}};

constexpr std::u32string_view small_ones = U"ąćęłńśźżğşєіїґ";
constexpr std::u32string_view their_capitals = U"ĄĆĘŁŃŚŹŻĞŞЄІЇҐ";

}  // namespace

const KeyboardLayout& keyboard_layout(std::string_view language) {
    const auto* found = std::find_if(layouts.begin(), layouts.end(), [&](const auto& one) {
        return one.first == language.substr(0, 2);
    });
    return found == layouts.end() ? english : *found->second;
}

char32_t capital(char32_t c, std::string_view language) {
    if (language.starts_with("tr") && c == U'i') return U'İ';
    if (c == U'ı') return U'I';
    // Latin with its first extension, and Cyrillic: the capitals lie 32 before; ÷ has none.
    const bool latin = (c >= U'a' && c <= U'z') || (c >= U'à' && c <= U'þ' && c != U'÷');
    if (latin || (c >= U'а' && c <= U'я')) return c - 32;
    const std::size_t at = small_ones.find(c);
    return at == std::u32string_view::npos ? c : their_capitals[at];
}

}  // namespace spine::ui
