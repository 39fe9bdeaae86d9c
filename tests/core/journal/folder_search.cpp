#include "folder_search.h"

#include <catch2/catch.hpp>
#include <unordered_set>

#include "crypto/keyfile.h"
#include "journal/recorder.h"
#include "session/event.h"

namespace spine::test {
namespace {

using journal::Recorder;
using session::Event;
using session::EventKind;

constexpr const char* kOption = "numb-saddle";

Event answered(std::string item, std::string json) {
    Event event;
    event.kind = EventKind::Answered;
    event.subject = std::move(item);
    event.value = std::move(json);
    return event;
}

// Begins a session and answers; the caller ends it as it likes.
void answer_some(Recorder& recorder, const Tablet& tablet, Canaries& canaries) {
    const std::string code = recorder.new_code();
    Event began;
    began.kind = EventKind::Began;
    began.subject = code;
    began.value = "before-assessment";
    began.language = "en";
    REQUIRE(recorder.begin(tablet.clinic.inputs(), {began, answered("consent.care", "true")}));
    crypto::SystemRandom random;
    const std::string text = "hopes " + to_hex(random.bytes<12>());
    REQUIRE(recorder.record({answered("signs.a", std::string("[\"") + kOption + "\"]")}));
    REQUIRE(recorder.record({answered("words.hope", "\"" + text + "\"")}));
    canaries.texts.push_back(text);
    canaries.codes.push_back(code);
}

std::string utf32(const std::string& ascii, bool big_endian) {
    std::string wide;
    for (const char c : ascii) {
        const std::string zeros(3, '\0');
        wide += big_endian ? zeros + c : c + zeros;
    }
    return wide;
}

}  // namespace

Haul use_for_a_day(Tablet& tablet) {
    Haul haul;
    haul.canaries.options = {kOption};
    const auto key = crypto::encode_key_file(crypto::KeyPurpose::Device, tablet.clinic.id,
                                             tablet.key.secret_key.view());
    REQUIRE(tablet.files.write(tablet.folder.device_key(), key, Access::Owner));
    {
        const auto journal = tablet.open();
        Recorder recorder(*journal, tablet.clock, tablet.random, {CodeLength::Eight, 42});
        answer_some(recorder, tablet, haul.canaries);
        REQUIRE(recorder.finish({}, crypto::SessionStatus::Complete));
        answer_some(recorder, tablet, haul.canaries);
        REQUIRE(recorder.withdraw());
        answer_some(recorder, tablet, haul.canaries);
        recorder.abandon();
        answer_some(recorder, tablet, haul.canaries);
        REQUIRE(recorder.upload_early());
        haul.while_running = tablet.everything();
    }
    { const auto restarted = tablet.open(); }
    haul.afterwards = tablet.everything();
    return haul;
}

std::vector<std::string> found_in(const std::string& bytes, const Canaries& canaries) {
    std::vector<std::string> found;
    for (const auto* kind : {&canaries.texts, &canaries.options, &canaries.codes}) {
        for (const std::string& canary : *kind) {
            for (const auto& form :
                 {canary, utf32(canary, false), utf32(canary, true), to_hex(as_bytes(canary))}) {
                if (bytes.find(form) != std::string::npos) found.push_back(form);
            }
        }
    }
    return found;
}

std::vector<std::string> keys_in(const std::string& bytes, const Clinic& clinic,
                                 const std::vector<crypto::SessionHeader>& headers) {
    std::vector<std::string> found;
    crypto::SessionKey session;
    crypto::SealSecretKey secret;
    // Pages stand in the WAL several times; each window is tried once.
    std::unordered_set<std::string_view> tried;
    const std::string_view all(bytes);
    for (std::size_t at = 0; at + crypto::kKeySize <= all.size(); ++at) {
        const std::string_view window = all.substr(at, crypto::kKeySize);
        if (!tried.insert(window).second) continue;
        const ByteView raw = as_bytes(window);
        std::copy(raw.begin(), raw.end(), session.writable().begin());
        for (const auto& header : headers) {
            if (crypto::key_commitment(clinic.id, header.session, session) == header.commitment)
                found.push_back("session " + std::to_string(header.counter));
        }
        std::copy(raw.begin(), raw.end(), secret.writable().begin());
        const auto public_key = crypto::public_of(secret);
        if (public_key == clinic.clinic.public_key) found.emplace_back("clinic");
        if (public_key == clinic.recovery.public_key) found.emplace_back("recovery");
    }
    return found;
}

}  // namespace spine::test
