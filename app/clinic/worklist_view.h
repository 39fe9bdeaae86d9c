// What of the worklist is shown: filter, search, and how many there are of each.
//
// Made anew only when list, filter or search changed, so that a frame over 100,000 rows counts
// nothing. UI thread. Points into the list that update() was given.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "clinic/data.h"

namespace spine::clinic {

enum class Filter { All, ToReview, Warning, Interrupted, AfterVisit };
inline constexpr std::size_t kFilters = 5;

class WorklistView {
  public:
    // Once a frame. `version` changes whenever the list does. True if the view was made anew;
    // before that its pointers may be dangling.
    bool update(const Worklist* list, unsigned version);

    [[nodiscard]] Filter filter() const { return filter_; }
    [[nodiscard]] const std::string& search() const { return search_; }
    void choose(Filter filter);
    void search_for(std::string digits);  // the beginning of a code; empty: the filter's rows

    [[nodiscard]] const std::vector<const review::WorklistRow*>& shown() const { return shown_; }
    [[nodiscard]] std::size_t shown(bool reviewed) const { return by_review_.at(reviewed ? 1 : 0); }
    // Of the whole list, whatever is searched.
    [[nodiscard]] std::size_t count(Filter filter) const {
        return counts_.at(static_cast<std::size_t>(filter));
    }

  private:
    Filter filter_ = Filter::All;
    std::string search_;
    std::vector<const review::WorklistRow*> shown_;
    std::array<std::size_t, kFilters> counts_{};
    std::array<std::size_t, 2> by_review_{};
    const Worklist* list_ = nullptr;
    unsigned version_ = 0;
    bool changed_ = true;
};

}  // namespace spine::clinic
