#include "crypto/head.h"
#include "crypto/record.h"
#include "journal/engine.h"
#include "journal/rows.h"

namespace spine::journal {
namespace {

constexpr std::size_t kAtOnce = 16;

Status sign_one(Engine& engine, database::Database& database, const SessionRow& row) {
    const auto header = crypto::decode_header(row.header);
    if (!header) return fail(header.error());
    const auto records = read_records(database, row.counter, crypto::kMaxRecords);
    if (!records) return fail(records.error());
    const crypto::Hash header_hash = crypto::header_hash(row.header);
    crypto::RecordChain chain(header->clinic, header_hash);
    for (ByteView left(*records); !left.empty(); left = left.subspan(crypto::kRecordSize))
        chain.add(left.first(crypto::kRecordSize));
    const std::uint32_t stored = chain.count();
    const Bytes fillers = crypto::fill_interrupted(chain, engine.random);
    const Bytes head = crypto::make_head(
        *header, header_hash, chain, crypto::SessionStatus::Interrupted, engine.identity.signer);
    return database.transact([&]() -> Status {
        if (auto filled = insert_records(database, row.counter, stored, fillers); !filled)
            return filled;
        if (auto set = set_head(database, row.counter, head, true); !set) return set;
        return count(database, names::interrupted);
    });
}

}  // namespace

Status sign_interrupted(Engine& engine, database::Database& database) {
    for (;;) {
        const auto rows = sessions_in(database, RowState::Running, 0, kAtOnce);
        if (!rows) return fail(rows.error());
        if (rows->empty()) return {};
        for (const SessionRow& row : *rows) {
            if (auto is_signed = sign_one(engine, database, row); !is_signed) return is_signed;
        }
    }
}

}  // namespace spine::journal
