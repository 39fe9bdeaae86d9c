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
#include "archive/rows.h"
#include "archive/texts.h"
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

class Archive {
  public:
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
    ~Archive();

    // Makes CLINIC with these keys and one slot. The folder must exist and hold no archive.
    // Files, clock and random outlive it.
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
    [[nodiscard]] UnixMs now() const { return clock_.now(); }  // by its clock
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

    // This computer's own keys, made anew (import/rotating_computer.h), for an administrator.
    // The next ones, which wait here and are in use for nothing. Made if there are none.
    [[nodiscard]] Result<ComputerKeys> next_computer_keys();
    // Whether some wait, and since longer than kNextKeysWaitMs, or since a time that is not known:
    // whoever has copied the archive meanwhile has them, too. And an end of them.
    [[nodiscard]] Result<bool> next_keys_are_old();
    [[nodiscard]] Status drop_next_computer_keys();
    // They take the place of those in use, which are gone, but for the attention key: that is a
    // former one from now on. In the audit trail. Fault: archive_damaged where none wait.
    [[nodiscard]] Status use_next_computer_keys();
    // The computer that this one was until then, as long as note_revoked() has not said that the
    // root took its admission back.
    [[nodiscard]] Result<std::optional<crypto::DeviceId>> former_computer();
    [[nodiscard]] Status note_revoked(ByteView revocation);
    // Tombstones, marks, passed keys and parts of the export ledger that were made here, whichever
    // key has signed them. What came from the store is not among them; in an archive that was
    // rebuilt what the store held then is.
    [[nodiscard]] Result<std::vector<Bytes>> own_objects();
    // The names of the bundles of each session of which several came: an early upload is among
    // them.
    [[nodiscard]] Result<std::vector<std::string>> bundles_of_extended();
    // `named`: the attention keys of the newest configuration. Former ones go, here and in CLINIC,
    // kFormerAttentionKeptMs after the first call that names none of them.
    [[nodiscard]] Status drop_former_attention(std::span<const crypto::SealPublicKey> named);

    // The highest version of a configuration that was ever seen, this one included.
    [[nodiscard]] Result<std::uint64_t> see_configuration(std::uint64_t version);
    [[nodiscard]] Result<const crypto::Signer*> signer() const;

    // Reading, for a clinician. Rows that started at `since` or later, oldest first. `damaged`: all
    // that do not open, whenever they started; without it: archive_damaged.
    [[nodiscard]] Result<std::vector<Row>> rows(UnixMs since = 0,
                                                std::vector<crypto::SessionRef>* damaged = nullptr);
    // Fault: session_unknown (never here, withdrawn, or erased).
    [[nodiscard]] Result<Row> row(const crypto::SessionRef& session);
    // All sessions with a code, the latest last, but for rows that do not open: their code is not
    // known. Also for an administrator, who erases by a code.
    [[nodiscard]] Result<std::vector<Row>> find_code(std::string_view code);
    // A person opens a patient: writes "opened" to the audit trail, before anything is given out;
    // where the file takes no writes, since a page of it does not read, beside it, until an
    // unlock() that can write. Faults: session_unknown, archive_damaged and
    // database::causes::damaged where its own answers do not read.
    [[nodiscard]] Result<Response> response(const crypto::SessionRef& session);
    // The same for a list of many that shows no single patient: the audit trail says nothing.
    [[nodiscard]] Result<Response> response_for_list(const crypto::SessionRef& session);
    // Every response that is kept, in the order in which they came, with its events or without,
    // which is faster; stops at the first fault of `visit`, which is called on the caller's thread
    // and keeps nothing of the view. Further threads decrypt, a few hundred in memory at a time. No
    // word in the audit trail. What does not open goes to `damaged`; without it: archive_damaged.
    [[nodiscard]] Status each_response(
        Events events,
        const std::function<Status(const crypto::SessionRef&, const ResponseView&)>& visit,
        std::vector<crypto::SessionRef>* damaged = nullptr);
    // The same, with what else a count needs to know of each.
    [[nodiscard]] Status each_answered(
        Events events,
        const std::function<Status(const AnsweredSession&, const ResponseView&)>& visit,
        std::vector<crypto::SessionRef>* damaged = nullptr);
    // Further ends of a session, its branches (FORMAT.md §8). Everything else here tells of the one
    // end that is the session's, but for two things: a row has the most urgent tier of all its
    // ends, since a sign that was kept counts; and who forgets or erases a session forgets or
    // erases its branches with it. For a clinician. Marks stand in no branch's row. `damaged`: the
    // heads of those that do not open; without it: archive_damaged.
    [[nodiscard]] Result<std::vector<Row>> branches(const crypto::SessionRef& session,
                                                    std::vector<crypto::Hash>* damaged = nullptr);
    // As response(), of the branch with this head.
    [[nodiscard]] Result<Response> branch_response(const crypto::SessionRef& session,
                                                   const crypto::Hash& head);
    // Opens all, without a word in the audit trail: what does not open, or has such a branch.
    [[nodiscard]] Result<std::vector<crypto::SessionRef>> unreadable();
    // Altered objects and marks that do not open or hold, by hash(); of the ledger ask itself.
    [[nodiscard]] Result<std::vector<crypto::Hash>> unreadable_objects();
    [[nodiscard]] Result<std::vector<Quarantined>> quarantine();
    [[nodiscard]] Result<Bytes> quarantined(std::string_view object);
    // For an administrator who has looked at it; what may heal comes back. Fault: object_unknown.
    [[nodiscard]] Status clear_quarantine(std::string_view object);

