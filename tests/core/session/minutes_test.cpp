#include "session/minutes.h"

#include <catch2/catch.hpp>

#include "core/session/fixture.h"
#include "core/session/real_clinic.h"

using namespace spine;
using namespace spine::session;
using test::Patient;
using test::SmallClinic;

TEST_CASE("words are what a reader counts") {
    CHECK(count_words("") == 0);
    CHECK(count_words("  Gå til skranken,\neller bed – om hjælp. ") == 7);
    CHECK(count_words("0 10 ...") == 2);
}

TEST_CASE("a screen is read once, a scale's labels once, and a choice takes three seconds") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("about.age");
    LengthCounter counter;
    const double start = counter.length().minutes;
    counter.seen(patient.walk);
    CHECK(counter.length().screens == 2);
    // "About you", "How old?", "under-18", "40-49": six words.
    CHECK(counter.length().minutes - start == Approx(6.0 / 150));
    counter.seen(patient.walk);
    CHECK(counter.length().screens == 2);
    counter.chose(*clinic.questionnaire.find("about.age"));
    CHECK(counter.length().minutes - start == Approx(6.0 / 150 + 3.0 / 60));
    counter.chose(*clinic.questionnaire.find("words.hope"));
    CHECK(counter.length().minutes - start == Approx(6.0 / 150 + 3.0 / 60));
}

TEST_CASE("the steps of a scale are read at its first question only") {
    const test::RealClinic clinic("before-assessment");
    Patient patient(clinic.content());
    patient.walk_to("hope.picture");
    LengthCounter counter;
    counter.seen(patient.walk);
    const double first = counter.length().minutes;
    patient.walk_to("hope.name");
    counter.seen(patient.walk);
    const Step& step = patient.walk.step();
    int words = count_words(step.items.front()->text.in("en"));
    words += count_words(step.items.front()->help.in("en"));
    if (step.group != nullptr) words += count_words(step.group->text.in("en"));
    for (const auto* display : step.displays) words += count_words(display->text.in("en"));
    CHECK(counter.length().minutes - first == Approx(words / 150.0));
}

TEST_CASE("the drawing takes nine seconds, however many places are tapped") {
    questionnaire::Item drawing;
    drawing.link_id = "about.drawing";
    drawing.type = questionnaire::ItemType::Choice;
    drawing.control = questionnaire::Control::BodyMap;
    LengthCounter counter;
    const double start = counter.length().minutes;
    counter.chose(drawing);
    counter.chose(drawing);
    CHECK(counter.length().minutes - start == Approx(9.0 / 60));
}
