#include "clinic/coding_model.h"

#include <utility>

namespace spine::clinic {

CodingModel::CodingModel(Data& data, ui::Tasks& tasks, Report report)
    : data_(data), tasks_(tasks), report_(std::move(report)) {}

void CodingModel::drop() {
    ++epoch_;
    ++version_;
    board_.reset();
}

void CodingModel::take(Result<Board> board, unsigned epoch) {
    if (epoch != epoch_) return;
    if (!board) return report_(board.error());
    board_ = std::move(*board);
    ++version_;
}

void CodingModel::read() {
    tasks_.start([&data = data_](ui::TaskState&) { return data.coding(); },
                 [this, epoch = epoch_](Result<Board> board) { take(std::move(board), epoch); });
}

void CodingModel::change(CodingWish wish) {
    ++on_their_way_;
    tasks_.start(
        [&data = data_, wish = std::move(wish)](ui::TaskState&) { return data.code(wish); },
        [this, epoch = epoch_](Result<Board> board) {
            --on_their_way_;
            take(std::move(board), epoch);
        });
}

void CodingModel::undo() {
    ++on_their_way_;
    tasks_.start([&data = data_](ui::TaskState&) { return data.uncode(); },
                 [this, epoch = epoch_](Result<Board> board) {
                     --on_their_way_;
                     take(std::move(board), epoch);
                 });
}

}  // namespace spine::clinic