    // For a research export, for a clinician or a researcher. Sessions whose consent to it was
    // withdrawn, in their order. Fault: archive_damaged where a mark, maybe one, does not open.
    [[nodiscard]] Result<std::vector<crypto::SessionRef>> research_withdrawn();
    // Sessions with several ends, in their order: which of them the patient meant nobody knows.
    [[nodiscard]] Result<std::vector<crypto::SessionRef>> forked();
    // The configurations under which anything that is here was asked.
    [[nodiscard]] Result<std::vector<crypto::Hash>> configurations();
    // How many each_answered() visits, for a progress bar.
    [[nodiscard]] Result<std::uint64_t> answered_count();
    // Audit words, each before what it says: a study's risks, all records (clinician).
    [[nodiscard]] Status note_dry_run(const crypto::Hash& study);
    [[nodiscard]] Status note_records_exported();

    // Marks, for a clinician: each is a sealed, signed object, kept here and handed to the store by
    // the importer.
    [[nodiscard]] Status mark_reviewed(const crypto::SessionRef& session);
    [[nodiscard]] Status undo_reviewed(const crypto::SessionRef& session);
    [[nodiscard]] Status take_over(const crypto::SessionRef& session);
    [[nodiscard]] Status withdraw_research(const crypto::SessionRef& session);
    // What was decided of free texts, by whom on whichever computer (archive/texts.h). Fault:
    // archive_damaged where a mark does not open, since it may be what withholds a text.
    [[nodiscard]] Result<TextReadings> text_readings();
    // For a clinician: one more decision, and the last one that stands taken back. Faults:
    // session_unknown, text_released_already, nothing_to_undo.
    [[nodiscard]] Status decide_text(const TextRef& text, const Decided& decided);
    [[nodiscard]] Status undo_text(const TextRef& text);
    [[nodiscard]] Status note_texts_read();  // a word in the audit trail
    // For an administrator. The response's key goes, pages are overwritten, a tombstone stays.
    [[nodiscard]] Status erase(const crypto::SessionRef& session);

    // Fault: audit_altered, naming the entry from which on the chain does not hold.
    [[nodiscard]] Result<std::vector<AuditEntry>> audit();

    // Writes back what lies in the write-ahead log, which otherwise grows by every write: after an
    // import, before a pause. Cheap when nothing was written.
    [[nodiscard]] Status tidy();

