// The clinic's memory: opened answers, each encrypted at rest under a key of its own.
//
// Locked, it gives out nothing but public keys. A passphrase opens one slot, the slot the archive
// key, and that the clinic key, this computer's key and every response's key. All keys are in
// locked memory and wiped by lock().
//
// One thread at a time; a second process is turned away by the database's lock.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/causes.h"
#include "archive/clinic_folder.h"
#include "archive/response.h"
#include "archive/roles.h"
#include "base/files.h"
#include "crypto/authors.h"
#include "crypto/keys.h"
#include "crypto/object_common.h"
#include "crypto/passed_key.h"
#include "crypto/session_ref.h"
#include "crypto/sign.h"
#include "crypto/wrap.h"
#include "database/database.h"

namespace spine::archive {

struct Slot {
    std::string name;  // who: "Dr Lind"
    Roles roles = Role::Clinician;
};

struct NewSlot {
    Slot slot;
    ByteView passphrase;      // not empty
    crypto::DeriveCost cost;  // of an archive's first slot; the others share it
};

// What a clinic computer holds in secret.
struct ClinicKeys {
    std::optional<crypto::SealSecretKey> clinic;  // nothing: it is passed on later
    crypto::SignSecretKey computer;
    crypto::SealSecretKey join;
    crypto::SealSecretKey attention;
};

// A session's place in its tablet's chain: all in clear in its bundle, too.
struct SessionPlace {
    crypto::SessionId session;
    crypto::DeviceId device;
    std::uint64_t counter = 0;
    crypto::Hash head, header, previous_head, configuration, last_record;
    std::uint32_t records = 0;
    crypto::SessionStatus status = crypto::SessionStatus::Open;
    [[nodiscard]] crypto::SessionRef ref() const { return {device, session}; }
    friend bool operator==(const SessionPlace&, const SessionPlace&) = default;
};

// What the marks say of a session (crypto/mark.h), folded.
struct MarkState {
    bool reviewed = false, taken_over = false, research_withdrawn = false;
    UnixMs reviewed_at = 0;
    std::string reviewed_by;
    crypto::Hash reviewed_mark;  // what an undo names
    friend bool operator==(const MarkState&, const MarkState&) = default;
};

struct Row {
    SessionPlace place;
    Summary summary;
    MarkState marks;
};

struct Quarantined {
    std::string object;  // name in the store
    std::string cause, where;
    UnixMs at = 0;
};

struct GivenReceipt {
    crypto::SessionRef session;
    crypto::Hash receipt;  // its name in the store
};

// What others can make an archive keep aside, at most. Beyond that a bundle stays in the store, is
// named by each import, and is kept as soon as there is room.
inline constexpr std::int64_t kQuarantineObjects = 10'000;
inline constexpr std::int64_t kQuarantineBytes = std::int64_t{256} << 20U;

struct AuditEntry {
    UnixMs at = 0;
    std::string who, what;  // slot's name; the program's word
    std::string session;    // SessionRef::text(), the name of an object, or empty
};

class Archive {
  public:
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
    ~Archive();

    // Makes CLINIC with these keys and one slot. The folder must exist and hold no archive.
    [[nodiscard]] static Result<std::unique_ptr<Archive>> create(const ClinicFolder& folder,
                                                                 const crypto::SignPublicKey& root,
                                                                 const ClinicKeys& keys,
                                                                 const NewSlot& first, Files& files,
                                                                 Clock& clock, Random& random);
    // Locked. `program`: who holds the folder, for whoever meets the lock. Faults: those of
    // database::Database::open(), archive_damaged.
    [[nodiscard]] static Result<std::unique_ptr<Archive>> open(const ClinicFolder& folder,
                                                               Files& files, Clock& clock,
                                                               Random& random,
                                                               std::string program = "clinic");

    // One key derivation however many slots there are: the slots of an archive share cost and salt.
    // Fault: passphrase_wrong.
    [[nodiscard]] Status unlock(ByteView passphrase);
    void lock();
    [[nodiscard]] bool locked() const { return open_ == nullptr; }
    // Who unlocked it.
    [[nodiscard]] const Slot& user() const;
    // Faults: archive_locked; role_refused if who unlocked it has none of these roles. Each call
    // below that says whom it is for asks this itself.
    [[nodiscard]] Status require(Roles any_of) const;

