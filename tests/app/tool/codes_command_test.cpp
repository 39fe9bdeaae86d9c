// The coding by commands alone: from a demonstration's released texts to a .qdpx, to another
// computer, to the rules of the format, and back.
#include <filesystem>

#include "demo_clinic.h"
#include "support/command_line.h"

using namespace spine;
using Catch::Matchers::Contains;
using nlohmann::json;
using test::Ran;

namespace {

std::string guid(int number) {
    return fmt::format("aaaaaaaa-0000-4000-8000-{:012}", number);
}
constexpr const char* kNobody = "00000000-0000-0000-0000-000000000000";

json code(int number, const std::string& name, const std::string& parent = kNobody) {
    return {{"add-code",
             {{"code",
               {{"id", guid(number)},
                {"parent", parent},
                {"name", name},
                {"description", ""},
                {"colour", "#336699"},
                {"codable", true}}}}}};
}

json made() {
    return {{"by", kNobody}, {"at", 0}};
}

json unit(int number, const std::string& text, int from, int to, int under) {
    const json coding = {{"id", guid(number + 500)}, {"code", guid(under)}, {"made", made()}};
    return {{"mark-unit",
             {{"unit",
               {{"id", guid(number)},
                {"text", text},
                {"from", from},
                {"to", to},
                {"note", ""},
                {"made", made()},
                {"codings", json::array({coding})}}}}}};
}

// A clinic that has released its texts, and a second computer of it.
class CodesDemo : public test::DemoClinic {
  public:
    CodesDemo() {
        const json queue = printed("texts");
        for (const auto& one : queue["texts"])
            if (one["text"].get<std::string>().size() > 12 && released.size() < 3) {
                const std::string id = one["id"];
                CHECK(run("texts", "--release " + id).code == 0);
                released.push_back(id);
            }
        REQUIRE(released.size() == 3);
        std::filesystem::copy(folder / "demo/clinic", folder / "demo/second",
                              std::filesystem::copy_options::recursive);
    }
    void steps(const json& list, const std::string& clinic = "clinic") const {
        test::spit(file("steps.json"), list.dump());
        (void)printed("codes", fmt::format(R"(--steps "{}")", file("steps.json")), clinic);
    }
    // Two codes, a unit in each of two texts, a condensate, a synthesis and its check.
    void code_it() const {
        const json texts = printed("codes")["texts"];
        REQUIRE(texts.size() == 3);
        steps({code(1, "Håb & hope"), code(2, "Below", guid(1)),
               unit(11, texts[0]["guid"], 0, 8, 1), unit(12, texts[1]["guid"], 2, 9, 2)});
        steps({{{"write-condensate",
                 {{"condensate",
                   {{"id", guid(21)},
                    {"group", guid(1)},
                    {"name", "To know"},
                    {"text", "I want to know.\nThat is all."},
                    {"quotation", guid(11)},
                    {"units", {guid(11), guid(12)}},
                    {"made", made()}}}}}},
               {{"write-synthesis",
                 {{"synthesis",
                   {{"id", guid(31)},
                    {"group", guid(1)},
                    {"heading", "Wanting to know"},
                    {"text", "They want to know."},
                    {"condensates", {guid(21)}},
                    {"made", made()}}}}}},
               {{"check-unit", {{"synthesis", guid(31)}, {"unit", guid(11)}, {"verdict", 1}}}}});
    }

    std::vector<std::string> released;
};

}  // namespace

