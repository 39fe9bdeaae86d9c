// The coding of released texts, as kioskctl codes has it.
#include "clinic/archive_data.h"

namespace spine::clinic {

using Board = std::shared_ptr<const CodingBoard>;

Status ArchiveData::open_coding() {
    coding_.reset();
    auto desk = review::CodingDesk::open(
        *archive_, [this](const auto& hash) { return shelf_.find(hash); }, clock_, random_);
    if (!desk) return fail(std::move(desk));
    coding_.emplace(std::move(*desk));
    return {};
}

Board ArchiveData::board() {
    auto board = std::make_shared<CodingBoard>();
    fill_board(*board, coding_->texts(), coding_->shown(), coding_->history().entries(),
               archive_->user().name);
    board->aside = coding_->aside();
    return board;
}

Result<Board> ArchiveData::coding() {
    if (auto opened = open_coding(); !opened) return fail(std::move(opened));
    return board();
}

Result<Board> ArchiveData::code(const CodingWish& wish) {
    if (!coding_)
        if (auto opened = open_coding(); !opened) return fail(std::move(opened));
    const CodingMaker maker{{coding::user_id(archive_->user().name), clock_.now()},
                            [this] { return coding::new_guid(random_); }};
    auto steps = wish(coding_->history().state(), maker);
    if (!steps.empty())
        if (auto done = coding_->record(std::move(steps)); !done) return fail(std::move(done));
    return board();
}

Result<Board> ArchiveData::uncode() {
    if (!coding_)
        if (auto opened = open_coding(); !opened) return fail(std::move(opened));
    if (auto undone = coding_->undo(); !undone) return fail(std::move(undone));
    return board();
}

}  // namespace spine::clinic