    // For an administrator. At least one administrator's slot stays.
    [[nodiscard]] Status add_slot(const NewSlot& slot);
    [[nodiscard]] Status remove_slot(std::string_view name);
    [[nodiscard]] Result<std::vector<Slot>> slots();

    [[nodiscard]] const crypto::ClinicId& clinic() const { return clinic_; }
    [[nodiscard]] const crypto::SignPublicKey& root() const { return root_; }
    [[nodiscard]] const ClinicFolder& folder() const { return folder_; }
    // This computer's id. Only while it is unlocked.
    [[nodiscard]] crypto::DeviceId computer() const;
    // The clinic's key that is in use now. Faults: archive_locked, clinic_key_missing.
    [[nodiscard]] Result<crypto::SealSecretKey> clinic_key() const;
    // All that this computer holds, that one first; also those of before a rotation.
    [[nodiscard]] Result<std::vector<crypto::SealSecretKey>> clinic_keys() const;
    // One more; `in_use`: new marks are sealed to it. It must be one that the root signed into a
    // configuration.
    [[nodiscard]] Status add_clinic_key(const crypto::SealSecretKey& key, bool in_use);
    // A word in the audit trail that a new key was made.
    [[nodiscard]] Status note_rotation(const crypto::SealPublicKey& key);
    // The one that is in use from now on. Nothing where it is, or is not held here.
    [[nodiscard]] Status use_clinic_key(const crypto::SealPublicKey& key);
    // Opens a clinic key that was passed to this computer. Faults: those of
    // opening::open_passed_key().
    [[nodiscard]] Result<crypto::SealSecretKey> open_passed(const crypto::PassedKey& passed) const;
    [[nodiscard]] crypto::SealPublicKey join_key() const;
    // A passed key for each clinic key that is held here and whose fingerprint is asked for, for
    // the store.
    [[nodiscard]] Status pass_keys(const crypto::SealPublicKey& to,
                                   std::span<const crypto::Hash> which);
    // The highest version of a configuration that was ever seen, this one included.
    [[nodiscard]] Result<std::uint64_t> see_configuration(std::uint64_t version);
    [[nodiscard]] Result<const crypto::Signer*> signer() const;

    // Reading, for a clinician. Rows that started at `since` or later, oldest first; 100,000 take
    // no JSON. A row that does not open hides no other: it goes to `damaged`, whenever it started.
    // Who does not ask for those has archive_damaged instead of a list that lacks some.
    [[nodiscard]] Result<std::vector<Row>> rows(UnixMs since = 0,
                                                std::vector<crypto::SessionRef>* damaged = nullptr);
    // Fault: session_unknown (never here, withdrawn, or erased).
    [[nodiscard]] Result<Row> row(const crypto::SessionRef& session);
    // All sessions with a code, the latest last, but for rows that do not open: their code is not
    // known. Also for an administrator, who erases by a code.
    [[nodiscard]] Result<std::vector<Row>> find_code(std::string_view code);
    // A person opens a patient: writes "opened" to the audit trail. Faults: session_unknown.
    [[nodiscard]] Result<Response> response(const crypto::SessionRef& session);
    // The same for the program itself, which makes a list of many and shows no single patient:
    // nobody opened anything, so the audit trail says nothing.
    [[nodiscard]] Result<Response> response_for_list(const crypto::SessionRef& session);
    // Every response that is kept, in the order in which they came, with its events or
    // without, which is faster; stops at the first fault of `visit`, which is called on the
    // caller's thread and keeps nothing of the view. They are decrypted on further threads while
    // the next are read, a few hundred in memory at a time. Nobody opens a single patient: no word
    // in the audit trail. One that does not open stops nothing and goes to `damaged`; who does not
    // ask for those has archive_damaged.
    [[nodiscard]] Status each_response(
        Events events,
        const std::function<Status(const crypto::SessionRef&, const ResponseView&)>& visit,
        std::vector<crypto::SessionRef>* damaged = nullptr);
    // Opens every row and response, without a word in the audit trail: those that do not open.
    [[nodiscard]] Result<std::vector<crypto::SessionRef>> unreadable();
    // Objects that were altered in the file, and marks that do not open or whose signature does not
    // hold: what they said does not count. By hash().
    [[nodiscard]] Result<std::vector<crypto::Hash>> unreadable_objects();
    [[nodiscard]] Result<std::vector<Quarantined>> quarantine();
    [[nodiscard]] Result<Bytes> quarantined(std::string_view object);
    // For an administrator who has looked at it. What may heal comes back with the next import for
    // as long as the store holds it. Fault: object_unknown.
    [[nodiscard]] Status clear_quarantine(std::string_view object);