TEST_CASE("a coding goes by a .qdpx to another computer, and nothing is lost on the way") {
    const CodesDemo demo;
    demo.code_it();
    const json here = demo.printed("codes");
    CHECK(here["units"].size() == 2);
    CHECK(here["syntheses"][0]["unchecked"] == json::array({guid(12)}));
    const json out = demo.printed("codes", fmt::format(R"(--export "{}")", demo.file("it.qdpx")));
    CHECK(out["units"] == 2);
    CHECK(out["history"] == true);
    // What is there is not written over.
    CHECK(demo.run("codes", fmt::format(R"(--export "{}")", demo.file("it.qdpx"))).code == 1);
    const std::string take = fmt::format(R"(--import "{}")", demo.file("it.qdpx"));
    const json dry = demo.printed("codes", take + " --dry-run", "second");
    CHECK(dry["entries"] == 2);
    CHECK(demo.printed("codes", "", "second")["units"].empty());
    const json taken = demo.printed("codes", take, "second");
    CHECK(taken["texts"] == 3);
    CHECK(taken["codes"] == 2);
    CHECK(taken["units"] == 2);
    CHECK(taken["history"] == true);
    CHECK(taken["not_taken"].empty());
    CHECK(demo.printed("codes", "", "second") == here);
    CHECK(demo.printed("codes", take, "second")["entries"] == 0);
    // Changed there, it comes back here.
    demo.steps({{{"move-unit", {{"unit", guid(11)}, {"from", guid(1)}, {"into", guid(2)}}}}},
               "second");
    CHECK(
        demo.run("codes", fmt::format(R"(--export "{}")", demo.file("back.qdpx")), "second").code ==
        0);
    CHECK(demo.printed("codes",
                       fmt::format(R"(--import "{}")", demo.file("back.qdpx")))["entries"] == 1);
    CHECK(demo.printed("codes") == demo.printed("codes", "", "second"));
    CHECK(demo.printed("codes", "--undo")["changes"] == 4);
    CHECK(demo.printed("codes")["units"] == here["units"]);
    // An archive that is rebuilt from the store keeps it.
    CHECK(demo.run("import").code == 0);
    CHECK(demo.run("clinic rebuild", fmt::format(R"(--from "{}/store")", demo.place())).code == 0);
    CHECK(demo.printed("codes")["units"] == here["units"]);
    const std::string trail = demo.printed("audit").dump();
    CHECK_THAT(trail, Contains("exported the coding") && Contains("imported a coding"));
    CHECK_THAT(trail, !Contains("hope"));
}

TEST_CASE("what export --format qdpx writes keeps the format's rules, and has no history") {
    const CodesDemo demo;
    demo.code_it();
    demo.steps({{{"change-code",
                  {{"code", guid(2)},
                   {"name", "Renamed"},
                   {"description", ""},
                   {"colour", ""},
                   {"codable", true}}}}});
    const json out =
        demo.printed("export", fmt::format(R"(--format qdpx --to "{}")", demo.file("out")));
    CHECK(out["files"][0]["name"] == "coding.qdpx");
    const auto ran = test::command_line(fmt::format(
        R"(python3 "{}" "{}")", (test::project() / "tests/core/coding/read_qdpx.py").string(),
        demo.file("out/coding.qdpx")));
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    const json read = json::parse(ran.out);
    CHECK(read["broken"].empty());
    CHECK(read["codes"] == json::parse(R"([["Håb & hope"],["Håb & hope","Renamed"]])"));
    CHECK(read["units"].size() == 2);
    CHECK(read["notes"][guid(21)]["text"] == "I want to know.\nThat is all.");
    for (const auto& text : demo.printed("codes")["texts"])
        CHECK(read["texts"][text["guid"].get<std::string>()] == text["text"]);
    CHECK_THAT(read.dump(), !Contains("Below"));
    for (const auto& row : demo.printed("list"))
        CHECK_THAT(read.dump(), !Contains("\"" + row["code"].get<std::string>() + "\""));
}

TEST_CASE(
    "what was noted on a text that is withheld later is in no export, with a history or without") {
    const CodesDemo demo;
    demo.code_it();
    const auto exported = [&](const std::string& name) {
        CHECK(demo.run("codes", fmt::format(R"(--export "{}")", demo.file(name))).code == 0);
        const auto ran = test::command_line(fmt::format(
            R"(python3 "{}" "{}")", (test::project() / "tests/core/coding/read_qdpx.py").string(),
            demo.file(name)));
        REQUIRE(ran.code == 0);
        return json::parse(ran.out);
    };
    demo.steps({{{"note-unit", {{"unit", guid(11)}, {"note", "Kanarienote"}}}}});
    demo.steps({{{"note-unit", {{"unit", guid(11)}, {"note", "Kanarielater"}}}}});
    CHECK(demo.run("codes", "--undo").code == 0);
    CHECK_THAT(exported("all.qdpx").dump(), Contains("Kanarienote") && Contains("Kanarielater"));
    const json texts = demo.printed("codes")["texts"];
    CHECK(demo.run("texts", "--withhold " + texts[0]["id"].get<std::string>()).code == 0);
    const json fewer = exported("fewer.qdpx");
    CHECK(fewer["broken"].empty());
    CHECK_THAT(fewer.dump(), !Contains("Kanarie") && !Contains(guid(11)));
    CHECK_THAT(fewer.dump(), Contains("History of the coding") && Contains(guid(12)));
    // The other computer, where it stands as before, takes it in, and nothing of its own goes.
    const std::string take = fmt::format(R"(--import "{}")", demo.file("all.qdpx"));
    CHECK(demo.printed("codes", take, "second")["history"] == true);
    const std::string again = fmt::format(R"(--import "{}")", demo.file("fewer.qdpx"));
    CHECK(demo.printed("codes", again, "second")["entries"] == 0);
}

