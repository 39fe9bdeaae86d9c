// What patients wrote in their own words leaves once a person has released it, and not before: the
// queue, and every byte of the export.
#include <algorithm>
#include <catch2/catch.hpp>

#include "export/research_export.h"
#include "review/text_queue.h"
#include "study_world.h"

using namespace spine;
using Catch::Matchers::Contains;
using review::QueuedText;
using test::StudyText;
using test::StudyWorld;

namespace {

constexpr const char* kReleased = "free_text = \"released\"\n";
constexpr const char* kByTwo = "free_text = \"released-by-two\"\n";
constexpr const char* kItem = "words.hope";

// Words that stand in one answer each, and in nothing else.
constexpr const char* kWaits = "Kanariewait";
constexpr const char* kWithheld = "Kanariewithheld";
constexpr const char* kGoes = "Kanariegoes";
constexpr const char* kTakenOut = "Kanarietaken";
constexpr const char* kCpr = "120385-1234";
constexpr const char* kWaitingText = "jeg håber Kanariewait";
constexpr const char* kWithheldText = "jeg håber Kanariewithheld";
constexpr const char* kGoingText = "jeg 🙂 Kanariegoes, siger Kanarietaken og 120385-1234";

std::string quoted_json(std::string_view text) {
    std::string out = "\"";
    return out.append(text).append("\"");
}

// Hundreds of patients, whose drawn texts nobody reads, and those whose texts are told of below.
struct Texts : StudyWorld {
    Texts() {
        add_many(320);
        says(kWaitingText);
        says(kWithheldText);
        says(kGoingText);
    }
    crypto::SessionRef says(const std::string& text) {
        return add_saying({{kItem, quoted_json(text)}, {"about.age", quoted_json("40-49")}});
    }
    [[nodiscard]] std::vector<QueuedText> queue() {
        auto listed = review::text_queue(*world.archive, [this](const crypto::Hash& hash) {
            return hash == world.configuration ? &config : nullptr;
        });
        if (!listed) FAIL(listed.error().sentence());
        return std::move(*listed);
    }
    [[nodiscard]] bool queued(const std::string& word) {
        const auto all = queue();
        return std::any_of(all.begin(), all.end(), [&](const QueuedText& one) {
            return one.text.find(word) != std::string::npos;
        });
    }
    [[nodiscard]] QueuedText with(const std::string& word) {
        const auto all = queue();
        const auto found = std::find_if(all.begin(), all.end(), [&](const QueuedText& one) {
            return one.text.find(word) != std::string::npos;
        });
        INFO(word);
        REQUIRE(found != all.end());
        return *found;
    }
    void redact_word(const std::string& word) {
        const QueuedText text = with(word);
        for (const review::Proposal& one : text.proposals)
            if (one.kind == review::RedactionKind::Name)
                REQUIRE(review::redact(*world.archive, text, one.from, one.to));
    }
    // Every byte of every file that a study of all items writes.
    [[nodiscard]] std::string exported_bytes(const std::string& privacy) {
        std::filesystem::remove_all(out());
        StudyText text;
        text.privacy = privacy;
        (void)exported(text.toml());
        std::string all;
        for (const auto& entry : std::filesystem::directory_iterator(out()))
            all += test::slurp(entry.path());
        REQUIRE_THAT(all, Contains("pseudonym"));
        return all;
    }
    void unlock_as_second() {
        const std::string_view passphrase = "of the second person";
        REQUIRE(world.archive->add_slot(
            {{"Dr Berg", archive::Role::Clinician}, as_bytes(passphrase), test::kSmallCost}));
        world.archive->lock();
        REQUIRE(world.archive->unlock(as_bytes(passphrase)));
    }
};

bool stands_in(const std::string& bytes, const std::string& word) {
    return bytes.find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("no text leaves that nobody has released, whatever the study says") {
    Texts clinic;
    REQUIRE(review::withhold(*clinic.world.archive, clinic.with(kWithheld)));
    clinic.redact_word(kTakenOut);
    for (const auto* privacy : {"", "free_text = \"withheld\"\n", kReleased, kByTwo}) {
        const std::string bytes = clinic.exported_bytes(privacy);
        for (const auto* word : {kWaits, kWithheld, kGoes, kTakenOut, kCpr, "SUM(A1)"})
            CHECK_FALSE(stands_in(bytes, word));
    }
}

TEST_CASE("a released text leaves without what was redacted, and nothing else of the queue does") {
    Texts clinic;
    REQUIRE(review::withhold(*clinic.world.archive, clinic.with(kWithheld)));
    clinic.redact_word(kTakenOut);
    REQUIRE(review::release(*clinic.world.archive, clinic.with(kGoes)));
    const std::string bytes = clinic.exported_bytes(kReleased);
    // Kanariegoes is a name to the program, too: it was redacted above with the other.
    CHECK(stands_in(bytes, "jeg 🙂 [name], siger [name] og [cpr]"));
    CHECK(stands_in(bytes, "withheld"));
    for (const auto* word : {kWaits, kWithheld, kGoes, kTakenOut, kCpr, "SUM(A1)"})
        CHECK_FALSE(stands_in(bytes, word));
    // A study that asks for two readers, or for no text, has it not.
    for (const auto* privacy : {"", kByTwo})
        CHECK_FALSE(stands_in(clinic.exported_bytes(privacy), "siger [name]"));
}

TEST_CASE("what a person keeps leaves as it was written") {
    Texts clinic;
    const QueuedText text = clinic.with(kGoes);
    for (const review::Proposal& one : text.proposals)
        REQUIRE(review::keep(*clinic.world.archive, text, one.from, one.to));
    REQUIRE(review::release(*clinic.world.archive, clinic.with(kGoes)));
    CHECK(stands_in(clinic.exported_bytes(kReleased), clinic.with(kGoes).text));
}

TEST_CASE("a proposal that is redacted in part and kept in part is decided, and leaves so") {
    Texts clinic;
    const auto cpr = [&] {
        const QueuedText text = clinic.with(kCpr);
        const auto found =
            std::find_if(text.proposals.begin(), text.proposals.end(),
                         [](const auto& one) { return one.kind == review::RedactionKind::Cpr; });
        REQUIRE(found != text.proposals.end());
        return *found;
    };
    const review::Proposal it = cpr();
    REQUIRE(it.preselected);
    auto& archive = *clinic.world.archive;
    CHECK(review::open_proposals(clinic.with(kCpr)).size() == clinic.with(kCpr).proposals.size());
    REQUIRE(review::redact(archive, clinic.with(kCpr), it.from + 3, it.to));
    // Kept nowhere yet: a release would take all of it.
    CHECK(review::leaving_redactions(clinic.with(kCpr)).back().from == it.from);
    REQUIRE(review::keep(archive, clinic.with(kCpr), it.from, it.from + 3));
    for (const review::Proposal& one : review::open_proposals(clinic.with(kCpr)))
        CHECK(one.kind != review::RedactionKind::Cpr);
    const auto shown = review::leaving_redactions(clinic.with(kCpr));
    CHECK(shown.back().from == it.from + 3);
    REQUIRE(review::release(archive, clinic.with(kCpr)));
    CHECK(clinic.with(kCpr).reading.redactions == shown);
    CHECK(review::leaving_redactions(clinic.with(kCpr)) == shown);
    CHECK(stands_in(clinic.exported_bytes(kReleased), "og 120[cpr]"));
}

TEST_CASE("a study that asks for two people has what two have released") {
    Texts clinic;
    REQUIRE(review::release(*clinic.world.archive, clinic.with(kGoes)));
    CHECK_FALSE(stands_in(clinic.exported_bytes(kByTwo), kGoes));
    clinic.unlock_as_second();
    REQUIRE(review::release(*clinic.world.archive, clinic.with(kGoes)));
    CHECK(stands_in(clinic.exported_bytes(kByTwo), kGoes));
    CHECK_FALSE(stands_in(clinic.exported_bytes(kByTwo), kCpr));
}

TEST_CASE("a release of redactions that are no longer those that were read is refused") {
    Texts clinic;
    const QueuedText read = clinic.with(kGoes);
    clinic.redact_word(kTakenOut);
    const auto released = review::release(*clinic.world.archive, read);
    REQUIRE_FALSE(released);
    CHECK(released.error().cause == review::causes::text_read_anew);
    CHECK(clinic.with(kGoes).reading.state == archive::TextState::Waiting);
}

TEST_CASE("what a colleague has withheld since is not released, nor taken back, unseen") {
    Texts clinic;
    archive::Archive& archive = *clinic.world.archive;
    const QueuedText waiting = clinic.with(kGoes);
    REQUIRE(review::release(archive, waiting));
    const QueuedText released = clinic.with(kGoes);
    REQUIRE(review::withhold(archive, released));
    for (const auto& done : {review::undo(archive, released), review::release(archive, waiting)}) {
        REQUIRE_FALSE(done);
        CHECK(done.error().cause == review::causes::text_read_anew);
    }
    CHECK(clinic.with(kGoes).reading.state == archive::TextState::Withheld);
    REQUIRE(review::undo(archive, clinic.with(kGoes)));
    CHECK(clinic.with(kGoes).reading.state == archive::TextState::Released);
}

TEST_CASE("the queue has the texts of those who may be in the data, and no code") {
    Texts clinic;
    StudyWorld::Session session;
    const auto with = [&](const char* word) {
        session.says[kItem] = quoted_json(word);
        return clinic.add(session);
    };
    session.says["consent.research"] = "false";
    (void)with("noconsent");
    session.says["consent.research"] = "true";
    session.says["about.age"] = "\"under-18\"";
    (void)with("underage");
    session.says["about.age"] = "\"40-49\"";
    session.status = crypto::SessionStatus::Open;
    (void)with("unfinished");
    session.status = crypto::SessionStatus::Stopped;
    (void)with("stopped");
    const auto later = with("withdrawnlater");
    const auto erased = with("erasedlater");
    CHECK(clinic.queued("stopped"));
    CHECK(clinic.queued("withdrawnlater"));
    CHECK(clinic.queued("erasedlater"));
    for (const auto* word : {"noconsent", "underage", "unfinished"})
        CHECK_FALSE(clinic.queued(word));
    REQUIRE(review::release(*clinic.world.archive, clinic.with("withdrawnlater")));
    REQUIRE(clinic.world.archive->withdraw_research(later));
    REQUIRE(clinic.world.archive->erase(erased));
    CHECK_FALSE(clinic.queued("withdrawnlater"));
    CHECK_FALSE(clinic.queued("erasedlater"));
    CHECK_FALSE(stands_in(clinic.exported_bytes(kReleased), "withdrawnlater"));
}

TEST_CASE("a text is called by an id that stays, says nothing, and is found by its beginning") {
    Texts clinic;
    const QueuedText text = clinic.with(kWaits);
    CHECK(text.id.size() == 16);
    CHECK(text.id == text.ref.name.hex().substr(0, 16));
    CHECK(text.link_id == kItem);
    CHECK(text.language == "da");
    const auto queue = clinic.queue();
    CHECK(review::find_text(queue, text.id).value()->text == text.text);
    CHECK(review::find_text(queue, text.id.substr(0, 12)).value()->text == text.text);
    CHECK(review::find_text(queue, "").error().cause == review::causes::text_unknown);
    CHECK(review::find_text(queue, "xyz").error().cause == review::causes::text_unknown);
    const auto size = static_cast<std::uint32_t>(text.text.size());
    auto& archive = *clinic.world.archive;
    CHECK(review::redact(archive, text, 3, 3).error().cause == review::causes::span_outside);
    CHECK(review::redact(archive, text, 0, size).error().cause == review::causes::span_outside);
    REQUIRE(review::redact(archive, text, 0, 3));
    CHECK(clinic.with(kWaits).reading.redactions.at(0).stands_for ==
          static_cast<std::uint8_t>(review::RedactionKind::Other));
}

TEST_CASE("the public profile has no free text, and free text makes no class diverse") {
    StudyText text;
    text.profile = "public";
    text.privacy = kReleased;
    CHECK_THAT(exporting::read_study(text.toml(), "s").error().sentence(),
               Contains("privacy.free_text"));
    text.profile = "agreement";
    text.more = "[[sensitive]]\nvariable = \"words_hope\"\nl = 2\n";
    StudyWorld clinic;
    clinic.add_many(20);
    auto request = clinic.request(text.toml());
    CHECK_THAT(clinic.run(request).error().sentence(), Contains("free text"));
}
