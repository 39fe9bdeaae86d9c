// The made-up clinic's coding: the same core/coding, kept in memory.
#include <algorithm>
#include <catch2/catch.hpp>

#include "made_up_clinic.h"

namespace spine::test {

using Board = std::shared_ptr<const clinic::CodingBoard>;

coding::Guid MadeUpClinic::new_guid() {
    return coding::derived_guid("made up " + std::to_string(guids_++));
}

std::shared_ptr<clinic::CodingBoard> MadeUpClinic::board() const {
    std::vector<coding::Source> sources;
    std::set<coding::Guid> ids;
    for (const review::QueuedText& one : texts_) {
        const auto copy = review::export_copy(&one.reading, one.text, 1);
        if (!copy) continue;
        const coding::Guid id = coding::derived_guid(one.id);
        sources.push_back({id, one.id, *copy});
        ids.insert(id);
    }
    auto board = std::make_shared<clinic::CodingBoard>();
    clinic::fill_board(*board, std::move(sources), restricted_to(coding_.state(), ids),
                       coding_.entries(), person_.name);
    return board;
}

Result<Board> MadeUpClinic::coding() {
    return Board(board());
}

Result<Board> MadeUpClinic::code(const clinic::CodingWish& wish) {
    if (coding_waits_for_.valid()) coding_waits_for_.wait();
    coding::Entry entry;
    entry.id = new_guid();
    entry.by = person_.name;
    entry.at = 1'795'510'680'000 + 60'000 * static_cast<UnixMs>(coding_.entries().size());
    entry.steps = wish(coding_.state(),
                       {{coding::user_id(entry.by), entry.at}, [this] { return new_guid(); }});
    if (!entry.steps.empty())
        if (auto done = coding_.add(std::move(entry)); !done) return fail(std::move(done));
    return Board(board());
}

Result<Board> MadeUpClinic::uncode() {
    auto undone =
        coding_.undo(new_guid(), person_.name,
                     1'795'510'680'000 + 60'000 * static_cast<UnixMs>(coding_.entries().size()));
    if (!undone) return fail(std::move(undone));
    if (auto done = coding_.add(std::move(*undone)); !done) return fail(std::move(done));
    return Board(board());
}

}  // namespace spine::test