TEST_CASE("a text that is redacted anew does not part the histories of two computers") {
    const CodesDemo demo;
    demo.code_it();
    const std::string id = demo.printed("codes")["texts"][0]["id"];
    CHECK(demo.run("texts", fmt::format("--redact {} 0 4 --as place", id)).code == 0);
    CHECK(demo.run("texts", "--release " + id).code == 0);
    std::filesystem::copy(demo.folder / "demo/clinic", demo.folder / "demo/third",
                          std::filesystem::copy_options::recursive);
    // Each opens the coding by itself, and carries its units over.
    CHECK(demo.printed("codes") == demo.printed("codes", "", "third"));
    demo.steps(json::array({code(3, "More")}));
    CHECK(demo.run("codes", fmt::format(R"(--export "{}")", demo.file("it.qdpx"))).code == 0);
    const json taken =
        demo.printed("codes", fmt::format(R"(--import "{}")", demo.file("it.qdpx")), "third");
    CHECK(taken["history"] == true);
    CHECK(taken["entries"] == 1);
    CHECK(demo.printed("codes") == demo.printed("codes", "", "third"));
}

TEST_CASE("the coding leaves of texts that as many people have released as its study asks for") {
    const CodesDemo demo;
    demo.code_it();
    std::string study = test::slurp(test::project() / "kiosk-config/study.example.toml");
    const std::string rule = "free_text = \"withheld\"";
    const auto at = study.find(rule);
    REQUIRE(at != std::string::npos);
    int exports = 0;
    const auto texts = [&](const std::string& more) -> std::size_t {
        const std::string to = demo.file(fmt::format("out-{}", ++exports));
        return demo.printed("export",
                            fmt::format(R"(--format qdpx --to "{}" {})", to, more))["texts"];
    };
    const auto by_study = [&](const std::string& free_text) {
        std::string text = study;
        text.replace(at, rule.size(), "free_text = \"" + free_text + "\"");
        test::spit(demo.file("study.toml"), text);
        return fmt::format(R"(--study "{}")", demo.file("study.toml"));
    };
    // One of the three is released by a second person.
    test::spit(demo.file("demo/second-passphrase"), "twelve words or so");
    CHECK(demo.run("slot add", fmt::format(R"(--name "R. Holm" --role clinician)"
                                           R"( --new-passphrase-file "{}")",
                                           demo.file("demo/second-passphrase")))
              .code == 0);
    CHECK(demo.run("texts", "--release " + demo.released[1], "clinic", "second-passphrase").code ==
          0);
    CHECK(texts("") == 3);
    CHECK(texts("--by-two") == 1);
    CHECK(texts(by_study("released")) == 3);
    CHECK(texts(by_study("released") + " --by-two") == 1);
    CHECK(texts(by_study("released-by-two")) == 1);
    const std::string to = fmt::format(R"(--to "{}" )", demo.file("none"));
    CHECK(demo.run("export", "--format qdpx " + to + by_study("withheld")).code == 1);
    CHECK_FALSE(std::filesystem::exists(demo.file("none")));
    CHECK(demo.run("export", "--format csv --by-two " + to + by_study("released")).code == 2);
}

TEST_CASE("codes says what is wrong with what it was asked, and changes nothing") {
    const CodesDemo demo;
    demo.code_it();
    const json before = demo.printed("codes");
    CHECK(demo.run("codes", "--dry-run").code == 2);
    CHECK(demo.run("codes", "--undo --export x.qdpx").code == 2);
    CHECK(demo.run("codes", "--without-history").code == 2);
    CHECK(demo.run("codes", fmt::format(R"(--import "{}")", demo.file("none"))).code == 1);
    test::spit(demo.file("bad.qdpx"), "no zip");
    const Ran bad = demo.run("codes", fmt::format(R"(--import "{}")", demo.file("bad.qdpx")));
    CHECK(bad.code == 1);
    CHECK_THAT(bad.err, Contains("ZIP"));
    test::spit(demo.file("bad.json"), R"([{"remove-code":{}}])");
    CHECK(demo.run("codes", fmt::format(R"(--steps "{}")", demo.file("bad.json"))).code == 1);
    test::spit(demo.file("bad.json"), json::array({code(1, "Twice")}).dump());
    CHECK(demo.run("codes", fmt::format(R"(--steps "{}")", demo.file("bad.json"))).code == 1);
    CHECK(demo.printed("codes", "--by-two")["texts"].empty());
    CHECK(demo.printed("codes") == before);
}
