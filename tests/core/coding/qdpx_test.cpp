// A coding out as a .qdpx and back in: by our reader, and by one that shares nothing with it.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "coding/words.h"
#include "sample_coding.h"
#include "support/command_line.h"

using namespace spine;
using namespace spine::coding;
using nlohmann::json;
using test::SampleCoding;

namespace {

json read_elsewhere(const Bytes& qdpx) {
    const test::TemporaryFolder folder;
    test::spit(folder / "it.qdpx", as_text(qdpx));
    const auto ran = test::command_line(fmt::format(
        R"(python3 "{}" "{}")", (test::project() / "tests/core/coding/read_qdpx.py").string(),
        (folder / "it.qdpx").string()));
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    return json::parse(ran.out);
}

Bytes written(const Project& project) {
    auto bytes = write_qdpx(project);
    if (!bytes) FAIL(bytes.error().sentence());
    return std::move(*bytes);
}

ReadProject read_back(const Bytes& qdpx) {
    auto read = read_qdpx(qdpx);
    if (!read) FAIL(read.error().sentence());
    return std::move(*read);
}

std::vector<std::string> lines_of(const std::vector<Entry>& entries) {
    std::vector<std::string> out;
    for (const Entry& one : entries) out.push_back(encode(one));
    return out;
}

}  // namespace

TEST_CASE("whatever a coding holds comes back from a .qdpx as it was") {
    std::size_t units = 0, written_texts = 0;
    for (std::uint64_t seed = 1; seed <= (test::long_form() ? 400 : 40); ++seed) {
        INFO("seed " << seed);
        SampleCoding it(seed);
        it.at_random(120);
        const Project project = it.project();
        const ReadProject read = read_back(written(project));
        CHECK(read.project.state == project.state);
        CHECK(read.project.sources == project.sources);
        CHECK(lines_of(read.project.history) == lines_of(project.history));
        CHECK(read.project.name == project.name);
        CHECK(read.project.at == project.at);
        CHECK(read.not_taken.empty());
        units += project.state.units.size();
        written_texts += project.state.condensates.size() + project.state.syntheses.size();
    }
    test::figure(
        fmt::format("{} units and {} condensates and syntheses came back", units, written_texts));
    CHECK(units > 100);
    CHECK(written_texts > 50);
}

TEST_CASE("a .qdpx that we write keeps the rules of REFI-QDA, as another reader sees them") {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        INFO("seed " << seed);
        SampleCoding it(seed);
        it.at_random(120);
        const json read = read_elsewhere(written(it.project(seed % 2 == 0)));
        INFO(read["broken"].dump());
        CHECK(read["broken"].empty());
        CHECK(read["units"].size() == it.state().units.size());
        CHECK(read["codes"].size() == it.state().codes.size());
        for (const Source& text : it.texts) CHECK(read["texts"][to_text(text.id)] == text.text);
        for (const json& unit : read["units"]) {
            const Unit& ours = it.state().units.at(*guid_in(unit["guid"].get<std::string>()));
            const auto text = std::find_if(it.texts.begin(), it.texts.end(),
                                           [&](const auto& one) { return one.id == ours.text; });
            CHECK(unit["words"] == std::string(part_of(text->text, ours.from, ours.to)));
            CHECK(unit["codes"].size() == ours.codings.size());
        }
        for (const auto& [id, one] : it.state().condensates) {
            CHECK(read["notes"][to_text(id)]["name"] == one.name);
            CHECK(read["notes"][to_text(id)]["text"] == one.text);
            for (const Guid& unit : one.units)
                CHECK(std::count(read["links"].begin(), read["links"].end(),
                                 json({"rests on", to_text(id), to_text(unit)})) == 1);
        }
    }
}

TEST_CASE("a coding of nothing, and of texts alone, is a project, too") {
    SampleCoding it;
    Project project = it.project();
    CHECK(read_elsewhere(written(project))["broken"].empty());
    project.sources.clear();
    CHECK(read_elsewhere(written(project))["broken"].empty());
    CHECK(read_back(written(project)).project.state == State());
}