    // A copy of everything in one file of its own, which unlocks with the same passphrases. It
    // holds what is erased later: keep it as long as that may be.
    [[nodiscard]] Status backup(const std::filesystem::path& file);
    // Beside this archive, which must be unlocked: one with its keys, slots, kept objects, coding
    // and trail, without any answer, unlocked by the same person. For rebuilding from a store.
    [[nodiscard]] Result<std::unique_ptr<Archive>> emptied_copy(const ClinicFolder& into);
    // Closes `archive` and puts its file in the place of the one in `to`, whole or not at all.
    [[nodiscard]] static Status move_to(std::unique_ptr<Archive> archive, const ClinicFolder& to);
    // attention.key and the former ones, where they are missing.
    [[nodiscard]] Status restore_attention_key(const ClinicFolder& to, Files& files);
    // The same in this archive's folder, and attention.key is the one in use, whatever was there.
    [[nodiscard]] Status write_attention_keys();

    // For core/import; all need to be unlocked, and run in one transaction of the caller's.
    [[nodiscard]] Status transact(const std::function<Status()>& work);
    // Inserts, or replaces what an open head had brought; branches stay as they are.
    [[nodiscard]] Status put_response(const SessionPlace& place, const Response& response,
                                      const Summary& summary);
    // The place stays, and those of its ended branches: under a tombstone, or withdrawn by the
    // patient, which takes the branches' places, too (drop_branch()).
    [[nodiscard]] Status forget_response(const SessionPlace& place);
    [[nodiscard]] Status forget_erased(const SessionPlace& place);
    // Another computer erased them: as erase(), but the tombstones are in the store already.
    // Nothing where a response is gone.
    [[nodiscard]] Status obey_tombstones(std::span<const SessionPlace> places);
    // Of a session that is here: one more branch, whole or its place alone; one that goes, since a
    // later head goes on from it; and one that becomes the session's end, which in turn becomes a
    // branch: session_unknown, archive_damaged where one of the two does not open.
    [[nodiscard]] Status put_branch(const SessionPlace& place, const Response& response,
                                    const Summary& summary);
    [[nodiscard]] Status forget_branch(const SessionPlace& place);
    [[nodiscard]] Status drop_branch(const crypto::SessionRef& session, const crypto::Hash& head);
    [[nodiscard]] Status choose_end(const crypto::SessionRef& session, const crypto::Hash& head);
    // When one of several ends came; the first time counts. After a review it undoes that.
    [[nodiscard]] Status note_end(const SessionPlace& end, UnixMs at);
    // The end or a branch. Faults: session_unknown, also without its answers; archive_damaged.
    [[nodiscard]] Result<KeptEnd> kept_end(const crypto::SessionRef& session,
                                           const crypto::Hash& head);
    [[nodiscard]] Result<Summary> kept_summary(const crypto::SessionRef& session,
                                               const crypto::Hash& head);
    // False where it has no room left (kQuarantineObjects, kQuarantineBytes): it was not put.
    [[nodiscard]] Result<bool> put_quarantine(const Quarantined& entry, ByteView bundle);
    // A bundle that was kept aside and is sound now: its tablet was admitted since.
    [[nodiscard]] Status lift_quarantine(std::string_view object);
    // Read, whatever came of it; `held`: its session, where it was sound.
    [[nodiscard]] Status note_bundle(std::string_view name, const SessionPlace* held = nullptr);
    [[nodiscard]] Result<std::vector<std::string>> noted_bundles();
    // The session's bundles with another head, but for early uploads: to be judged anew.
    [[nodiscard]] Status forget_other_bundles(const SessionPlace& stands);

