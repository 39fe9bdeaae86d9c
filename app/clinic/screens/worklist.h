// 02 Worklist: who has answered, what can harm first; type a code and be there.
#pragma once

#include <cstddef>
#include <string>

#include "clinic/look.h"
#include "clinic/model.h"
#include "clinic/worklist_view.h"
#include "ui/screen.h"

namespace spine::clinic {

struct WorklistAction {
    enum Kind { Nothing, Open, Lock } kind = Nothing;
    std::string session;
};

class WorklistScreen final : public ui::Screen<WorklistAction> {
  public:
    WorklistScreen(const Look& look, const Model& model, const Clock& clock);

  private:
    WorklistAction draw_content(ui::Frame& frame) override;
    void update_view();
    void search_for(std::string digits);
    void draw_header(ui::Frame& frame);
    void draw_filters(ui::Frame& frame);
    void draw_search(ui::Frame& frame);
    WorklistAction draw_rows(ui::Frame& frame);
    void draw_row(ui::Frame& frame, const review::WorklistRow& row, float y, bool selected);
    void draw_language(ui::Frame& frame, const review::WorklistRow& row, float y);
    void draw_hopes(ui::Frame& frame, const review::WorklistRow& row, float y);
    void draw_status(ui::Frame& frame, const review::WorklistRow& row, float y);
    void draw_group_head(ui::Frame& frame, bool reviewed, float y);
    void draw_empty(ui::Frame& frame);
    WorklistAction take_keys(const ui::Input& input);
    void select(std::size_t row);
    struct PlacedRow {
        std::size_t row;
        float y;
        bool heads_group;  // a group's head stands above it
    };
    // The rows that stand on the page when `first` is the topmost.
    [[nodiscard]] std::vector<PlacedRow> rows_from(std::size_t first) const;
    [[nodiscard]] bool reaches(std::size_t row) const;

    const Look& look_;
    const Model& model_;
    const Clock& clock_;
    WorklistView view_;
    bool searching_ = false;  // the field takes the keys
    std::size_t selected_ = 0, first_ = 0;
    // What somebody has selected stays selected wherever a new list has it; empty: the topmost row.
    std::string selected_session_;
};

}  // namespace spine::clinic
