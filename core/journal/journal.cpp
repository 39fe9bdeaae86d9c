#include "journal/journal.h"

#include <utility>

#include "crypto/bundle.h"
#include "crypto/causes.h"
#include "database/settings.h"
#include "journal/engine.h"
#include "journal/room.h"
#include "journal/rows.h"
#include "journal/session_state.h"

namespace spine::journal {
namespace {

using database::Database;

database::Options database_options(const KioskFolder& folder, const JournalOptions& options) {
    database::Options out;
    out.file = folder.database();
    out.schema = journal_schema();
    out.program = options.program;
    out.page_size = 4096;  // an answer writes one page: a fifth faster than with 16,384
    out.ballast = folder.ballast();
    out.ballast_bytes = options.ballast_bytes;
    out.synchronous = options.synchronous;
    out.vfs = options.vfs;
    return out;
}

// A journal belongs to one tablet of one clinic: counting on from another's would look like a
// fork to the clinic.
Status check_owner(Database& database, const DeviceIdentity& identity) {
    const auto clinic = database::get_blob(database, names::clinic);
    if (!clinic) return fail(clinic.error());
    const auto device = database::get_blob(database, names::device);
    if (!device) return fail(device.error());
    if (!*clinic) {
        return database.transact([&]() -> Status {
            if (auto set = database::set_blob(database, names::clinic, identity.clinic.view());
                !set)
                return set;
            return database::set_blob(database, names::device, identity.device.view());
        });
    }
    const std::string where = database.file().string();
    if (crypto::ClinicId::from(**clinic) != identity.clinic) {
        return fail(crypto::causes::other_clinic, "The journal belongs to another clinic.",
                    "Move the journal away, or enrol this tablet in a folder of its own.", where);
    }
    if (!*device || crypto::DeviceId::from(**device) != identity.device) {
        return fail(crypto::causes::device_mismatch, "The journal belongs to another tablet.",
                    "Move the journal away, or put the tablet's own key back.", where);
    }
    return {};
}

Status session_running_fault() {
    return fail(causes::session_running, "A patient's session is running.",
                "End it before the next one begins.");
}

}  // namespace

Journal::Journal(std::unique_ptr<Engine> engine) : engine_(std::move(engine)), outbox_(*engine_) {}

Result<std::unique_ptr<Journal>> Journal::open(const KioskFolder& folder, DeviceIdentity identity,
                                               Clock& clock, Random& random, Files& files,
                                               const JournalOptions& options) {
    auto writer = database::Writer::start(database_options(folder, options), options.thread);
    if (!writer) return fail(std::move(writer));
    auto engine = std::make_unique<Engine>(folder, std::move(identity), clock, random, files,
                                           std::move(*writer));
    auto ours =
        engine->run([&](Database& database) { return check_owner(database, engine->identity); });
    if (!ours) return fail(std::move(ours));
    auto ended =
        engine->run([&](Database& database) { return sign_interrupted(*engine, database); });
    if (!ended && ended.error().cause != database::causes::damaged) return fail(std::move(ended));
    // A power cut between a deletion and its tidying leaves the records in the WAL.
    auto tidied = ended ? engine->tidy() : Status();
    if (!tidied && tidied.error().cause != database::causes::damaged)
        return fail(std::move(tidied));
    engine->look_for_room();
    engine->write_status();
    return std::unique_ptr<Journal>(new Journal(std::move(engine)));
}

Journal::~Journal() {
    engine_->write_status();
}

Result<SealedSession> Journal::begin(const SessionInputs& inputs,
                                     std::span<const std::string> payloads) {
    if (payloads.empty()) {
        return fail(causes::session_empty, "A session begins with its first answers.",
                    "Report this to whoever looks after the program.");
    }
    if (engine_->session_running.exchange(true)) return fail(session_running_fault().error());
    auto begun = begin_now(inputs, payloads);
    if (!begun) {
        engine_->session_running = false;
        if (engine_->failed || !engine_->room) engine_->write_status();
    }
    return begun;
}

Result<SealedSession> Journal::begin_now(const SessionInputs& inputs,
                                         std::span<const std::string> payloads) {
    if (!engine_->look_for_room(database::Urgency::Answer))
        return fail(no_room_fault(engine_->folder.root));
    const auto end = engine_->run(
        [&](Database& database) -> Result<ChainEnd> {
            if (auto ended = sign_interrupted(*engine_, database); !ended)
                return fail(std::move(ended));
            return chain_end(database);
        },
        database::Urgency::Answer);
    if (!end) return fail(end.error());

    auto key = crypto::SessionKey::random(engine_->random);
    const crypto::SessionStart start{
        engine_->identity.clinic, engine_->identity.device,
        end->counter + 1,         {engine_->random.bytes<crypto::SessionId::size>()},
        end->last_head,           inputs.configuration};
    const auto signed_header =
        crypto::make_session_header(start, inputs.recipients, key, engine_->identity.signer);
    if (!signed_header) return fail(signed_header.error());
    const auto header = crypto::decode_header(*signed_header);
    if (!header) return fail(header.error());
    const crypto::Hash hash = crypto::header_hash(*signed_header);

    auto state = std::make_unique<SealedSession::State>(*engine_, *header, hash, inputs.filler);
    state->sealer.emplace(std::move(key), hash, crypto::RecordChain(header->clinic, hash));
    const auto records = state->seal(payloads);
    if (!records) return fail(records.error());
    auto stored = engine_->commit(
        [&](Database& database) -> Status {
            auto inserted = insert_session(database, *header, *signed_header);
            if (!inserted) return inserted;
            return insert_records(database, header->counter, 0, *records);
        },
        database::Urgency::Answer);
    if (!stored) return fail(std::move(stored));
    return SealedSession(std::move(state));
}

Outbox& Journal::outbox() {
    return outbox_;
}

bool Journal::session_running() const {
    return engine_->session_running;
}

bool Journal::has_failed() const {
    return engine_->failed;
}

bool Journal::has_room() const {
    return engine_->room;
}

bool Journal::look_for_room() {
    const bool before = engine_->room;
    if (!engine_->look_for_room()) {
        // A disk that fails says so when it is next written to.
        (void)engine_->tidy();
        engine_->look_for_room();
    }
    if (engine_->room != before) engine_->write_status();
    return engine_->room;
}

Result<JournalStatus> Journal::status() {
    auto now = engine_->status();
    if (now) engine_->write_status();
    return now;
}

Status Journal::tidy() {
    return engine_->tidy();
}

}  // namespace spine::journal