    // Retention (import/retention.h says when what is due).
    // The latest end of a session that came and was not ahead of this clock. 0: none yet.
    [[nodiscard]] Result<UnixMs> time_told();
    [[nodiscard]] Status note_told(UnixMs at);
    // Since when this archive knows the rule `name` to be `days` (0: none): `now`, where it was
    // another before, or where that lies ahead of it.
    [[nodiscard]] Result<UnixMs> rule_since(std::string_view name, int days, UnixMs now);
    // When its answers came; the first time counts.
    [[nodiscard]] Status note_arrived(const crypto::SessionRef& session, UnixMs at);
    // What came before arrivals were kept, or under a clock that was ahead, comes now.
    [[nodiscard]] Status mend_arrivals(UnixMs now);
    // Sessions with answers that came at `until` or before, the oldest first.
    [[nodiscard]] Result<std::vector<crypto::SessionRef>> arrived_until(UnixMs until,
                                                                        std::size_t most);
    [[nodiscard]] Result<std::uint64_t> count_arrived_until(UnixMs until);
    // Their answers' time is over: as erase(), in one transaction, each audited. Then tidy().
    [[nodiscard]] Status end_retention(std::span<const crypto::SessionRef> sessions);
    // Objects that were kept aside at `until` or before, and the end of one's time, audited.
    [[nodiscard]] Result<std::vector<std::string>> quarantined_until(UnixMs until);
    [[nodiscard]] Status end_quarantine(std::string_view object);
    // Bundles that were read and have no business in the store any more: of sessions that were
    // erased, and of those that were withdrawn what was sent early. With `until` also those of
    // ended sessions that came then or before, read then or before, whose own head has its receipt.
    [[nodiscard]] Result<std::vector<std::string>> removable_bundles(std::optional<UnixMs> until);
    // `there`: the calls for staff that the store holds. Those that came at `until` or before;
    // one that is new comes `now`.
    [[nodiscard]] Result<std::vector<std::string>> calls_until(std::span<const std::string> there,
                                                               UnixMs now, UnixMs until);
    // It is not in the store any more; should it come back it is read again.
    [[nodiscard]] Status forget_bundle(std::string_view name);
    [[nodiscard]] Status note_taken_out(const TakenOut& session);
    // With its place, where it has one by the receipt alone.
    [[nodiscard]] Status drop_taken_out(const TakenOut& session);
    [[nodiscard]] Result<std::vector<TakenOut>> taken_out();

    // A session of this tablet came now, by the archive's clock.
    [[nodiscard]] Status note_heard(const crypto::DeviceId& device);
    // When each tablet's sessions last came; who is not in it has sent none since that is kept.
    [[nodiscard]] Result<std::map<crypto::DeviceId, UnixMs>> heard();
    [[nodiscard]] Result<std::vector<SessionPlace>> places();
    [[nodiscard]] Result<std::vector<SessionPlace>> branch_places();
    [[nodiscard]] Result<std::vector<SessionPlace>> without_receipt();  // of ends: branches, too
    // `receipt`: its name in the store.
    [[nodiscard]] Status note_receipt(const crypto::SessionRef& session, const crypto::Hash& head,
                                      const crypto::Hash& receipt);
    // The receipts that were given, by their tablets; each names what it is for.
    [[nodiscard]] Result<std::vector<GivenReceipt>> given_receipts();
    [[nodiscard]] Result<SessionPlace> place(const crypto::SessionRef& session);
    // Of the session's end or a branch.
    [[nodiscard]] Result<SessionPlace> place(const crypto::SessionRef& session,
                                             const crypto::Hash& head);
    // Sessions whose answers are here, and the branches whose are.
    [[nodiscard]] Result<std::vector<crypto::SessionRef>> answered();
    [[nodiscard]] Result<std::vector<SessionPlace>> answered_branches();
    // Sessions that were erased here, by whichever tombstone.
    [[nodiscard]] Result<std::vector<crypto::SessionRef>> erased();
    // A tombstone of this computer's own, where the author of the one there was revoked.
    [[nodiscard]] Status affirm_erased(const crypto::SessionRef& session);
    [[nodiscard]] Result<std::vector<Bytes>> outgoing();  // not in the store yet
    [[nodiscard]] Status note_sent(ByteView object);
    // A verified object from elsewhere: counts for ever, whether or not the store still has it.
    [[nodiscard]] Status keep_object(ByteView object);
    [[nodiscard]] Result<std::vector<Bytes>> kept_objects();

