// The coding while the program is open, and the steps on their way into the archive.
//
// UI thread. Holds texts in clear: drop() lets go of them, and whoever lets go last wipes.
#pragma once

#include <functional>
#include <memory>

#include "clinic/data.h"
#include "ui/tasks.h"

namespace spine::clinic {

class CodingModel {
  public:
    using Report = std::function<void(const Fault&)>;
    // All must outlive it.
    CodingModel(Data& data, ui::Tasks& tasks, Report report);
    CodingModel(const CodingModel&) = delete;
    CodingModel& operator=(const CodingModel&) = delete;
    ~CodingModel() = default;

    // Null until the coding was read.
    [[nodiscard]] const CodingBoard* board() const { return board_.get(); }
    // Another number whenever board() is another.
    [[nodiscard]] unsigned version() const { return version_; }
    // Steps that are not in the archive yet, also of before a lock.
    [[nodiscard]] std::size_t on_their_way() const { return on_their_way_; }

    // The coding anew, with the texts that are released now; the old one stands until it is there.
    void read();
    // One more step, behind those that are on their way.
    void change(CodingWish wish);
    // Takes back what was done last.
    void undo();
    void drop();

  private:
    using Board = std::shared_ptr<const CodingBoard>;
    void take(Result<Board> board, unsigned epoch);

    Data& data_;
    ui::Tasks& tasks_;
    Report report_;
    Board board_;
    unsigned version_ = 0, epoch_ = 0;
    std::size_t on_their_way_ = 0;
};

}  // namespace spine::clinic
