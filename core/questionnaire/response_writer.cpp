#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "questionnaire/relevance.h"
#include "questionnaire/response.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

void put(json& object, const char* name, const std::string& text) {
    if (!text.empty()) object[name] = text;
}

json coding_json(const Coding& coding) {
    json object = json::object();
    put(object, "system", coding.system);
    put(object, "code", coding.code);
    put(object, "display", coding.display);
    return object;
}

json quantity_json(const Quantity& quantity) {
    json object = {{"value", quantity.value}};
    put(object, "unit", quantity.unit);
    put(object, "system", quantity.system);
    put(object, "code", quantity.code);
    return object;
}

json value_json(const Item& item, const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return {{"valueBoolean", *truth}};
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return {{"valueInteger", *whole}};
    if (const auto* decimal = std::get_if<double>(&value)) return {{"valueDecimal", *decimal}};
    if (const auto* date = std::get_if<Date>(&value)) return {{"valueDate", date->text}};
    if (const auto* moment = std::get_if<DateTime>(&value)) {
        return {{"valueDateTime", moment->text}};
    }
    if (const auto* time = std::get_if<Time>(&value)) return {{"valueTime", time->text}};
    if (const auto* coding = std::get_if<Coding>(&value)) {
        return {{"valueCoding", coding_json(*coding)}};
    }
    if (const auto* quantity = std::get_if<Quantity>(&value)) {
        return {{"valueQuantity", quantity_json(*quantity)}};
    }
    const auto& text = std::get<std::string>(value);
    return {{item.type == ItemType::Url ? "valueUri" : "valueString", text}};
}

class Writer {
  public:
    Writer(const Questionnaire& questionnaire, const Answers& answers, const std::string& language)
        : relevant_(relevant(questionnaire, answers)), answers_(answers), language_(language) {}

    json items(const std::vector<Item>& model) {
        json written = json::array();
        for (const Item& item : model) add(item, written);
        return written;
    }

  private:
    void add(const Item& item, json& out) {
        if (!relevant_.contains(item.link_id) || item.entering == Entering::More) return;
        if (item.entering == Entering::Holder) {
            add_entries(item, out);
        } else if (item.type == ItemType::Group) {
            add_group(item, out);
        } else if (item.type != ItemType::Display) {
            json question = head(item);
            json given = answers_of(item);
            const bool declined = is_declined(item);
            if (declined) question["extension"] = json::array({declined_extension()});
            if (!given.empty()) question["answer"] = std::move(given);
            if (declined || question.contains("answer")) out.push_back(std::move(question));
        }
    }

    void add_group(const Item& item, json& out) {
        json group = head(item);
        json inside = items(item.items);
        if (inside.empty() && !item.required) return;
        if (!inside.empty()) group["item"] = std::move(inside);
        out.push_back(std::move(group));
    }

    // Entries of a group stand side by side; those of a question are its answers.
    void add_entries(const Item& holder, json& out) {
        json together;
        for (const Item& entry : holder.items) {
            if (entry.entering != Entering::Entry || !relevant_.contains(entry.link_id)) continue;
            if (entry.type == ItemType::Group) {
                add_group(entry, out);
                continue;
            }
            json given = answers_of(entry);
            if (together.is_null()) together = head(entry);
            if (is_declined(entry)) together["extension"] = json::array({declined_extension()});
            for (json& answer : given) together["answer"].push_back(std::move(answer));
        }
        if (together.contains("answer") || together.contains("extension")) {
            out.push_back(std::move(together));
        }
    }

    // One object a value. Items under a question belong to its answer; where it has none, to an
    // answer without a value, which FHIR R4 provides for.
    json answers_of(const Item& item) {
        json list = json::array();
        const auto given = answers_.find(item.link_id);
        if (given != answers_.end()) {
            for (const Value& value : given->second.values) list.push_back(value_json(item, value));
        }
        json inside = items(item.items);
        if (inside.empty()) return list;
        if (list.empty()) list.push_back(json::object());
        list[0]["item"] = std::move(inside);
        return list;
    }

    [[nodiscard]] bool is_declined(const Item& item) const {
        const auto given = answers_.find(item.link_id);
        return given != answers_.end() && given->second.declined;
    }

    [[nodiscard]] json head(const Item& item) const {
        json object = {{"linkId", item.fhir_link_id}};
        put(object, "text", item.text.in(language_));
        return object;
    }

    static json declined_extension() {
        return {{"url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason"},
                {"valueCode", "asked-declined"}};
    }

    std::set<std::string, std::less<>> relevant_;
    const Answers& answers_;
    const std::string& language_;
};

}  // namespace

std::string write_response(const Questionnaire& questionnaire, const ResponseHead& head,
                           const Answers& answers) {
    json response = {{"resourceType", "QuestionnaireResponse"}, {"status", head.status}};
    if (!head.identifier.empty()) {
        response["identifier"] = {{"system", "urn:spine-kiosk:session"},
                                  {"value", head.identifier}};
    }
    put(response, "questionnaire", head.questionnaire);
    put(response, "language", head.language);
    if (head.authored != 0) response["authored"] = to_rfc3339(head.authored);
    json items = Writer(questionnaire, answers, head.language).items(questionnaire.items);
    if (!items.empty()) response["item"] = std::move(items);
    return response.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace spine::questionnaire
