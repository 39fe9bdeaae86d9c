#include "questionnaire/json_text.h"

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "questionnaire/parser.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

constexpr int most_json_levels = 160;  // 32 levels of items and what an item may hold

// Whether brackets nest deeper than any questionnaire does. Reads bytes only, so that the JSON
// library never meets such a text.
bool nests_too_deep(std::string_view text) {
    int level = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            if (c == '\\') ++at;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++level > most_json_levels) return true;
        } else if (c == '}' || c == ']') {
            --level;
        }
    }
    return false;
}

// Finds a field that an object has twice while the document is read, and the linkId of the item
// that it belongs to, which may stand behind it.
class Doubles {
  public:
    void see(json::parse_event_t event, const json& parsed) {
        const bool names_item = std::exchange(expects_link_id_, false);
        switch (event) {
            case json::parse_event_t::object_start:
                open_.emplace_back();
                break;
            case json::parse_event_t::key:
                see_key(parsed.get_ref<const std::string&>());
                break;
            case json::parse_event_t::value:
                if (names_item && parsed.is_string()) open_.back().link_id = parsed;
                break;
            case json::parse_event_t::object_end:
                close();
                break;
            default:
                break;
        }
    }

    [[nodiscard]] bool any() const { return !field_.empty(); }
    [[nodiscard]] Fault fault() const {
        return {causes::item_malformed, "It has the field `" + field_ + "` twice.",
                "Correct the questionnaire or ask whoever published it, then open it again.",
                link_id_};
    }

  private:
    struct Object {
        std::set<std::string> keys;
        std::string link_id, doubled;
    };

    void see_key(const std::string& key) {
        Object& object = open_.back();
        if (!object.keys.insert(key).second && object.doubled.empty()) object.doubled = key;
        expects_link_id_ = key == "linkId";
    }

    void close() {
        const Object object = std::move(open_.back());
        open_.pop_back();
        if (object.doubled.empty() || any()) return;
        if (object.link_id.empty() && !open_.empty()) {
            if (open_.back().doubled.empty()) open_.back().doubled = object.doubled;
            return;
        }
        field_ = object.doubled;
        link_id_ = object.link_id;
    }

    std::vector<Object> open_;
    bool expects_link_id_ = false;
    std::string field_, link_id_;
};

}  // namespace

Result<json> read_json(std::string_view text) {
    if (nests_too_deep(text)) {
        return fail(causes::too_large, "Its brackets are nested too deep.",
                    "Use a smaller questionnaire.");
    }
    Doubles doubles;
    const auto see = [&doubles](int, json::parse_event_t event, json& parsed) {
        doubles.see(event, parsed);
        return true;
    };
    json document = json::parse(text, see, false);
    if (document.is_discarded()) {
        return fail(causes::not_json, "This is not JSON in UTF-8.",
                    "Choose the questionnaire's JSON file.");
    }
    if (doubles.any()) return fail(doubles.fault());
    return document;
}

}  // namespace spine::questionnaire
