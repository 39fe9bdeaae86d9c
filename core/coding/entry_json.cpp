// An entry of a history as a line of JSON, for the archive and for a .qdpx.
#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "coding/history.h"

namespace spine::coding {
namespace {

using Json = nlohmann::json;

// Each kind of step by its name, in the order of Step.
constexpr std::array kNames = {
    "add-user",    "add-code",         "change-code",       "move-code",       "merge-codes",
    "split-code",  "remove-code",      "mark-unit",         "code-unit",       "uncode-unit",
    "move-unit",   "span-unit",        "note-unit",         "split-unit",      "merge-units",
    "remove-unit", "write-condensate", "remove-condensate", "write-synthesis", "remove-synthesis",
    "check-unit",  "write-theme",      "remove-theme",      "read-text"};
static_assert(kNames.size() == std::variant_size_v<Step>);

// What a struct has, told to whoever writes or reads it: a field is called as step.h and coding.h
// call it. Not so a code's `place`, which is its order among others, and a synthesis' `checks`,
// which are steps of their own.
template <typename V, typename T>
void fields(V& v, T& it) {
    if constexpr (requires { it.at; }) v("at", it.at);
    if constexpr (requires { it.by; }) v("by", it.by);
    if constexpr (requires { it.codable; }) v("codable", it.codable);
    if constexpr (requires { it.code; }) v("code", it.code);
    if constexpr (requires { it.coding; }) v("coding", it.coding);
    if constexpr (requires { it.codings; }) v("codings", it.codings);
    if constexpr (requires { it.colour; }) v("colour", it.colour);
    if constexpr (requires { it.condensate; }) v("condensate", it.condensate);
    if constexpr (requires { it.condensates; }) v("condensates", it.condensates);
    if constexpr (requires { it.description; }) v("description", it.description);
    if constexpr (requires { it.from; }) v("from", it.from);
    if constexpr (requires { it.group; }) v("group", it.group);
    if constexpr (requires { it.heading; }) v("heading", it.heading);
    if constexpr (requires { it.id; }) v("id", it.id);
    if constexpr (requires { it.into; }) v("into", it.into);
    if constexpr (requires { it.made; }) v("made", it.made);
    if constexpr (requires { it.name; }) v("name", it.name);
    if constexpr (requires { it.note; }) v("note", it.note);
    if constexpr (requires { it.parent; }) v("parent", it.parent);
    if constexpr (requires { it.quotation; }) v("quotation", it.quotation);
    if constexpr (requires { it.second; }) v("second", it.second);
    if constexpr (requires { it.synthesis; }) v("synthesis", it.synthesis);
    if constexpr (requires { it.text; }) v("text", it.text);
    if constexpr (requires { it.theme; }) v("theme", it.theme);
    if constexpr (requires { it.to; }) v("to", it.to);
    if constexpr (requires { it.unit; }) v("unit", it.unit);
    if constexpr (requires { it.units; }) v("units", it.units);
    if constexpr (requires { it.user; }) v("user", it.user);
    if constexpr (requires { it.verdict; }) v("verdict", it.verdict);
    if constexpr (requires { it.with; }) v("with", it.with);
    if constexpr (requires { it.words; }) v("words", it.words);
    if constexpr (!std::is_same_v<std::remove_const_t<T>, Code> && requires { it.place; })
        v("place", it.place);
}

class Writing {
  public:
    template <typename T>
    void operator()(const char* name, T& value) {
        json[name] = written(value);
    }
    template <typename T>
    static Json written(T& value) {
        using Plain = std::remove_const_t<T>;
        if constexpr (std::is_same_v<Plain, Guid>) {
            return to_text(value);
        } else if constexpr (std::is_same_v<Plain, Verdict>) {
            return static_cast<unsigned>(value);
        } else if constexpr (std::is_arithmetic_v<Plain> || std::is_same_v<Plain, std::string>) {
            return value;
        } else if constexpr (requires { value.begin(); }) {
            Json list = Json::array();
            for (auto one : value) list.push_back(written(one));
            return list;
        } else {
            Writing inner;
            fields(inner, value);
            return std::move(inner.json);
        }
    }
    Json json = Json::object();
};

// Strict: each field is there, of its kind, and no other.
class Reading {
  public:
    explicit Reading(const Json& json) : json_(json), ok_(json.is_object()) {}
    template <typename T>
    void operator()(const char* name, T& value) {
        ++asked_;
        const auto found = ok_ ? json_.find(name) : json_.end();
        ok_ = ok_ && found != json_.end() && read(*found, value);
    }
    [[nodiscard]] bool whole() const { return ok_ && json_.size() == asked_; }