  private:
    friend class CodingLog;  // coding_log.h
    friend class ExportLedger;
    struct Open;  // what unlock() opened
    struct OpenedMark;
    struct HeldKey;
    struct OwnKeys;
    struct SealedEnd;
    enum class Origin { Here, Elsewhere };
    Archive(ClinicFolder folder, database::Database database, Files& files, Clock& clock,
            Random& random);
    [[nodiscard]] static Result<std::unique_ptr<Archive>> create_in(
        const ClinicFolder& folder, const crypto::SignPublicKey& root, const ClinicKeys& keys,
        const NewSlot& first, Files& files, Clock& clock, Random& random);
    [[nodiscard]] Status store_keys(const crypto::WrapKey& archive_key, const ClinicKeys& keys);
    [[nodiscard]] Result<crypto::Derivation> shared_derivation(const crypto::DeriveCost& cost);
    [[nodiscard]] Status store_slot(const NewSlot& slot, const crypto::WrapKey& archive_key);
    [[nodiscard]] Result<std::unique_ptr<Open>> try_slots(ByteView passphrase);
    [[nodiscard]] Status load_secrets(Open& open);
    [[nodiscard]] Status require_open() const;
    // An entry by itself, and one that stands or falls with the transaction it is written in.
    [[nodiscard]] Status audit_write(std::string_view what, std::string_view session);
    [[nodiscard]] Status audit_append(std::string_view what, std::string_view session);
    [[nodiscard]] Status audit_append(const AuditEntry& entry);
    struct AuditWords;
    [[nodiscard]] Status make_mark(crypto::MarkText text, const AuditWords& audit);
    [[nodiscard]] Status require_trusted();
    [[nodiscard]] Result<std::vector<const OpenedMark*>> standing_marks();
    // That a person reads; beside the archive where its file takes no writes (audit_aside.cpp).
    struct Aside;
    [[nodiscard]] Status note_reading(std::string_view what, std::string_view session);
    [[nodiscard]] Result<Aside> read_aside() const;
    [[nodiscard]] Status add_aside(Aside& aside, ByteView sealed) const;
    [[nodiscard]] Bytes signed_end(const Aside& aside) const;
    [[nodiscard]] Status take_aside();
    [[nodiscard]] Status take_over_from(Archive& other);
    [[nodiscard]] Status insert_object(ByteView object, Origin origin);
    [[nodiscard]] Result<std::optional<crypto::SecretBytes>> secret(std::string_view name);
    [[nodiscard]] Status put_secret(std::string_view name, ByteView secret);
    [[nodiscard]] Result<OwnKeys> next_keys();
    [[nodiscard]] Status forget_next_keys();
    [[nodiscard]] Status put_in_use(const OwnKeys& next, const crypto::DeviceId& former);
    [[nodiscard]] Result<std::vector<std::string>> former_attention();
    [[nodiscard]] Status write_former_attention(const ClinicFolder& to, Files& files);
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
    [[nodiscard]] SealedEnd seal_end(const Response& response, const Summary& summary,
                                     const std::function<Bytes(std::string_view)>& context_of);
    [[nodiscard]] Status forget_branches(const crypto::SessionRef& session);
    [[nodiscard]] Status reopen(std::span<Row> rows);
    [[nodiscard]] Status raise_tiers(std::span<Row> rows, std::vector<crypto::SessionRef>* damaged,
                                     const crypto::SessionRef* only = nullptr);
    [[nodiscard]] Result<std::optional<crypto::Hash>> receipt_of(const crypto::SessionRef& session,
                                                                 const crypto::Hash& head);
    [[nodiscard]] Result<std::int64_t> next_lamport();

    ClinicFolder folder_;
    database::Database database_;
    Files& files_;
    Clock& clock_;
    Random& random_;
    crypto::ClinicId clinic_;
    crypto::SignPublicKey root_;
    std::unique_ptr<Open> open_;
    bool rebuilt_ = false;  // being filled from the store: what is this computer's there is its own
};

}  // namespace spine::archive
