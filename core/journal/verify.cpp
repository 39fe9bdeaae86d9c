#include <optional>

#include "crypto/bundle.h"
#include "journal/engine.h"
#include "journal/journal.h"
#include "journal/rows.h"

namespace spine::journal {
namespace {

// What is known of the session before, to check the chain over heads with.
struct Before {
    std::uint64_t counter = 0;
    crypto::Hash head;
};

Status check_one(const DeviceIdentity& identity, ByteView bundle,
                 const std::optional<Before>& before) {
    const auto verified =
        crypto::verify_bundle(bundle, identity.signer.public_key(), identity.clinic);
    if (!verified) return fail(verified.error());
    const crypto::SessionHeader& header = verified->header();
    if (before && before->counter + 1 == header.counter && before->head != header.previous_head) {
        return fail(causes::chain_broken, "A session is not chained to the one before it.",
                    "Keep the folder, and report it to whoever looks after the clinic.");
    }
    return {};
}

}  // namespace

Result<ChainState> Journal::verify() {
    ChainState state;
    std::optional<Before> before;
    for (std::uint64_t from = 0;;) {
        // One session at a time, so that an answer never waits for more than one.
        std::optional<SessionRow> row;
        auto bundle = engine_->run([&](database::Database& database) -> Result<Bytes> {
            auto rows = sessions_in(database, RowState::Over, from, 1);
            if (!rows) return fail(std::move(rows));
            if (rows->empty()) return Bytes{};
            row = std::move(rows->front());
            return read_bundle(database, *row);
        });
        if (!bundle && !row) return fail(std::move(bundle));
        if (!row) break;
        const Status checked = bundle ? check_one(engine_->identity, *bundle, before)
                                      : Status(fail(std::move(bundle)));
        ++state.checked;
        if (!checked && state.sound) {
            state.sound = false;
            state.counter = row->counter;
            state.cause = checked.error().cause.name();
        }
        before = Before{row->counter, crypto::head_hash(row->head)};
        from = row->counter + 1;
    }
    engine_->set_chain(state);
    engine_->write_status();
    return state;
}

}  // namespace spine::journal