    template <typename T>
    static bool read(const Json& json, T& value) {
        if constexpr (std::is_same_v<T, Guid>) {
            const auto guid =
                json.is_string() ? guid_in(json.get_ref<const std::string&>()) : std::nullopt;
            value = guid.value_or(Guid{});
            return guid.has_value();
        } else if constexpr (std::is_same_v<T, bool>) {
            if (json.is_boolean()) value = json.get<bool>();
            return json.is_boolean();
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (json.is_string()) value = json.get<std::string>();
            return json.is_string();
        } else if constexpr (std::is_same_v<T, Verdict>) {
            std::uint32_t number = 0;
            if (!read(json, number) || number > 2) return false;
            value = static_cast<Verdict>(number);
            return true;
        } else if constexpr (std::is_integral_v<T>) {
            if (!json.is_number_unsigned()) return false;
            const auto number = json.get<std::uint64_t>();
            if (number > static_cast<std::uint64_t>(std::numeric_limits<T>::max())) return false;
            value = static_cast<T>(number);
            return true;
        } else if constexpr (requires { value.begin(); }) {
            return read_list(json, value);
        } else {
            Reading inner(json);
            fields(inner, value);
            return inner.whole();
        }
    }

  private:
    template <typename List>
    static bool read_list(const Json& json, List& list) {
        if (!json.is_array()) return false;
        for (const Json& one : json) {
            typename List::value_type value;
            if (!read(one, value)) return false;
            list.insert(list.end(), std::move(value));
        }
        return true;
    }
    const Json& json_;
    bool ok_;
    std::size_t asked_ = 0;
};

template <std::size_t I = 0>
bool read_step(const std::string& name, const Json& json, std::vector<Step>& into) {
    if constexpr (I < std::variant_size_v<Step>) {
        if (name != kNames.at(I)) return read_step<I + 1>(name, json, into);
        std::variant_alternative_t<I, Step> step;
        if (!Reading::read(json, step)) return false;
        into.emplace_back(std::move(step));
        return true;
    } else {
        return false;
    }
}

// A step is an object of one member, its kind.
bool read_steps(const Json& json, std::vector<Step>& into) {
    if (!json.is_array()) return false;
    for (const Json& one : json)
        if (!one.is_object() || one.size() != 1 ||
            !read_step(one.begin().key(), one.begin().value(), into))
            return false;
    return true;
}

// An entry has its steps, a step its fields, a field a list of objects: a file of brackets would
// take a hundred times its size in memory, one of commas twenty times.
struct Shape {
    int depth = 0, deepest = 0;
    std::size_t values = 0;
};

Shape shape_of(std::string_view text) {
    Shape out;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool opens = c == '[' || c == '{', closes = c == ']' || c == '}';
        if (quoted && c == '\\') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted) {
            out.depth += (opens ? 1 : 0) - (closes ? 1 : 0);
            out.deepest = std::max(out.deepest, out.depth);
            if (opens || c == ',') ++out.values;
        }
    }
    return out;
}

tl::unexpected<Fault> unreadable() {
    return fail(causes::history_unreadable, "Steps of a coding do not read.",
                "A newer version of this program wrote them, or they were altered: see "
                "core/coding/step.h for what each has.");
}

Status check_shape(std::string_view text) {
    constexpr int kDeepest = 12;
    constexpr std::size_t kMostValues = 2'000'000;
    const Shape shape = shape_of(text);
    if (text.size() > kMostEntryBytes || shape.values > kMostValues)
        return fail(causes::too_large, "Steps of a coding are too many for one change.",
                    "Take them in parts.");
    return shape.deepest > kDeepest ? Status(unreadable()) : Status();
}

}  // namespace

std::string_view name_of(const Step& step) {
    return kNames.at(step.index());
}

std::string encode(const Entry& entry) {
    Json json = {{"id", to_text(entry.id)}, {"by", entry.by}, {"at", entry.at}};
    if (entry.stays) json["stays"] = true;
    if (!entry.undoes.is_zero()) json["undoes"] = to_text(entry.undoes);
    json["steps"] = Json::array();
    for (Step step : entry.steps) {
        const char* name = kNames.at(step.index());
        json["steps"].push_back(
            {{name, std::visit([](auto& one) { return Writing::written(one); }, step)}});
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Entry> decode_entry(std::string_view text) {
    if (auto right = check_shape(text); !right) return fail(std::move(right));
    const Json json = Json::parse(text, nullptr, false);
    Entry out;
    const auto has = [&](const char* name) { return json.is_object() && json.contains(name); };
    const bool read = has("id") && Reading::read(json["id"], out.id) && has("by") &&
                      Reading::read(json["by"], out.by) && has("at") &&
                      Reading::read(json["at"], out.at) && has("steps") &&
                      read_steps(json["steps"], out.steps) &&
                      (!has("stays") || Reading::read(json["stays"], out.stays)) &&
                      (!has("undoes") || Reading::read(json["undoes"], out.undoes));
    if (!read) return unreadable();
    return out;
}

Result<std::vector<Step>> decode_steps(std::string_view text) {
    std::vector<Step> out;
    if (auto right = check_shape(text); !right) return fail(std::move(right));
    if (!read_steps(Json::parse(text, nullptr, false), out)) return unreadable();
    return out;
}

}  // namespace spine::coding
