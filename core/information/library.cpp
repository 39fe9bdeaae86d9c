#include "information/library.h"

#include <algorithm>

namespace spine::information {
namespace {

const Page* find_exactly(const Library& library, const std::string& id, std::string_view language) {
    const auto page = library.pages.find(id);
    if (page == library.pages.end()) return nullptr;
    const auto text = page->second.find(language);
    return text == page->second.end() ? nullptr : &text->second;
}

}  // namespace

const Page* Library::find(std::string_view id, std::string_view language,
                          std::string_view age_band) const {
    const std::string name(id);
    if (const Page* page = find_exactly(*this, name, language)) return page;
    const std::string by_age = name + "@";
    if (const Page* page = find_exactly(*this, by_age + std::string(age_band), language))
        return page;
    return find_exactly(*this, by_age, language);
}

std::vector<std::string> choose_pages(const Library& library,
                                      const questionnaire::Lookup& answers) {
    std::vector<std::string> chosen;
    for (const bool always : {true, false}) {
        for (const PageRule& rule : library.rules) {
            const bool full = static_cast<int>(chosen.size()) >= library.most;
            const bool there = std::find(chosen.begin(), chosen.end(), rule.page) != chosen.end();
            if (rule.always == always && !full && !there && rule.when.holds(answers))
                chosen.push_back(rule.page);
        }
    }
    return chosen;
}

}  // namespace spine::information