    // Marks, for a clinician: each is a sealed, signed object, kept here and handed to the store by
    // the importer.
    [[nodiscard]] Status mark_reviewed(const crypto::SessionRef& session);
    [[nodiscard]] Status undo_reviewed(const crypto::SessionRef& session);
    [[nodiscard]] Status take_over(const crypto::SessionRef& session);
    [[nodiscard]] Status withdraw_research(const crypto::SessionRef& session);
    // For an administrator. The response's key goes and the pages are overwritten; a tombstone
    // blocks a later import.
    [[nodiscard]] Status erase(const crypto::SessionRef& session);

    // Fault: audit_altered, naming the entry from which on the chain does not hold.
    [[nodiscard]] Result<std::vector<AuditEntry>> audit();

    // Writes back what lies in the write-ahead log, which otherwise grows by every write: after an
    // import, before a pause. Cheap when nothing was written.
    [[nodiscard]] Status tidy();

    // A copy of everything in one file of its own, which unlocks with the same passphrases. It
    // holds what is erased later: keep it as long as that may be.
    [[nodiscard]] Status backup(const std::filesystem::path& file);
    // Beside this archive, which must be unlocked: one with its keys, slots, kept objects and audit
    // trail and without any answer, unlocked by the same person. For rebuilding from a store.
    [[nodiscard]] Result<std::unique_ptr<Archive>> emptied_copy(const ClinicFolder& into);
    // Closes `archive` and puts its file in the place of the one in `to`, whole or not at all.
    [[nodiscard]] static Status move_to(std::unique_ptr<Archive> archive, const ClinicFolder& to);
    // attention.key, where it is missing: an archive of its own keeps it, too.
    [[nodiscard]] Status restore_attention_key(const ClinicFolder& to, Files& files);

    // For core/import; all need to be unlocked, and run in one transaction of the caller's.
    [[nodiscard]] Status transact(const std::function<Status()>& work);
    // Inserts, or replaces what an open head had brought.
    [[nodiscard]] Status put_response(const SessionPlace& place, const Response& response,
                                      const Summary& summary);
    // The place stays: withdrawn by the patient, or under a tombstone before it was ever imported.
    [[nodiscard]] Status forget_response(const SessionPlace& place);
    [[nodiscard]] Status forget_erased(const SessionPlace& place);
    // Another computer erased it: as erase(), but the tombstone is in the store already. Nothing
    // where the response is gone.
    [[nodiscard]] Status obey_tombstone(const SessionPlace& place);
    // False where it has no room left (kQuarantineObjects, kQuarantineBytes): it was not put.
    [[nodiscard]] Result<bool> put_quarantine(const Quarantined& entry, ByteView bundle);
    // A bundle that was kept aside and is sound now: its tablet was admitted since.
    [[nodiscard]] Status lift_quarantine(std::string_view object);
    // Read, whatever came of it; `session`: what it held, where it was sound.
    [[nodiscard]] Status note_bundle(std::string_view name,
                                     const std::optional<crypto::SessionRef>& session = {});
    [[nodiscard]] Result<std::vector<std::string>> noted_bundles();
    // A session of this tablet came now, by the archive's clock.
    [[nodiscard]] Status note_heard(const crypto::DeviceId& device);
    // When each tablet's sessions last came; one that is not in it has sent none, or none since the
    // archive keeps it.
    [[nodiscard]] Result<std::map<crypto::DeviceId, UnixMs>> heard();
    [[nodiscard]] Result<std::vector<SessionPlace>> places();
    [[nodiscard]] Result<std::vector<SessionPlace>> without_receipt();
    // `receipt`: its name in the store.
    [[nodiscard]] Status note_receipt(const crypto::SessionRef& session,
                                      const crypto::Hash& receipt);
    // The receipts that were given, by their tablets; each names what it is for.
    [[nodiscard]] Result<std::vector<GivenReceipt>> given_receipts();
    [[nodiscard]] Result<SessionPlace> place(const crypto::SessionRef& session);
    // Sessions whose answers are here.
    [[nodiscard]] Result<std::vector<crypto::SessionRef>> answered();
    // Sessions that were erased here, by whichever tombstone.
    [[nodiscard]] Result<std::vector<crypto::SessionRef>> erased();
    // A tombstone of this computer's own for a session that was erased under one that does not
    // count any more: its author was revoked.
    [[nodiscard]] Status affirm_erased(const crypto::SessionRef& session);
    // Objects made here that the store does not have yet.
    [[nodiscard]] Result<std::vector<Bytes>> outgoing();
    [[nodiscard]] Status note_sent(ByteView object);
    // A verified object of the store: an admission, revocation, endorsement, tombstone or mark.
    // What was kept counts for ever, whether or not the store still has it.
    [[nodiscard]] Status keep_object(ByteView object);
    [[nodiscard]] Result<std::vector<Bytes>> kept_objects();

