// Somebody who has the whole tablet, switched off, the whole store and FORMAT.md, gets no answer
// and no code. With a null cipher, and with one key left behind, the same search gets them.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

#include "crypto/init.h"
#include "crypto/keyfile.h"
#include "lock_pick.h"
#include "open/session_opening.h"
#include "whole_clinic.h"

using namespace spine;
using test::ByteSearch;
using test::Child;
using test::LockPick;
using test::StolenTablet;
using test::WholeClinic;

namespace {

// Some patients more, sent to the store; then the tablet is off. What they did is added to
// `search`.
void walk(const WholeClinic& clinic, const std::string& program, ByteSearch& search,
          const test::Arguments& more) {
    test::Arguments words = {test::program(program), clinic.kiosk().string(), "--despite-self-test",
                             "--sync-after", "--wait"};
    words.insert(words.end(), more.begin(), more.end());
    Child child(words);
    while (const auto line = child.line()) {
        test::add_line(search, *line);
        if (*line == "waiting") break;
    }
    child.kill();
}

// Two patients who write something, and one at whose warning sign the tablet calls for staff.
void spend_a_day(const WholeClinic& clinic, const std::string& program, ByteSearch& search) {
    REQUIRE(test::add_questionnaires(search, clinic.kiosk()));
    REQUIRE(test::add_answers(search, clinic.answers()));
    search.add_text("canary in the words");
    walk(clinic, program, search,
         {"--patients", "2", "--seed", "21", "--words", "canary in the words"});
    walk(clinic, program, search, {"--patients", "1", "--seed", "22", "--sign"});
}

StolenTablet take(const WholeClinic& clinic) {
    auto loot = StolenTablet::read(clinic.kiosk());
    if (!loot) FAIL(loot.error().sentence());
    REQUIRE(loot->add_store(clinic.store()));
    return std::move(*loot);
}

bool in_store(const std::string& found) {
    return found.rfind("store/", 0) == 0;
}

crypto::SealSecretKey key_of(const std::filesystem::path& folder, crypto::KeyPurpose purpose) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const auto file = crypto::decode_key_file(as_bytes(test::slurp(entry.path())), purpose);
        if (file) return file->seal_key();
    }
    FAIL("no such key in " << folder);
    return {};
}

// Everything in the loot that is no longer than a key file, and the ends of what is: headers,
// heads, receipts, admissions, snapshots, settings, all key files.
void try_all_that_is_short(LockPick& pick, const StolenTablet& loot) {
    const std::size_t longest = test::long_form() ? 8'192 : 600;
    for (const auto& [name, content] : loot.files()) {
        const bool is_key = name.find(".key") != std::string::npos;
        const std::size_t stride = is_key || test::long_form() ? 1 : 4;
        if (is_key || content.size() <= longest) pick.try_windows(content, stride);
    }
    const auto headers = loot.headers();
    for (const crypto::SessionHeader& header : headers)
        for (const auto& field : {header.previous_head, header.configuration, header.commitment,
                                  header.for_clinic.recipient, header.for_recovery.recipient})
            pick.try_key(field.view());
}

}  // namespace

TEST_CASE("whoever has the whole tablet and the whole store finds no answer and no code in them") {
    REQUIRE(crypto::start());
    const WholeClinic clinic;
    ByteSearch search;
    spend_a_day(clinic, "kiosk_without_window", search);
    const StolenTablet loot = take(clinic);
    for (const std::string& what : loot.found(search)) FAIL_CHECK(what);
    const auto from_store = std::count_if(loot.files().begin(), loot.files().end(),
                                          [](const auto& file) { return in_store(file.first); });
    CHECK(from_store >= 8);  // five bundles, an attention object, admissions
    CHECK(!loot.sealed_texts().empty());
    test::figure(fmt::format("{} files, {} bytes looked through: 0 found", loot.files().size(),
                             loot.bytes()));
}

TEST_CASE("control: with a null cipher tablet and store give answers and codes") {
    REQUIRE(crypto::start());
    const WholeClinic clinic;
    ByteSearch search;
    spend_a_day(clinic, "kiosk_with_null_cipher", search);
    const auto found = take(clinic).found(search);
    const auto gives = [&](const std::string& what) {
        return std::any_of(found.begin(), found.end(), [&](const std::string& one) {
            return in_store(one) && one.find(": " + what) != std::string::npos;
        });
    };
    CHECK(gives("text: "));
    CHECK(gives("answer: "));
    CHECK(gives("option: "));
    CHECK(gives("code: "));
}

TEST_CASE("nothing on tablet and store opens a seal there, and a key that is left there does") {
    REQUIRE(crypto::start());
    REQUIRE(opening::self_test());
    const WholeClinic clinic;
    ByteSearch search;
    spend_a_day(clinic, "kiosk_without_window", search);
    const StolenTablet loot = take(clinic);
    LockPick pick(loot);
    CHECK(pick.records() >= std::size_t{5} * 64);
    CHECK(pick.boxes() >= 2 * 5 + 1 + 2);  // two a session, a call, the clinic's key passed on
    try_all_that_is_short(pick, loot);
    for (const std::string& what : pick.opened()) FAIL_CHECK(what);
    const auto hunt =
        loot.hunt(test::long_form() ? std::numeric_limits<std::size_t>::max() : 2'048);
    CHECK(hunt.found().empty());
    test::figure(fmt::format(
        "{} keys tried on {} boxes and {} records, {} windows on all sessions: 0 opened",
        pick.keys(), pick.boxes(), pick.records(), hunt.tried()));

    const auto recovery = key_of(clinic.recovery(), crypto::KeyPurpose::Recovery);
    const auto attention = key_of(clinic.clinic(), crypto::KeyPurpose::Attention);
    const crypto::SessionHeader header = loot.headers().back();
    const auto texts = loot.sealed_texts();
    CHECK(std::any_of(texts.begin(), texts.end(),
                      [](const auto& one) { return one.of == "the passed key"; }));
    const auto session = opening::SessionOpener(header.clinic, recovery.copy()).open_key(header);
    REQUIRE(session);
    const auto opens = [&](ByteView key, const std::string& what) {
        LockPick left(loot);
        left.try_windows("left in a log: " + std::string(as_text(key)) + "\n");
        return !left.opened().empty() && left.opened().begin()->rfind(what, 0) == 0;
    };
    CHECK(opens(recovery.view(), "the key of session "));
    CHECK(opens(attention.view(), "attention"));
    CHECK(opens(session->view(), "a record of store/"));
}

TEST_CASE("kiosk_search looks through a store, too") {
    const WholeClinic clinic;
    const std::string program = test::program("kiosk_search");
    const test::Arguments words = {
        program,     clinic.kiosk().string(),   "--store", clinic.store().string(),
        "--answers", clinic.answers().string(), "--quick"};
    CHECK(test::output_of(words).find(" 0 found") != std::string::npos);
}
