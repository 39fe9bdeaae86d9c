#include "speech/recorded_voice.h"

#include <catch2/catch.hpp>

#include "heard.h"
#include "speech/wav.h"
#include "support/support.h"

using namespace spine;
namespace fs = std::filesystem;

namespace {

// What is wrong with a file, where it is not as it should be.
struct Form {
    std::uint16_t coding = 1, channels = 1, bits = 16;
    std::uint32_t rate = 16'000;
    std::string extra = {};  // chunks before the sound
};

Bytes wav(std::size_t samples, const Form& form = {}) {
    ByteWriter inner;
    const auto step = static_cast<std::uint16_t>(form.channels * form.bits / 8);
    inner.text("WAVEfmt ").u32(16).u16(form.coding).u16(form.channels).u32(form.rate);
    inner.u32(form.rate * step).u16(step).u16(form.bits).text(form.extra);
    inner.text("data").u32(static_cast<std::uint32_t>(2 * samples));
    for (std::size_t i = 0; i < samples; ++i) inner.u16(static_cast<std::uint16_t>(7 * i));
    ByteWriter out;
    out.text("RIFF").u32(static_cast<std::uint32_t>(inner.view().size())).bytes(inner.view());
    return out.take();
}

std::string why_not(const Bytes& file) {
    const auto read = speech::read_wav(file, "a.wav");
    REQUIRE_FALSE(read);
    CHECK(read.error().cause == speech::causes::recording_malformed);
    CHECK(read.error().where == "a.wav");
    return read.error().happened;
}

void record(const fs::path& folder, std::string_view text, const Bytes& file) {
    const speech::Sentence said = speech::sentence(text, "da");
    fs::create_directories(folder / "da");
    test::spit(folder / "da" / speech::RecordedVoice::name_of(said), as_text(file));
}

}  // namespace

TEST_CASE("a recording is named as b2sum prints the words that it speaks") {
    // printf %s "Næste" | b2sum -l 256
    CHECK(speech::RecordedVoice::name_of(speech::sentence("Næste", "da")) ==
          "d0f99b5c7743a228e5cb1692cb194d3efa16f06fe19ff6d8ae1e16b8bfe846ce.wav");
}

TEST_CASE("what a clinic has recorded is played, and the rest is said by the other voice") {
    const test::TemporaryFolder folder;
    SystemFiles files;
    test::HeardVoice other(1);
    std::vector<Fault> faults;
    speech::RecordedVoice voice(files, folder.path(), other,
                                [&](const Fault& fault) { faults.push_back(fault); });
    record(folder.path(), "Næste", wav(1'000));
    record(folder.path(), "Tilbage", wav(1'000, {.channels = 2}));
    std::vector<std::int16_t> heard;
    std::size_t longest = 0;
    const auto say = [&](std::string_view text, std::string_view language) {
        heard.clear();
        REQUIRE(
            voice.say(speech::sentence(text, language), 150, [&](int, speech::SampleView samples) {
                longest = std::max(longest, samples.size());
                heard.insert(heard.end(), samples.begin(), samples.end());
                return true;
            }));
    };
    say("Næste", "da");
    REQUIRE(heard.size() == 1'000);
    CHECK(heard[999] == 6'993);
    CHECK(longest == 320);
    CHECK(other.said().empty());
    say("Næste!", "da");
    say("Næste", "en");
    CHECK(other.said() == std::vector<std::string>{"da: Næste!", "en: Næste"});
    CHECK(faults.empty());
    say("Tilbage", "da");
    CHECK(other.said().back() == "da: Tilbage");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].cause == speech::causes::recording_malformed);
    CHECK(faults[0].happened.find("more than one channel") != std::string::npos);
    // A log is not told which words were said.
    CHECK(faults[0].where == (folder.path() / "da").string());
}

TEST_CASE("a recording that is stopped gives no more sound") {
    const test::TemporaryFolder folder;
    SystemFiles files;
    test::HeardVoice other(1);
    speech::RecordedVoice voice(files, folder.path(), other, [](const Fault&) {});
    record(folder.path(), "Næste", wav(16'000));
    int pieces = 0;
    REQUIRE(voice.say(speech::sentence("Næste", "da"), 150,
                      [&](int, speech::SampleView) { return ++pieces < 2; }));
    CHECK(pieces == 2);
}

TEST_CASE("a sound file is read strictly, and what is wrong with it is said") {
    CHECK(speech::read_wav(wav(10), "a.wav"));
    CHECK(speech::read_wav(wav(10, {.rate = 8'000}), "a.wav"));
    CHECK(speech::read_wav(wav(10, {.extra = std::string("LIST\3\0\0\0abc\0", 12)}), "a.wav"));
    const auto has = [](const std::string& why, const char* words) {
        INFO(why);
        CHECK(why.find(words) != std::string::npos);
    };
    has(why_not(wav(10, {.coding = 85})), "compressed");
    has(why_not(wav(10, {.channels = 2})), "more than one channel");
    has(why_not(wav(10, {.bits = 8})), "16 bits");
    has(why_not(wav(10, {.rate = 96'000})), "48,000");
    has(why_not(wav(0)), "no whole number");
    has(why_not({}), "no WAV file");
    Bytes longer = wav(10);
    longer.push_back(0);
    has(why_not(longer), "behind it");
    Bytes odd = wav(10);
    odd[40] = 19;
    has(why_not(odd), "no whole number");
    Bytes unsound = wav(10);
    unsound[36] = 'D';
    has(why_not(unsound), "no sound");
}

TEST_CASE("a sound file cut anywhere, or with any byte changed, is read or refused") {
    const Bytes whole = wav(40, {.extra = std::string("LIST\3\0\0\0abc\0", 12)});
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto cut = speech::read_wav(ByteView(whole).first(size), "a.wav");
        CHECK_FALSE(cut);
    }
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int change : {1, 0x80, 0xFF}) {
            Bytes changed = whole;
            changed[at] = static_cast<std::uint8_t>(changed[at] ^ change);
            const auto read = speech::read_wav(changed, "a.wav");
            if (read) CHECK(read->samples.size() <= 40);
        }
    }
}