  private:
    struct Open;  // what unlock() opened
    struct OpenedMark;
    struct HeldKey;
    Archive(ClinicFolder folder, database::Database database, Clock& clock, Random& random);
    [[nodiscard]] static Result<std::unique_ptr<Archive>> create_in(
        const ClinicFolder& folder, const crypto::SignPublicKey& root, const ClinicKeys& keys,
        const NewSlot& first, Clock& clock, Random& random);
    [[nodiscard]] Status store_keys(const crypto::WrapKey& archive_key, const ClinicKeys& keys);
    [[nodiscard]] Result<crypto::Derivation> shared_derivation(const crypto::DeriveCost& cost);
    [[nodiscard]] Status store_slot(const NewSlot& slot, const crypto::WrapKey& archive_key);
    [[nodiscard]] Result<std::unique_ptr<Open>> try_slots(ByteView passphrase);
    [[nodiscard]] Status load_secrets(Open& open);
    [[nodiscard]] Status require_open() const;
    // An entry by itself, and one that stands or falls with the transaction it is written in.
    [[nodiscard]] Status audit_write(std::string_view what, std::string_view session);
    [[nodiscard]] Status audit_append(std::string_view what, std::string_view session);
    [[nodiscard]] Status make_mark(std::uint8_t kind, const crypto::SessionRef& session,
                                   const crypto::Hash& undoes);
    [[nodiscard]] Status take_over_from(Archive& other);
    [[nodiscard]] Status insert_object(ByteView object, bool sent);
    [[nodiscard]] Status add_tombstone(const crypto::SessionRef& session);
    [[nodiscard]] Status open_marks();
    [[nodiscard]] Result<OpenedMark> opened_mark(ByteView bytes);
    [[nodiscard]] Status open_one_mark(ByteView bytes);
    [[nodiscard]] Result<const crypto::Authors*> authors();
    [[nodiscard]] Status see_lamport(std::uint64_t seen);
    [[nodiscard]] Result<std::vector<std::pair<crypto::SessionRef, MarkState>>> marks();
    [[nodiscard]] Result<std::vector<Row>> read_rows(UnixMs since,
                                                     std::vector<crypto::SessionRef>* damaged);
    [[nodiscard]] Result<Response> read_response(const crypto::SessionRef& session);
    [[nodiscard]] Result<std::int64_t> next_lamport();

    ClinicFolder folder_;
    database::Database database_;
    Clock& clock_;
    Random& random_;
    crypto::ClinicId clinic_;
    crypto::SignPublicKey root_;
    std::unique_ptr<Open> open_;
};

}  // namespace spine::archive
