#include "questionnaire/repeats.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "questionnaire/fhir_item.h"

namespace spine::questionnaire {

namespace {

bool holds_question(const std::vector<Item>& items) {
    return std::any_of(items.begin(), items.end(), [](const Item& item) {
        return (item.type != ItemType::Group && item.type != ItemType::Display) ||
               holds_question(item.items);
    });
}

bool repeats_as_a_whole(const Item& item) {
    return item.repeats && holds_question(item.items);
}

void collect_link_ids(const Item& item, std::set<std::string>& link_ids) {
    link_ids.insert(item.link_id);
    for (const Item& child : item.items) collect_link_ids(child, link_ids);
}

void number(Item& item, const std::string& suffix, const std::set<std::string>& renamed) {
    item.link_id += suffix;
    for (EnableWhen& condition : item.enable_when) {
        if (renamed.contains(condition.question)) condition.question += suffix;
    }
    for (Item& child : item.items) number(child, suffix, renamed);
}

// "One more: <what>?" in every language that these words exist in here.
Text ask_for_more(const Item& item, const std::string& own_language) {
    const auto words = [&item](std::string_view language) {
        const std::string& what = item.text.in(language);
        const std::string more =
            language.starts_with("da") ? "Er der en mere?" : "Is there one more?";
        return what.empty() ? more : what + " – " + more;
    };
    Text text{words(own_language), {}};
    for (const std::string language : {"da", "en"}) text.translations[language] = words(language);
    for (const auto& [language, translation] : item.text.translations) {
        text.translations[language] = words(language);
    }
    return text;
}

Item more_item(const Item& repeated, int entry, const std::string& own_language) {
    Item more;
    more.type = ItemType::Boolean;
    more.entering = Entering::More;
    more.fhir_link_id = repeated.fhir_link_id;
    more.link_id = repeated.link_id + "#" + std::to_string(entry) + "+";
    more.text = ask_for_more(repeated, own_language);
    return more;
}

class Layout {
  public:
    Layout(std::string own_language, Findings& findings)
        : own_language_(std::move(own_language)), findings_(findings) {}

    void lay_out(std::vector<Item>& items) {
        for (Item& item : items) {
            if (findings_.any()) return;
            lay_out(item.items);  // inside out: an entry's own repeats are copied with it
            if (repeats_as_a_whole(item)) item = holder_of(std::move(item));
        }
    }

  private:
    Item holder_of(Item repeated) {
        std::set<std::string> inside;
        collect_link_ids(repeated, inside);
        Item holder;
        holder.type = ItemType::Group;
        holder.entering = Entering::Holder;
        holder.link_id = repeated.link_id;
        holder.fhir_link_id = repeated.fhir_link_id;
        holder.hidden = repeated.hidden;
        holder.enable_when = std::move(repeated.enable_when);
        holder.enable_behavior = repeated.enable_behavior;
        const int given = static_cast<int>(std::min(repeated.initial.size(), most_items));
        const int least = std::max({1, repeated.min_occurs, given});
        const int offered = repeated.max_occurs.value_or(entries_offered);
        const int most = repeated.hidden ? least : std::max(least, offered);
        const std::size_t size = inside.size() * static_cast<std::size_t>(most);
        if (size > most_items || (laid_out_ += size) > most_items) {
            findings_.report({causes::too_large, "Its repetitions make more than 5,000 items.",
                              "Let it repeat less often.", repeated.link_id});
            return holder;
        }
        repeated.enable_when.clear();
        for (int entry = 1; entry <= most; ++entry) {
            if (entry > least) {
                holder.items.push_back(more_item(repeated, entry, own_language_));
                if (entry > least + 1) wait_for_more(holder.items.back(), repeated, entry - 1);
            }
            holder.items.push_back(entry_of(repeated, entry, least, inside));
        }
        return holder;
    }

    static void wait_for_more(Item& item, const Item& repeated, int entry) {
        item.enable_when.push_back(
            {repeated.link_id + "#" + std::to_string(entry) + "+", Operator::Equal, true});
    }

    static Item entry_of(const Item& repeated, int entry, int least,
                         const std::set<std::string>& inside) {
        Item item = repeated;
        number(item, "#" + std::to_string(entry), inside);
        item.entering = Entering::Entry;
        item.repeats = false;
        item.max_occurs.reset();
        item.min_occurs = item.required || entry <= repeated.min_occurs ? 1 : 0;
        item.required = item.min_occurs == 1;
        const auto place = static_cast<std::size_t>(entry - 1);
        if (!repeated.initial.empty()) {
            item.initial.clear();
            if (place < repeated.initial.size()) item.initial.push_back(repeated.initial[place]);
        }
        if (entry > least) wait_for_more(item, repeated, entry);
        return item;
    }

    std::string own_language_;
    Findings& findings_;
    std::size_t laid_out_ = 0;
};

void refuse_dangling(const std::vector<Item>& items, const std::set<std::string>& link_ids,
                     Findings& findings) {
    for (const Item& item : items) {
        for (const EnableWhen& condition : item.enable_when) {
            if (link_ids.contains(condition.question)) continue;
            findings.unsupported(item.fhir_link_id, "It waits for an answer to \"" +
                                                        condition.question +
                                                        "\", which can be given several times.");
        }
        refuse_dangling(item.items, link_ids, findings);
    }
}

}  // namespace

void lay_out_repeats(Questionnaire& questionnaire, Findings& findings) {
    Layout(questionnaire.language, findings).lay_out(questionnaire.items);
    if (findings.any()) return;
    std::set<std::string> questions;
    std::set<std::string> all;
    const auto collect = [&](const auto& self, const std::vector<Item>& items) -> void {
        for (const Item& item : items) {
            // The questionnaire's own were compared before: this one is an entry's, too.
            if (!all.insert(item.link_id).second) {
                findings.unsupported(item.link_id,
                                     "Its linkId is what an entry of a repetition is "
                                     "called here.");
            }
            if (item.type != ItemType::Group && item.type != ItemType::Display) {
                questions.insert(item.link_id);
            }
            self(self, item.items);
        }
    };
    collect(collect, questionnaire.items);
    refuse_dangling(questionnaire.items, questions, findings);
}

}  // namespace spine::questionnaire
