#include "clinic.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "session/event.h"

namespace spine::test {

journal::SessionInputs Clinic::inputs() const {
    return {crypto::hash(as_bytes("the configuration")),
            {clinic.public_key, recovery.public_key},
            session::encode({})};
}

Tablet::Tablet(const Clinic& of) : clinic(of) {}

Result<std::unique_ptr<journal::Journal>> Tablet::try_open(const journal::JournalOptions& options) {
    return journal::Journal::open(folder, journal::make_identity(clinic.id, key.secret_key), clock,
                                  random, files, options);
}

std::unique_ptr<journal::Journal> Tablet::open(const journal::JournalOptions& options) {
    auto opened = try_open(options);
    if (!opened) FAIL(opened.error().sentence());
    return std::move(*opened);
}

crypto::VerifiedBundle Tablet::verified(ByteView bundle) const {
    auto checked = crypto::verify_bundle(bundle, key.public_key, clinic.id);
    if (!checked) FAIL(checked.error().sentence());
    return std::move(*checked);
}

std::string Tablet::everything() const {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place.path()))
        if (entry.is_regular_file()) all += slurp(entry.path());
    return all;
}

journal::SealedSession begun(journal::Journal& journal, const Clinic& clinic,
                             std::vector<std::string> payloads) {
    auto session = journal.begin(clinic.inputs(), payloads);
    if (!session) FAIL(session.error().sentence());
    return std::move(*session);
}

Status saved(journal::SealedSession& session, const std::string& payload) {
    return session.append({&payload, 1});
}

void whole_session(journal::Journal& journal, const Clinic& clinic,
                   const std::vector<std::string>& answers) {
    auto session = begun(journal, clinic);
    for (const std::string& answer : answers) REQUIRE(saved(session, answer));
    REQUIRE(session.finish(crypto::SessionStatus::Complete));
}

std::vector<journal::OutgoingBundle> waiting(journal::Journal& journal) {
    auto bundles = journal.outbox().next_bundles(1000);
    if (!bundles) FAIL(bundles.error().sentence());
    return std::move(*bundles);
}

crypto::Receipt receipt_for(const Tablet& tablet, const journal::OutgoingBundle& bundle) {
    const crypto::VerifiedBundle verified = tablet.verified(bundle.bytes);
    return {tablet.clinic.id,
            crypto::device_id_of(tablet.clinic.id, tablet.clinic.computer.public_key),
            verified.header().device,
            verified.header().session,
            verified.header().counter,
            verified.head_hash()};
}

}  // namespace spine::test
