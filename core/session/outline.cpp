#include "session/outline.h"

namespace spine::session {
namespace {

// Places: a slot has room for 1,000. Its screen is at 0, its explanation at 3, its pages at 10,
// 20, …; behind each of these stand, at +1 and +2, the screens of tiers that were reached there.
constexpr std::size_t room = 1000;
constexpr std::size_t explanation_at = 3;
constexpr std::size_t first_page_at = 10, page_room = 10;

// A page with figures by age lies in the library once a band, as "id@band".
bool has_page(const information::Library& library, const std::string& id) {
    if (library.pages.contains(id)) return true;
    const std::string banded = id + "@";
    const auto found = library.pages.lower_bound(banded);
    return found != library.pages.end() && found->first.starts_with(banded);
}

std::vector<const questionnaire::Item*> relevant_of(
    const std::vector<const questionnaire::Item*>& items, const Course& course) {
    std::vector<const questionnaire::Item*> out;
    for (const questionnaire::Item* item : items)
        if (course.relevant.contains(item->link_id)) out.push_back(item);
    return out;
}

class Builder {
  public:
    Builder(const information::Library& library, const Course& course)
        : library_(library), course_(course) {}

    void add(const Slot& slot, std::size_t place) {
        switch (slot.kind) {
            case Slot::Kind::EnterCode:
                if (!course_.code_entered) put(place, step_of(slot, StepKind::EnterCode));
                return;
            case Slot::Kind::Code:
                if (!course_.no_code && shown(slot)) put(place, step_of(slot, StepKind::Code));
                return;
            case Slot::Kind::Pages:
                if (shown(slot)) add_pages(slot, place);
                return;
            case Slot::Kind::Finish:
                put(place, step_of(slot, StepKind::Finished));
                return;
            case Slot::Kind::Screen:
                add_screen(slot, place);
                return;
        }
    }

    Outline take() { return std::move(outline_); }

  private:
    // A display that carries a step is asked for by its own enableWhen.
    [[nodiscard]] bool shown(const Slot& slot) const {
        return slot.displays.empty() || !relevant_of(slot.displays, course_).empty();
    }

    [[nodiscard]] Step step_of(const Slot& slot, StepKind kind) const {
        Step step;
        step.kind = kind;
        step.id = slot.id;
        step.section = slot.section;
        step.displays = relevant_of(slot.displays, course_);
        step.group = slot.group;
        return step;
    }

    void put(std::size_t place, Step step) {
        const Section section = step.section;
        outline_.push_back({place, std::move(step)});
        add_tiers(place, section);
    }

    void add_tiers(std::size_t place, Section section) {
        if (course_.tier_a == place) put_tier(place, true, section);
        if (course_.tier_b == place) put_tier(place, false, section);
    }

    void put_tier(std::size_t place, bool tier_a, Section section) {
        Step step;
        step.kind = tier_a ? StepKind::TellStaff : StepKind::TellStaffKindly;
        step.id = step.page = tier_a ? "tier-a" : "tier-b";
        step.section = section;
        outline_.push_back({place_of_tier(place, tier_a), std::move(step)});
    }

    void add_screen(const Slot& slot, std::size_t place) {
        Step step = step_of(slot, StepKind::Items);
        step.items = relevant_of(slot.items, course_);
        if (step.items.empty() && step.displays.empty()) {
            // Its tier's screen outlives a step that is no longer relevant.
            add_tiers(place, slot.section);
            return;
        }
        const bool explained = !step.items.empty() && !slot.explains.empty();
        if (step.items.empty()) step.kind = StepKind::Words;
        put(place, std::move(step));
        if (explained && has_page(library_, slot.explains)) add_explanation(slot, place);
    }

    void add_explanation(const Slot& slot, std::size_t place) {
        Step step;
        step.kind = StepKind::Explanation;
        step.id = "explain:" + slot.id;
        step.section = slot.section;
        step.items = slot.items;
        step.page = slot.explains;
        step.explains = slot.id;
        put(place + explanation_at, std::move(step));
    }

    void add_pages(const Slot& slot, std::size_t place) {
        std::size_t at = place + first_page_at;
        for (const std::string& page : course_.pages) {
            if (!has_page(library_, page) || at >= place + room) continue;
            Step step = step_of(slot, StepKind::Page);
            step.id = "page:" + page;
            step.page = page;
            put(at, std::move(step));
            at += page_room;
        }
    }

    const information::Library& library_;
    const Course& course_;
    Outline outline_;
};

}  // namespace

Outline make_outline(const Plan& plan, const information::Library& library, const Course& course) {
    Builder builder(library, course);
    for (std::size_t i = 0; i < plan.size(); ++i) builder.add(plan[i], i * room);
    return builder.take();
}

std::size_t place_of_tier(std::size_t place, bool tier_a) {
    return place + (tier_a ? 1 : 2);
}

}  // namespace spine::session
