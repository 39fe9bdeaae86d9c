// The clinic program's measures and words (look/clinic.md): type, grid, icons, key names.
#pragma once

#include <string>
#include <string_view>

#include "review/reach.h"
#include "ui/canvas.h"
#include "ui/strings.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace spine::clinic {

// Dear ImGui's 18, 20, 27 and 41 are these ems (x 1.362).
inline constexpr ui::Style kCaption{ui::Weight::Regular, 13.2F, 20};
inline constexpr ui::Style kCaptionBold{ui::Weight::Bold, 13.2F, 20};
inline constexpr ui::Style kBody{ui::Weight::Regular, 14.7F, 24};
inline constexpr ui::Style kBodyBold{ui::Weight::Bold, 14.7F, 24};
inline constexpr ui::Style kHeadline{ui::Weight::Bold, 19.8F, 28};
inline constexpr ui::Style kCode{ui::Weight::Bold, 30.1F, 40};

inline constexpr float kRail = 80, kHeader = 72;
inline constexpr float kLeft = 112, kRight = 1408;  // content
inline constexpr float kBleedLeft = 96, kBleedRight = 1424;

namespace icons {
inline constexpr ui::Icon octagon = 0xF029, triangle = 0xF02A, chart = 0xF128, check = 0xF12C,
                          box_empty = 0xF131, box_marked = 0xF132, chevron_left = 0xF141,
                          chevron_right = 0xF142, export_out = 0xF207, eye = 0xF208,
                          eye_off = 0xF209, list = 0xF279, question = 0xF625, history = 0xF2DA,
                          link = 0xF339, lock = 0xF33E, magnify = 0xF349, marker = 0xF652,
                          pause = 0xF3E6, printer = 0xF42A, fork = 0xF4C1, sync = 0xF4E6,
                          sync_alert = 0xF4E7;
}  // namespace icons

// Why something is not there, in the strings' key.
[[nodiscard]] constexpr std::string_view missing_key(review::Mark mark) {
    switch (mark) {
        case review::Mark::NotReached:
            return "missing.not_reached";
        case review::Mark::NotAsked:
            return "missing.not_asked";
        default:
            return "missing.not_answered";
    }
}

// What every part draws with. Outlives the frame.
struct Look {
    const ui::ClinicTheme& theme;
    const ui::Strings& strings;
    std::string_view language;  // of the clinic
    [[nodiscard]] const std::string& word(std::string_view key) const {
        return strings.get(language, key);
    }
    // "1 tablet", "2 tablets": one of a thing has a text of its own, under the key with "_one".
    [[nodiscard]] const std::string& word_of(std::string_view key, int count) const {
        return count == 1 ? word(std::string(key).append("_one")) : word(key);
    }
};

}  // namespace spine::clinic
