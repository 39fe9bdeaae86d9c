#include "folder_search.h"

#include <catch2/catch.hpp>

#include "crypto/keyfile.h"
#include "journal/recorder.h"
#include "session/event.h"
#include "support/byte_search.h"
#include "support/key_hunt.h"

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
            for (const std::string& form : encodings_of(canary)) {
                if (bytes.find(form) != std::string::npos) found.push_back(form);
            }
        }
    }
    return found;
}

std::set<std::string> keys_in(const std::string& bytes,
                              const std::vector<crypto::SessionHeader>& headers) {
    KeyHunt hunt(headers);
    hunt.look_at(bytes);
    return hunt.found();
}

}  // namespace spine::test