TEST_CASE(
    "what rests on a text that does not leave stays here, and so does the history on request") {
    SampleCoding it;
    const Guid hope = it.code("Formername");
    it.done({ChangeCode{hope, "Hope", "", "", true}});
    const Guid stays = it.unit(1, 0, 4, {hope}), leaves = it.unit(0, 0, 6, {hope});
    it.done({WriteCondensate{
        {test::guid(70), hope, "Both", "I hope.", stays, {stays, leaves}, it.made()}}});
    Project project = it.project(false);
    project.sources.erase(project.sources.begin() + 1);
    const Bytes bytes = written(project);
    const ReadProject read = read_back(bytes);
    CHECK(read.project.state.units.size() == 1);
    CHECK(read.project.state.condensates.at(test::guid(70)).units == std::set<Guid>{leaves});
    CHECK(read.project.history.empty());
    const json elsewhere = read_elsewhere(bytes);
    CHECK(elsewhere["broken"].empty());
    CHECK(elsewhere["texts"].size() == 2);
    CHECK(elsewhere.dump().find("Formername") == std::string::npos);
    CHECK(elsewhere.dump().find("Jeg") == std::string::npos);
    // With the history the former name goes along: that is what the other form is for.
    CHECK(read_elsewhere(written(it.project(true))).dump().find("Formername") != std::string::npos);
}

TEST_CASE(
    "a history leaves without what was ever done in a text that does not, and folds the same") {
    std::size_t gone = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        INFO("seed " << seed);
        SampleCoding it(seed);
        it.at_random(120);
        const std::set<Guid> texts = {it.texts[0].id, it.texts[seed % 2 + 1].id};
        std::set<Guid> elsewhere;
        for (const Entry& entry : it.history.entries())
            for (const Step& step : entry.steps)
                if (const auto* mark = std::get_if<MarkUnit>(&step))
                    if (!texts.contains(mark->unit.text)) elsewhere.insert(mark->unit.id);
        const auto left = restricted_to(it.history.entries(), texts);
        for (const std::string& line : lines_of(left))
            for (const Guid& unit : elsewhere) CHECK(line.find(to_text(unit)) == std::string::npos);
        const auto folded = History::of(left);
        REQUIRE(folded);
        CHECK(folded->state() == restricted_to(it.state(), texts));
        CHECK(left.size() == it.history.entries().size());
        gone += elsewhere.size();
    }
    CHECK(gone > 100);
}

TEST_CASE("notes on a text that does not leave stay here, also where they were taken back") {
    SampleCoding it;
    const Guid hope = it.code("Hope");
    const Guid stays = it.unit(1, 0, 12, {hope});
    it.done({NoteUnit{stays, "Kanarienote"}});
    it.done({SplitUnit{stays, 6, test::guid(60), {test::guid(61)}}});
    it.done({NoteUnit{test::guid(60), "Kanariehalf"}});
    for (int i = 0; i < 4; ++i) it.undone();
    Project project = it.project();
    CHECK(read_elsewhere(written(project)).dump().find("Kanarie") != std::string::npos);
    project.sources.erase(project.sources.begin() + 1);
    const Bytes bytes = written(project);
    CHECK(read_elsewhere(bytes).dump().find("Kanarie") == std::string::npos);
    const auto told = History::of(read_back(bytes).project.history);
    REQUIRE(told);
    CHECK(told->state().codes.contains(hope));
    CHECK(told->entries().size() == it.history.entries().size());
}

TEST_CASE("a unit outside its text, or a text that is no UTF-8, is not written") {
    SampleCoding it;
    (void)it.unit(0, 0, 100'000);
    CHECK(write_qdpx(it.project()).error().cause == coding::causes::qdpx_place);
    SampleCoding other;
    other.texts[0].text = "a\xFF";
    CHECK(write_qdpx(other.project()).error().cause == coding::causes::qdpx_text);
}
