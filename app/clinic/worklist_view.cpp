#include "clinic/worklist_view.h"

#include <utility>

namespace spine::clinic {
namespace {

bool passes(const review::WorklistRow& row, Filter filter) {
    switch (filter) {
        case Filter::ToReview:
            return !row.reviewed;
        case Filter::Warning:
            return !row.tier.empty();
        case Filter::Interrupted:
            return row.status != "complete";
        case Filter::AfterVisit:
            return row.after_visit;
        case Filter::All:
            break;
    }
    return true;
}

}  // namespace

void WorklistView::choose(Filter filter) {
    filter_ = filter;
    changed_ = true;
}

void WorklistView::search_for(std::string digits) {
    search_ = std::move(digits);
    changed_ = true;
}

bool WorklistView::update(const Worklist* list, unsigned version) {
    if (!changed_ && list == list_ && version == version_) return false;
    list_ = list;
    version_ = version;
    changed_ = false;
    shown_.clear();
    counts_ = {};
    by_review_ = {};
    if (list == nullptr) return true;
    for (const review::WorklistRow& row : list->rows) {
        for (std::size_t i = 0; i < kFilters; ++i)
            counts_.at(i) += passes(row, static_cast<Filter>(i)) ? 1U : 0U;
        const bool shows = search_.empty() ? passes(row, filter_) : row.code.starts_with(search_);
        if (!shows) continue;
        shown_.push_back(&row);
        ++by_review_.at(row.reviewed ? 1 : 0);
    }
    return true;
}

}  // namespace spine::clinic
