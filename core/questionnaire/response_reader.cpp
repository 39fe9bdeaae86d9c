#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "questionnaire/fhir_extensions.h"
#include "questionnaire/fhir_fields.h"
#include "questionnaire/limits.h"
#include "questionnaire/response.h"
#include "questionnaire/value.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

constexpr const char* mend_response =
    "Correct the response or choose the questionnaire it belongs to.";
constexpr int most_levels = 64;

const Item* find_written(const std::vector<Item>& items, std::string_view fhir_link_id) {
    for (const Item& item : items) {
        if (item.entering == Entering::More) continue;
        if (item.fhir_link_id == fhir_link_id) return &item;
        if (item.entering == Entering::Holder) continue;
        if (const Item* found = find_written(item.items, fhir_link_id)) return found;
    }
    return nullptr;
}

class Reader {
  public:
    explicit Reader(const Questionnaire& questionnaire) : questionnaire_(questionnaire) {}

    Result<Answers> run(const Fields& response) {
        refuse_modifiers(response);
        read_items(response, questionnaire_.items, 0);
        if (findings_.any()) {
            Fault fault = findings_.take();
            fault.cause = causes::answer_unfit, fault.next = mend_response;
            return fail(std::move(fault));
        }
        say_how_many();
        return std::move(answers_);
    }

    Findings& findings() { return findings_; }

  private:
    void read_items(const Fields& parent, const std::vector<Item>& scope, int level) {
        const json* entries = parent.array("item");
        if (entries == nullptr) return;
        if (level > most_levels) parent.malformed("The response is nested too deep.");
        for (const json& entry : *entries) {
            if (findings_.any()) return;
            const Fields name(entry, "", findings_);
            const std::string link_id = name.text("linkId");
            const Fields fields(entry, link_id, findings_);
            refuse_modifiers(fields);
            const Item* item = find_written(scope, link_id);
            if (item == nullptr) item = find_written(questionnaire_.items, link_id);
            if (item == nullptr) {
                fields.malformed("The questionnaire has no item with this linkId.");
            } else {
                read_item(fields, *item, level);
            }
        }
    }

    void read_item(const Fields& fields, const Item& found, int level) {
        const bool holder = found.entering == Entering::Holder;
        const bool group = found.type == ItemType::Group &&
                           (!holder || found.items.front().type == ItemType::Group);
        if (group) {
            const Item* item = holder ? next_entry(fields, found) : &found;
            if (item != nullptr) read_items(fields, item->items, level + 1);
            return;
        }
        read_items(fields, found.items, level + 1);
        read_answers(fields, found, level);
    }

    // The next entry of what repeats that nothing was read into.
    const Item* next_entry(const Fields& fields, const Item& holder) {
        std::size_t left = used_[&holder]++;
        for (const Item& item : holder.items) {
            if (item.entering == Entering::Entry && left-- == 0) return &item;
        }
        fields.malformed("It is given more often than this kiosk asks it.");
        return nullptr;
    }

    void read_answers(const Fields& fields, const Item& found, int level) {
        const bool holder = found.entering == Entering::Holder;
        if (is_declined(fields)) {
            const Item* item = holder ? next_entry(fields, found) : &found;
            if (item != nullptr) answers_[item->link_id].declined = true;
        }
        const json* list = fields.array("answer");
        if (list == nullptr) return;
        for (const json& entry : *list) {
            const Fields answer = fields.inside(entry);
            refuse_modifiers(answer);
            const Item* item = holder ? next_entry(fields, found) : &found;
            if (item == nullptr || findings_.any()) return;
            read_value(answer, *item);
            read_items(answer, item->items, level + 1);
        }
    }

    void read_value(const Fields& answer, const Item& item) {
        auto value = answer.value("value");
        if (!value) return;
        *value = as_asked(item, std::move(*value));
        if (!fits_type(item, *value)) {
            answer.malformed("The answer is not of the question's type.");
            return;
        }
        Answer& given = answers_[item.link_id];
        given.values.push_back(std::move(*value));
        if (given.declined) answer.malformed("It is declined and answered together.");
        if (given.values.size() > 1 && !item.repeats) {
            answer.malformed("It has several answers, and the question takes one.");
        }
    }

    // FHIR: whoever does not know one may not read what it stands on.
    static void refuse_modifiers(const Fields& fields) {
        const json* modifiers = fields.array("modifierExtension");
        if (modifiers == nullptr || modifiers->empty()) return;
        fields.malformed("An extension that changes its meaning is not known here.");
    }

    static bool is_declined(const Fields& fields) {
        const json* reason = find_extension(fields.array("extension"), "data-absent-reason");
        return reason != nullptr && fields.inside(*reason).text("valueCode") == "asked-declined";
    }

    // Answers the "is there one more?" between the entries by what was read.
    void say_how_many() {
        for (const auto& [holder, used] : used_) {
            std::size_t entries = 0;
            for (const Item& item : holder->items) {
                if (item.entering == Entering::Entry) ++entries;
                if (item.entering != Entering::More || entries > used) continue;
                answers_[item.link_id].values = {Value(entries < used)};
            }
        }
    }

    const Questionnaire& questionnaire_;
    Findings findings_;
    Answers answers_;
    std::map<const Item*, std::size_t> used_;
};

ResponseHead read_head(const Fields& fields) {
    ResponseHead head;
    head.status = fields.text("status");
    head.language = fields.text("language");
    head.questionnaire = fields.text("questionnaire");
    head.authored = from_rfc3339(fields.text("authored")).value_or(0);
    if (const json* identifier = fields.object("identifier")) {
        head.identifier = fields.inside(*identifier).text("value");
    }
    return head;
}

}  // namespace

Result<Response> read_response(const Questionnaire& questionnaire, std::string_view text) {
    const json document = json::parse(text, nullptr, false);
    if (document.is_discarded()) {
        return fail(causes::not_json, "This is not JSON in UTF-8.", "Choose a response's JSON.");
    }
    if (!document.is_object() ||
        document.value("resourceType", json()) != json("QuestionnaireResponse")) {
        return fail(causes::not_a_response, "This is not a FHIR QuestionnaireResponse.",
                    "Choose a file whose resourceType is QuestionnaireResponse.");
    }
    Reader reader(questionnaire);
    const Fields fields(document, "", reader.findings());
    Response response{read_head(fields), {}};
    auto answers = reader.run(fields);
    if (!answers) return fail(std::move(answers));
    response.answers = std::move(*answers);
    return response;
}

}  // namespace spine::questionnaire
