// What the clinic's screens say of a session with several ends, and of retention.
#include <catch2/catch.hpp>

#include "clinic/times.h"
#include "sitting.h"

using namespace spine;
using test::ends_above_the_guide;
using test::Sitting;

TEST_CASE("both ends of a session are listed on its page, and each can be read") {
    const std::string language = GENERATE("en", "da");
    const bool danish = language == "da";
    const std::string session = GENERATE("aa", "cc");
    Sitting clinic(language);
    clinic.data_.put_back(session);
    clinic.unlock();
    clinic.open(session);
    const UnixMs cut_off = clinic.data_.ends_[session][0].moments.last;
    CHECK(clinic.says(danish ? "Denne besvarelse har 2 slutninger." : "This session has 2 ends."));
    CHECK(clinic.says((danish ? "Også gemt: afbrudt " : "Also kept: interrupted ") +
                      clinic::local_time(cut_off) + (danish ? ", 12 svar." : ", 12 answers.")));
    CHECK(clinic.app_.model().page()->pain_now == 6);
    clinic.photograph("clinic-03-ends-" + session + "-" + language + ".png");
    ends_above_the_guide(clinic, language);
    clinic.letter(U'E');
    clinic.screen_.frames(2);
    CHECK(clinic.app_.model().page()->pain_now == 3);
    CHECK(clinic.says((danish ? "Vist: afbrudt " : "Shown: interrupted ") +
                      clinic::local_time(cut_off)));
    CHECK(clinic.says(danish ? "Besvarelsens egen: færdig" : "The session's own: complete"));
    clinic.photograph("clinic-03-other-end-" + session + "-" + language + ".png");
    ends_above_the_guide(clinic, language);
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("next_end"));
    clinic.screen_.frames(2);
    CHECK(clinic.app_.model().page()->pain_now == 6);
    // The next patient has one end.
    clinic.press(ui::Key::Escape);
    clinic.screen_.frames(2);
    clinic.clock_.advance_ms(400);
    clinic.open("bb");
    CHECK_FALSE(clinic.says(danish ? "slutninger" : "ends."));
}

TEST_CASE("an end that cannot be read is said, and the session's own is shown") {
    Sitting clinic;
    clinic.data_.damaged_ends_["aa"] = 1;
    clinic.unlock();
    clinic.open("aa");
    CHECK(clinic.says("This session has 2 ends."));
    CHECK(clinic.says("1 of them cannot be read."));
    CHECK_FALSE(clinic.screen_.has("next_end"));
    CHECK(clinic.app_.model().page()->pain_now == 6);
    clinic.photograph("clinic-03-damaged-end.png");
    ends_above_the_guide(clinic, "en");
}

TEST_CASE("a stop-now sign in another end keeps reviewed off until somebody takes over") {
    Sitting clinic;
    clinic.data_.ends_["aa"].push_back(
        {clinic.data_.pages_.at("bb"), clinic.data_.moments_.at("bb")});
    clinic.unlock();
    clinic.open("aa");
    clinic.clock_.advance_ms(400);
    clinic.letter(U'R');
    clinic.screen_.frames(2);
    CHECK(clinic.app_.model().stop_sign_open());
    CHECK_FALSE(clinic.data_.pages_.at("aa").reviewed);
    clinic.letter(U'E');
    clinic.screen_.frames(2);
    CHECK(clinic.screen_.has("take_over"));
    clinic.photograph("clinic-04-other-end.png");
}

TEST_CASE("what import says of retention stands above the list") {
    const std::string language = GENERATE("en", "da");
    const bool danish = language == "da";
    Sitting clinic(language);
    clinic::RetentionNotice& retention = clinic.data_.received_.retention;
    retention.expiring = 38;
    retention.expiring_at = clinic.clock_.now() + 7LL * 24 * 3'600'000;
    SECTION("alone") {
        clinic.unlock();
        clinic.photograph("clinic-02-worklist-expiring-" + language + ".png");
        CHECK(clinic.says((danish ? "38 besvarelser slettes " : "38 sessions are deleted on ") +
                          clinic::local_day(retention.expiring_at)));
    }
    SECTION("with all else") {
        clinic.data_.received_.unreadable = 2;
        clinic.data_.received_.kept_apart = 11;
        clinic.data_.received_.of = 1240;
        retention.clock_doubted = true;
        clinic.unlock();
        clinic.photograph("clinic-02-worklist-notices-" + language + ".png");
        CHECK(clinic.says(danish ? "Kontrollér computerens ur" : "Check this computer's clock"));
        CHECK(clinic.says("1240"));
    }
    SECTION("held back") {
        retention = {0, 0, true, false};
        clinic.unlock();
        clinic.photograph("clinic-02-worklist-held-back-" + language + ".png");
        CHECK(clinic.says(danish ? "Opbevaringstid ukendt: intet slettes"
                                 : "Retention not known: nothing is deleted"));
    }
}
