#include "forked_session.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "crypto/constants.h"

namespace spine::test {
namespace {

// As a walk's last event says it; nothing where none says that the session ended.
const char* ended_word(crypto::SessionStatus status) {
    switch (status) {
        case crypto::SessionStatus::Complete:
            return "complete";
        case crypto::SessionStatus::Stopped:
            return "stopped";
        case crypto::SessionStatus::Expired:
            return "expired";
        default:
            return "";
    }
}

}  // namespace

ForkedSession::ForkedSession(WorldTablet& tablet)
    : tablet_(tablet), key_(crypto::SessionKey::random(tablet.world.random)) {
    start_.clinic = tablet.world.id;
    start_.device = tablet.id();
    start_.counter = 1;
    tablet.world.random.fill(start_.session.bytes);
    start_.configuration = tablet.world.configuration;
    header_ = header_for(key_);
}

Bytes ForkedSession::header_for(const crypto::SessionKey& key) const {
    const ClinicWorld& world = tablet_.world;
    return crypto::make_session_header(start_,
                                       {world.clinic_key.public_key, world.recovery.public_key},
                                       key, crypto::Signer(tablet_.key.secret_key))
        .value();
}

Bytes ForkedSession::withdrawn() const {
    const crypto::Hash hash = crypto::header_hash(header_);
    const Bytes head = crypto::make_head(
        crypto::decode_header(header_).value(), hash, crypto::RecordChain(start_.clinic, hash),
        crypto::SessionStatus::Withdrawn, crypto::Signer(tablet_.key.secret_key));
    return crypto::make_bundle(header_, {}, head);
}

Bytes ForkedSession::with_another_header() const {
    ForkedSession other(tablet_);
    other.start_ = start_;
    other.header_ = other.header_for(other.key_);
    return other.walk().answer(4).end(crypto::SessionStatus::Complete);
}

ForkedSession::Walk::Walk(const ForkedSession& session)
    : session_(session),
      sealer_(session.key_.copy(), crypto::header_hash(session.header_),
              crypto::RecordChain(session.start_.clinic, crypto::header_hash(session.header_))) {
    seal(began("131873", session.tablet_.world.clock.now()));
}

void ForkedSession::Walk::seal(const std::string& payload) {
    const Bytes more = sealer_.seal(as_bytes(payload), session_.tablet_.world.random).value();
    records_.insert(records_.end(), more.begin(), more.end());
}

ForkedSession::Walk& ForkedSession::Walk::answer(int value, const std::string& item) {
    seal(answered(item, std::to_string(value)));
    return *this;
}

Bytes ForkedSession::Walk::signed_over(ByteView records, crypto::SessionStatus status) const {
    const crypto::Hash header = crypto::header_hash(session_.header_);
    crypto::RecordChain chain(session_.start_.clinic, header);
    for (ByteView left = records; !left.empty(); left = left.subspan(crypto::kRecordSize))
        chain.add(left.first(crypto::kRecordSize));
    const Bytes head =
        crypto::make_head(crypto::decode_header(session_.header_).value(), header, chain, status,
                          crypto::Signer(session_.tablet_.key.secret_key));
    return crypto::make_bundle(session_.header_, records, head);
}

Bytes ForkedSession::Walk::end(crypto::SessionStatus status) {
    ClinicWorld& world = session_.tablet_.world;
    Random& random = world.random;
    if (const char* word = ended_word(status); *word != '\0')
        seal(session::encode({session::EventKind::Ended, world.clock.now(), word, {}, {}, false}));
    crypto::RecordChain chain = sealer_.chain();
    const Bytes fill = status == crypto::SessionStatus::Interrupted
                           ? crypto::fill_interrupted(chain, random)
                           : sealer_.fill(as_bytes(session::encode({})), random).value();
    records_.insert(records_.end(), fill.begin(), fill.end());
    return signed_over(records_, status);
}

Bytes ForkedSession::Walk::altered_end(crypto::SessionStatus status) {
    (void)end(status);
    std::swap_ranges(records_.begin(), records_.begin() + crypto::kRecordSize,
                     records_.begin() + crypto::kRecordSize);
    return signed_over(records_, status);
}

Bytes ForkedSession::Walk::cut_end(crypto::SessionStatus status) {
    return signed_over(ByteView(records_).first(crypto::kBundleFill * crypto::kRecordSize), status);
}

void send(ClinicWorld& world, ByteView bundle) {
    REQUIRE(sync::put_object(*world.store, sync::places::bundles, bundle));
}

std::vector<KeptAs> ends_in(archive::Archive& archive, const crypto::SessionRef& session) {
    std::set<crypto::Hash> receipted;
    const auto given = archive.given_receipts().value();
    for (const auto& one : given) receipted.insert(one.head);
    std::vector<archive::SessionPlace> places{archive.place(session).value()};
    const auto branches = archive.branches(session).value();
    for (const auto& row : branches) places.push_back(row.place);
    std::vector<KeptAs> out;
    for (const auto& place : places) {
        const auto kept = archive.kept_end(session, place.head);
        REQUIRE(kept);
        out.push_back({place, kept->response.answers, receipted.contains(place.head)});
    }
    return out;
}

importing::ImportResult TwoEnds::import(ByteView bundle) {
    send(world, bundle);
    return world.import();
}

std::size_t TwoEnds::keys() {
    return world.archive->answered()->size() + world.archive->answered_branches()->size();
}

}  // namespace spine::test
