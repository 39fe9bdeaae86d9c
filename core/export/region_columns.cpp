// The pain drawing in five regions, coarse enough for anybody to see (evidence.md, section 4).
#include <algorithm>
#include <array>
#include <utility>

#include "export/data_plan.h"

namespace spine::exporting {
namespace {

using questionnaire::Item;

struct BodyPart {
    std::string_view name;
    std::size_t region;
};
constexpr std::array<BodyPart, 12> kBodyParts = {{{"head-neck", 0},
                                                  {"upper", 1},
                                                  {"upper-arm", 1},
                                                  {"forearm-hand", 1},
                                                  {"lower", 2},
                                                  {"buttock", 3},
                                                  {"hip", 3},
                                                  {"thigh", 3},
                                                  {"calf", 4},
                                                  {"shin", 4},
                                                  {"foot", 4},
                                                  {"lower-leg", 4}}};

const Item* drawing_in(const std::vector<Item>& items) {
    for (const Item& item : items) {
        if (item.control == questionnaire::Control::BodyMap) return &item;
        if (const Item* found = drawing_in(item.items)) return found;
    }
    return nullptr;
}

Column column_of(PlanInProgress& made, const Item& drawing, const Asked& asked,
                 std::size_t number) {
    const Region one = region(number);
    Column added;
    added.from = From::Region;
    added.link_id = drawing.link_id;
    Variable& variable = added.variable;
    variable.name = made.names.make(one.name);
    variable.kind = Kind::Boolean;
    variable.words = one.words;
    variable.link_id = drawing.link_id;
    variable.questionnaire = canonical(*asked.questionnaire);
    variable.several = OneOfSeveral{"pain_region", words_of(drawing.text, *asked.questionnaire),
                                    static_cast<int>(number) + 1, std::string(one.name)};
    if (variable.several->question.empty()) variable.several->question = {{"en", "Where it hurts"}};
    variable.scoring =
        "True where any part of the region was marked, front or back, left or right.";
    variable.missing_rule = "No area marked counts as not answered.";
    return added;
}

}  // namespace

Region region(std::size_t number) {
    switch (number) {
        case 0:
            return {"pain_head_neck", {{"en", "Head and neck"}, {"da", "Hoved og nakke"}}};
        case 1:
            return {"pain_upper_back_arms",
                    {{"en", "Upper back and arms"}, {"da", "Øvre ryg og arme"}}};
        case 2:
            return {"pain_lower_back", {{"en", "Lower back"}, {"da", "Lænd"}}};
        case 3:
            return {"pain_buttock_thigh", {{"en", "Buttock and thigh"}, {"da", "Balde og lår"}}};
        default:
            return {"pain_lower_leg_foot",
                    {{"en", "Lower leg and foot"}, {"da", "Underben og fod"}}};
    }
}

std::optional<std::size_t> region_of(std::string_view part) {
    const auto front = part.find('.');
    if (front == std::string_view::npos) return std::nullopt;
    part.remove_prefix(front + 1);
    part = part.substr(0, part.find('.'));
    const auto found = std::find_if(kBodyParts.begin(), kBodyParts.end(),
                                    [&](const BodyPart& one) { return one.name == part; });
    if (found == kBodyParts.end()) return std::nullopt;
    return found->region;
}

void add_regions(PlanInProgress& made, const Asked& asked) {
    const Item* drawing = drawing_in(asked.questionnaire->items);
    if (drawing == nullptr) return;
    auto& columns = made.plan.columns;
    const auto is_region = [](const Column& one) { return one.from == From::Region; };
    const auto first = std::find_if(columns.begin(), columns.end(), is_region);
    auto at = static_cast<std::size_t>(first - columns.begin());
    if (first == columns.end())
        for (std::size_t number = 0; number < kRegions; ++number)
            columns.push_back(column_of(made, *drawing, asked, number));
    for (const questionnaire::Option& option : drawing->options) {
        const std::string part = code_of(option.value);
        const auto number = region_of(part);
        if (!number) continue;
        auto& parts = columns[at + *number].options;
        if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    }
}

}  // namespace spine::exporting
