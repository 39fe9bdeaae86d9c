#include "session/event.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>

namespace spine::session {
namespace {

// Members keep the order in which they are written, so that a value that goes in as text comes
// out as the same text.
using Json = nlohmann::ordered_json;

struct Grammar {
    EventKind kind;
    std::string_view name;     // the member "e"
    std::string_view subject;  // the member that carries Event::subject; empty: none
};

constexpr std::array<Grammar, 10> grammar{{{EventKind::Began, "began", "code"},
                                           {EventKind::Answered, "answer", "item"},
                                           {EventKind::Declined, "declined", "item"},
                                           {EventKind::Cleared, "cleared", "item"},
                                           {EventKind::Language, "language", "language"},
                                           {EventKind::Shown, "shown", "step"},
                                           {EventKind::Tier, "tier", "tier"},
                                           {EventKind::StaffLedOn, "staff", ""},
                                           {EventKind::Ended, "ended", "status"},
                                           {EventKind::Filler, "filler", ""}}};

const Grammar& grammar_of(EventKind kind) {
    return grammar.at(static_cast<std::size_t>(kind));
}

const Grammar* grammar_of(std::string_view name) {
    for (const Grammar& line : grammar)
        if (line.name == name) return &line;
    return nullptr;
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The end of the year 9999: what RFC 3339 can still write.
constexpr UnixMs latest_time = 253'402'300'799'999;

// An admitted tablet may still have been taken over: what it says of itself is looked at before
// anybody computes with it.
bool possible(EventKind kind, std::string_view subject) {
    switch (kind) {
        case EventKind::Began:
            return (subject.size() == 6 || subject.size() == 8) &&
                   subject.find_first_not_of("0123456789") == std::string_view::npos;
        case EventKind::Tier:
            return subject == "a" || subject == "b";
        case EventKind::Ended:
            return subject == "complete" || subject == "stopped" || subject == "expired";
        default:
            return true;
    }
}

tl::unexpected<Fault> malformed(std::string_view why) {
    return fail(causes::event_malformed,
                "A record of a session is not an event: " + std::string(why) + ".",
                "Keep the session in quarantine and ask for a newer version of the program.");
}

// Takes members out of an object, each once; if any is left over at the end, it is unknown.
class Members {
  public:
    explicit Members(Json object) : object_(std::move(object)) {}

    std::optional<std::string> text(std::string_view name) {
        const auto found = object_.find(name);
        if (found == object_.end() || !found->is_string()) return std::nullopt;
        ++taken_;
        return std::move(found->get_ref<std::string&>());
    }
    std::optional<UnixMs> time(std::string_view name) {
        const auto found = object_.find(name);
        if (found == object_.end() || !found->is_number_integer()) return std::nullopt;
        ++taken_;
        return found->get<UnixMs>();
    }
    // True when absent (value false) or the literal true; false for anything else.
    bool flag(std::string_view name, bool& value) {
        const auto found = object_.find(name);
        value = found != object_.end();
        if (!value) return true;
        ++taken_;
        return found->is_boolean() && found->get<bool>();
    }
    std::optional<std::string> value(std::string_view name) {
        const auto found = object_.find(name);
        if (found == object_.end()) return std::nullopt;
        ++taken_;
        return dump(*found);
    }
    [[nodiscard]] bool empty() const { return taken_ == object_.size(); }

  private:
    Json object_;
    std::size_t taken_ = 0;
};

Result<Event> read_began(Members& members, Event event) {
    auto questionnaire = members.text("questionnaire");
    auto language = members.text("language");
    if (!questionnaire || !language) return malformed("the beginning lacks a member");
    event.value = std::move(*questionnaire);
    event.language = std::move(*language);
    if (!members.flag("after_visit", event.after_visit)) return malformed("after_visit is no true");
    return event;
}

Result<Event> read_kind(Members& members, const Grammar& line) {
    Event event;
    event.kind = line.kind;
    if (line.kind == EventKind::Filler) return event;
    const auto at = members.time("at");
    if (!at) return malformed("it has no time");
    if (*at < 0 || *at > latest_time) return malformed("its time is none");
    event.at = *at;
    if (!line.subject.empty()) {
        auto subject = members.text(line.subject);
        if (!subject || !possible(line.kind, *subject))
            return malformed("it does not say what it is about");
        event.subject = std::move(*subject);
    }
    if (line.kind == EventKind::Began) return read_began(members, std::move(event));
    if (line.kind == EventKind::Answered) {
        auto value = members.value("value");
        if (!value) return malformed("an answer has no value");
        event.value = std::move(*value);
    }
    return event;
}

}  // namespace

std::string encode(const Event& event) {
    const Grammar& line = grammar_of(event.kind);
    Json json;
    json["e"] = line.name;
    if (event.kind == EventKind::Filler) return dump(json);
    json["at"] = event.at;
    if (!line.subject.empty()) json[std::string(line.subject)] = event.subject;
    if (event.kind == EventKind::Began) {
        json["questionnaire"] = event.value;
        json["language"] = event.language;
        if (event.after_visit) json["after_visit"] = true;
    }
    if (event.kind == EventKind::Answered) {
        Json value = Json::parse(event.value, nullptr, false);
        json["value"] = value.is_discarded() ? Json(event.value) : std::move(value);
    }
    return dump(json);
}

Result<Event> decode(std::string_view payload) {
    Json json = Json::parse(payload, nullptr, false);
    if (!json.is_object()) return malformed("it is no JSON object");
    Members members(std::move(json));
    const auto name = members.text("e");
    const Grammar* line = name ? grammar_of(*name) : nullptr;
    if (line == nullptr) return malformed("its kind is unknown");
    auto event = read_kind(members, *line);
    if (event && !members.empty()) return malformed("it has a member that is unknown");
    return event;
}

}  // namespace spine::session
