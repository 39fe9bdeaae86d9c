#include "open/session_opening.h"

#include <algorithm>
#include <utility>

#include "crypto/aead.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/record.h"
#include "crypto/refusal.h"

namespace spine::opening {

using namespace crypto;

namespace {

// What one record says, as a view of the text it was opened into.
struct RecordText {
    ByteView part;
    bool continues = false;
};

constexpr ByteArray<kRecordTextSize> kZeros{};

// FORMAT.md §4: flags, length, part, zeros. Nothing if it is laid out in any other way.
std::optional<RecordText> read_text(ByteView text) {
    const std::uint8_t flags = text[0];
    const std::size_t length = text[1] | std::size_t{text[2]} << 8U;
    const bool continues = flags == kRecordContinues;
    if ((flags != 0 && !continues) || length > kRecordPartSize) return std::nullopt;
    if (continues && length != kRecordPartSize) return std::nullopt;
    const ByteView rest = text.subspan(kRecordPartOffset + length);
    // Against a row of zeros, which the compiler turns into one comparison of memory.
    if (!std::equal(rest.begin(), rest.end(), kZeros.begin())) return std::nullopt;
    return RecordText{text.subspan(kRecordPartOffset, length), continues};
}

bool open_record(const VerifiedBundle& bundle, std::uint32_t index, const SessionKey& key,
                 std::span<std::uint8_t> text) {
    const ByteView record = bundle.record(index);
    const auto data = record_data(bundle.links().front(), index, bundle.links()[index]);
    return aead_open(record.subspan(kNonceSize), data, record.first(kNonceSize), key.view(), text);
}

std::string name_of_record(std::uint32_t index) {
    return "record " + std::to_string(index);
}

// Wipes a key when the work with it is done, however it ends.
class Wiped {
  public:
    explicit Wiped(SessionKey& key) : key_(key) {}
    Wiped(const Wiped&) = delete;
    Wiped& operator=(const Wiped&) = delete;
    ~Wiped() { wipe(key_.writable()); }

  private:
    SessionKey& key_;
};

// True if a record behind `index`, which did not open, opens after all.
bool any_opens_behind(const VerifiedBundle& bundle, std::uint32_t index, const SessionKey& key,
                      std::span<std::uint8_t> text) {
    for (std::uint32_t i = index + 1; i < bundle.record_count(); ++i) {
        if (open_record(bundle, i, key, text)) return true;
    }
    return false;
}

}  // namespace

ByteView OpenedSession::payload(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return ByteView(text_).subspan(begin, ends_[index] - begin);
}

// Puts records together into payloads.
class PayloadBuilder {
  public:
    explicit PayloadBuilder(std::size_t records) {
        session_.text_.reserve(records * kRecordPartSize);
        session_.ends_.reserve(records);
    }

    // False if the text is laid out wrongly.
    [[nodiscard]] bool add(ByteView text) {
        const auto read = read_text(text);
        if (!read) return false;
        WipedBytes& all = session_.text_;
        all.insert(all.end(), read->part.begin(), read->part.end());
        if (all.size() - complete() > kMaxPayload) return false;
        unfinished_ = read->continues;
        if (!unfinished_) session_.ends_.push_back(all.size());
        return true;
    }
    [[nodiscard]] bool unfinished() const { return unfinished_; }
    // Leaves out a payload that was broken off.
    [[nodiscard]] OpenedSession finish(std::uint32_t unread) {
        session_.unread_ = unread;
        session_.broke_off_ = unfinished_;
        session_.text_.resize(complete());
        return std::move(session_);
    }

  private:
    [[nodiscard]] std::size_t complete() const {
        return session_.ends_.empty() ? 0 : session_.ends_.back();
    }
    OpenedSession session_;
    bool unfinished_ = false;
};

SessionOpener::SessionOpener(const ClinicId& clinic, SealSecretKey key)
    : clinic_(clinic),
      key_(std::move(key)),
      public_key_(public_of(key_)),
      fingerprint_(fingerprint(clinic, public_key_)) {}

Result<SessionKey> SessionOpener::open_key(const SessionHeader& header) const {
    SessionKey key;
    if (auto opened = open_key_into(header, key); !opened) return fail(std::move(opened));
    return key;
}

Status SessionOpener::open_key_into(const SessionHeader& header, SessionKey& key) const {
    const SealedSessionKey* mine = nullptr;
    for (const auto* sealed : {&header.for_clinic, &header.for_recovery}) {
        if (sealed->recipient == fingerprint_) mine = sealed;
    }
    if (header.clinic != clinic_ || mine == nullptr) return refuse(causes::not_a_recipient);
    if (!open_box(mine->sealed, public_key_, key_, key.writable()))
        return refuse(causes::sealed_key_altered);
    if (key_commitment(header.clinic, header.session, key) != header.commitment)
        return refuse(causes::key_commitment_wrong);
    return {};
}

Result<OpenedSession> SessionOpener::open(const VerifiedBundle& bundle) const {
    const Wiped wiped(session_key_);
    if (auto opened = open_key_into(bundle.header(), session_key_); !opened)
        return fail(std::move(opened));
    const std::uint32_t count = bundle.record_count();
    const bool interrupted = bundle.head().status == SessionStatus::Interrupted;
    PayloadBuilder payloads(count);
    WipedBytes text(kRecordTextSize);
    std::uint32_t index = 0;
    for (; index < count && open_record(bundle, index, session_key_, text); ++index) {
        if (!payloads.add(text)) return refuse(causes::record_malformed, name_of_record(index));
    }
    if (index < count && (!interrupted || any_opens_behind(bundle, index, session_key_, text)))
        return refuse(causes::record_altered, name_of_record(index));
    if (payloads.unfinished() && !interrupted) return refuse(causes::answer_cut);
    return payloads.finish(count - index);
}

}  // namespace spine::opening
