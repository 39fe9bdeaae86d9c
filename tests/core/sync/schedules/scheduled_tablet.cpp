#include "scheduled_tablet.h"

#include <fmt/format.h>

#include "session/event.h"

namespace spine::test {
namespace {

// Deleted as soon as it may be, so that what goes too early goes at once.
constexpr sync::UploaderOptions kEager{0, 2, 4LL * 3600 * 1000};

std::string answered(const std::string& item, const std::string& value) {
    session::Event event;
    event.kind = session::EventKind::Answered;
    event.subject = item;
    event.value = value;
    return session::encode(event);
}

std::string ended(UnixMs at) {
    session::Event event;
    event.kind = session::EventKind::Ended;
    event.at = at;
    event.subject = "complete";
    return session::encode(event);
}

}  // namespace

ScheduledTablet::ScheduledTablet(const SmallClinic& clinic, std::size_t number, Clock& clock,
                                 Connect connect, Proof proof)
    : clinic_(clinic),
      number_(number),
      name_(fmt::format("tablet {}", number + 1)),
      clock_(clock),
      connect_(std::move(connect)),
      proof_(proof) {}

Status ScheduledTablet::start() {
    session_.reset();
    uploader_.reset();
    journal_.reset();
    journal::JournalOptions options;
    options.thread = database::Thread::Callers;
    options.ballast_bytes = 0;
    auto opened = journal::Journal::open({folder_.path()}, clinic_.identity(number_), clock_,
                                         system_, files_, options);
    if (!opened) return fail(std::move(opened));
    journal_ = std::move(*opened);
    store_ = connect_();
    uploader_ = std::make_unique<sync::Uploader>(journal_->outbox(), *store_, clinic_.root(),
                                                 device(), kEager);
    return note_heads();
}

Status ScheduledTablet::begin() {
    session::Event began;
    began.kind = session::EventKind::Began;
    began.at = clock_.now();
    began.subject = fmt::format("{}{:05}", number_ + 1, given_.size());
    began.value = "before-assessment";
    began.language = "da";
    const std::string first = session::encode(began);
    auto session = journal_->begin(clinic_.inputs(), {&first, 1});
    if (!session) return fail(std::move(session));
    session_.emplace(std::move(*session));
    given_[session_->id()].code = began.subject;
    return {};
}

Status ScheduledTablet::patient_goes_on(Random& random) {
    if (!session_) return begin();
    Given& given = given_[session_->id()];
    const std::string item = fmt::format("item.{}", given.answers.size());
    given.answers[item] = std::to_string(random.below(11));
    const std::string payload = answered(item, given.answers[item]);
    if (auto saved = session_->append({&payload, 1}); !saved) return saved;
    const std::uint32_t what = random.below(4);
    if (what == 0) return {};
    if (what == 1) {
        if (auto sent = session_->upload_early(); !sent) return sent;
        return note_heads();
    }
    const std::string last = ended(clock_.now());
    if (auto saved = session_->append({&last, 1}); !saved) return saved;
    if (auto sealed = session_->finish(crypto::SessionStatus::Complete); !sealed) return sealed;
    given.status = crypto::SessionStatus::Complete;
    session_.reset();
    return note_heads();
}

Status ScheduledTablet::call_staff() {
    return journal_->outbox().queue_attention(as_bytes(fmt::format("{} {}", name_, ++calls_)));
}

Status ScheduledTablet::note_heads() {
    const auto heads = held();
    if (!heads) return fail(heads.error());
    for (const auto& [session, head] : *heads) given_[session].head = head;
    return {};
}

Result<std::map<crypto::SessionId, crypto::Hash>> ScheduledTablet::held() {
    const auto bundles = journal_->outbox().next_bundles(1'000, 0, 0);
    if (!bundles) return fail(bundles.error());
    std::map<crypto::SessionId, crypto::Hash> heads;
    for (const auto& bundle : *bundles) heads[bundle.session] = bundle.head;
    return heads;
}

Status ScheduledTablet::sync() {
    if (proof_ == Proof::ServersWord) return sync_on_servers_word();
    const auto done = uploader_->run();
    return done || sync::concerns_whole_store(done.error().cause) ||
                   done.error().cause == sync::causes::store_refused
               ? Status()
               : Status(fail(done.error()));
}

Status ScheduledTablet::sync_on_servers_word() {
    (void)uploader_->send_attention();
    journal::Outbox& outbox = journal_->outbox();
    const auto bundles = outbox.next_bundles(32);
    if (!bundles) return fail(bundles.error());
    for (const auto& bundle : *bundles) {
        if (!sync::put_object(*store_, sync::places::bundles, bundle.bytes)) continue;
        const auto taken = outbox.apply_receipt({clinic_.id(), clinic_.computer(), device(),
                                                 bundle.session, bundle.counter, bundle.head});
        if (!taken) return fail(taken.error());
    }
    const auto deleted = outbox.delete_due(0);
    return deleted ? Status() : Status(fail(deleted.error()));
}

}  // namespace spine::test
