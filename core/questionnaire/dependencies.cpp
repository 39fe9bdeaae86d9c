#include "questionnaire/dependencies.h"

#include <string_view>
#include <unordered_map>

namespace spine::questionnaire {

namespace {

class Builder {
  public:
    explicit Builder(const std::vector<Item>& items) {
        enter(items, std::nullopt);
        for (Dependencies::Node& node : built_.nodes) {
            for (const EnableWhen& condition : node.item->enable_when) {
                const auto question = places_.find(condition.question);
                node.questions.push_back(
                    question == places_.end() ? std::nullopt : std::optional(question->second));
            }
        }
        states_.resize(built_.nodes.size(), State::New);
        for (std::size_t place = 0; place < built_.nodes.size(); ++place) visit(place);
    }

    Dependencies take() { return std::move(built_); }

  private:
    enum class State { New, Open, Done };
    struct Visit {
        std::size_t place;
        std::size_t next;  // which of its dependencies comes next; 0 is the parent
    };

    void enter(const std::vector<Item>& items, std::optional<std::size_t> parent) {
        for (const Item& item : items) {
            const std::size_t place = built_.nodes.size();
            built_.nodes.push_back({&item, parent, {}});
            places_.emplace(item.link_id, place);
            enter(item.items, place);
        }
    }

    // Depth first with a stack of its own. A node met again while still open is in a ring.
    void visit(std::size_t start) {
        if (states_[start] != State::New) return;
        states_[start] = State::Open;
        std::vector<Visit> open{{start, 0}};
        while (!open.empty()) {
            Visit& top = open.back();
            const Dependencies::Node& node = built_.nodes[top.place];
            if (top.next > node.questions.size()) {
                states_[top.place] = State::Done;
                built_.order.push_back(top.place);
                open.pop_back();
                continue;
            }
            const auto needed = top.next == 0 ? node.parent : node.questions[top.next - 1];
            ++top.next;
            if (!needed) continue;
            if (states_[*needed] == State::Open && built_.in_ring == nullptr) {
                built_.in_ring = built_.nodes[*needed].item;
            }
            if (states_[*needed] != State::New) continue;
            states_[*needed] = State::Open;
            open.push_back({*needed, 0});
        }
    }

    Dependencies built_;
    std::unordered_map<std::string_view, std::size_t> places_;
    std::vector<State> states_;
};

}  // namespace

Dependencies dependencies_of(const std::vector<Item>& items) {
    return Builder(items).take();
}

}  // namespace spine::questionnaire
