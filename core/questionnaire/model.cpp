#include "questionnaire/model.h"

namespace spine::questionnaire {

namespace {

const Item* find_in(const std::vector<Item>& items, std::string_view link_id) {
    for (const Item& item : items) {
        if (item.link_id == link_id) return &item;
        if (const Item* found = find_in(item.items, link_id)) return found;
    }
    return nullptr;
}

}  // namespace

const std::string& Text::in(std::string_view language) const {
    const auto translation = translations.find(language);
    return translation == translations.end() ? original : translation->second;
}

const Item* Questionnaire::find(std::string_view link_id) const {
    return find_in(items, link_id);
}

}  // namespace spine::questionnaire
