// The queue of free texts by commands alone, of a demonstration's patients.
#include "demo_clinic.h"

using namespace spine;
using Catch::Matchers::Contains;
using nlohmann::json;
using test::Ran;

namespace {

class TextsDemo : public test::DemoClinic {
  public:
    // The first that waits.
    [[nodiscard]] json waiting() const {
        const json queue = printed("texts");
        REQUIRE_FALSE(queue["texts"].empty());
        REQUIRE(queue["texts"][0]["state"] == "waiting");
        return queue["texts"][0];
    }
    [[nodiscard]] json text(const std::string& id) const {
        const json queue = printed("texts");
        for (const auto& one : queue["texts"])
            if (one["id"] == id) return one;
        return {};
    }
    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> all;
        for (const auto& row : printed("list")) all.push_back(row["code"]);
        return all;
    }
};

}  // namespace

TEST_CASE("texts lists what waits, by ids that are no codes, and says that it is not all") {
    const TextsDemo demo;
    const json queue = demo.printed("texts");
    CHECK(queue["waiting"] == queue["texts"].size());
    CHECK(queue["released"] == 0);
    const std::string document = queue.dump();
    const auto codes = demo.codes();
    REQUIRE_FALSE(codes.empty());
    for (const auto& code : codes) CHECK_THAT(document, !Contains("\"" + code + "\""));
    for (const auto& one : queue["texts"]) {
        CHECK(one["id"].get<std::string>().size() == 16);
        CHECK(one["copy"] == one["text"]);
        CHECK_FALSE(one["language"].get<std::string>().empty());
    }
    CHECK_THAT(demo.run("texts").out, Contains("read each"));
}

TEST_CASE("a person redacts, keeps, releases, withholds and takes back, each time for one text") {
    const TextsDemo demo;
    const json text = demo.waiting();
    const std::string id = text["id"];
    const json redacted = demo.printed("texts", fmt::format("--redact {} 0 4 --as name", id));
    CHECK(redacted["state"] == "waiting");
    CHECK_THAT(redacted["copy"].get<std::string>(), Catch::StartsWith("[name]"));
    CHECK(redacted["text"] == text["text"]);
    const json kept = demo.printed("texts", fmt::format("--keep {} 2 4", id));
    CHECK(kept["redactions"] == json::parse(R"([{"from":0,"to":2,"kind":"name"}])"));
    const json released = demo.printed("texts", "--release " + id);
    CHECK(released["state"] == "released");
    CHECK(released["released_by"].size() == 1);
    CHECK(released["decisions"].size() == 3);
    CHECK(demo.printed("texts")["released"] == 1);
    const Ran again = demo.run("texts", "--release " + id);
    CHECK(again.code == 1);
    CHECK_THAT(again.err, Contains("already"));
    CHECK(demo.printed("texts", "--undo " + id)["state"] == "waiting");
    CHECK(demo.printed("texts", "--withhold " + id)["state"] == "withheld");
    CHECK(demo.text(id)["state"] == "withheld");
    // The trail says who and what; of the text nothing.
    const std::string trail = demo.printed("audit").dump();
    CHECK_THAT(trail, Contains("released a text") && Contains("withheld a text") &&
                          Contains("read the free texts"));
    CHECK_THAT(trail, !Contains(text["text"].get<std::string>()));
    // What was decided is in the store after an import, and comes back from there.
    CHECK(demo.run("import").code == 0);
    CHECK(demo.run("clinic rebuild", fmt::format(R"(--from "{}/store")", demo.place())).code == 0);
    CHECK(demo.text(id)["state"] == "withheld");
    CHECK(demo.text(id)["redactions"] == kept["redactions"]);
}

TEST_CASE("texts says what is wrong with what it was asked") {
    const TextsDemo demo;
    const std::string id = demo.waiting()["id"];
    CHECK(demo.run("texts", "--release 0000000000000000").code == 1);
    CHECK(demo.run("texts", fmt::format("--redact {} 3 3", id)).code == 1);
    CHECK(demo.run("texts", fmt::format("--redact {} 0 100000", id)).code == 1);
    CHECK(demo.run("texts", fmt::format("--redact {} 0", id)).code == 2);
    CHECK(demo.run("texts", fmt::format("--redact {} a b", id)).code == 2);
    CHECK(demo.run("texts", fmt::format("--release {0} --withhold {0}", id)).code == 2);
    CHECK(demo.run("texts", fmt::format("--release {} --as name", id)).code == 2);
    CHECK(demo.run("texts", fmt::format("--redact {} 0 2 --as nobody", id)).code == 2);
    CHECK(demo.waiting()["id"] == id);
}
