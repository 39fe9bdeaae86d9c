// A .qdpx of another program, as NVivo, ATLAS.ti or MAXQDA write them, and one that means harm.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "coding/arriving.h"
#include "coding/zip_file.h"
#include "sample_coding.h"

using namespace spine;
using namespace spine::coding;
using Catch::Matchers::Contains;
using test::arrived;
using test::SampleCoding;
using test::take;

namespace {

const std::string kCodeA = "{AAAAAAAA-0000-0000-0000-00000000000A}";
const std::string kCodeB = "AAAAAAAA-0000-0000-0000-00000000000b";
const std::string kText = "AAAAAAAA-0000-0000-0000-000000000001";

Bytes zip_of(const std::vector<std::pair<std::string, std::string>>& files) {
    std::vector<ZipPart> parts;
    for (const auto& [name, words] : files) {
        const ByteView bytes = as_bytes(words);
        parts.push_back({name, Bytes(bytes.begin(), bytes.end())});
    }
    auto bytes = write_zip(parts, 1'795'510'680'000);
    REQUIRE(bytes);
    return std::move(*bytes);
}

std::string project_of(const std::string& within) {
    std::string out = R"(<?xml version="1.0" encoding="utf-8"?>)";
    return out.append(R"(<Project name="P" origin="Other 1.0" xmlns="urn:QDA-XML:project:1.0">)")
        .append(within)
        .append("</Project>");
}

// With one text, its words as given, and selections within.
struct Foreign {
    std::string codes = fmt::format(
        R"(<CodeBook><Codes><Code guid="{}" name="Group" isCodable="false" color="#abc">)"
        R"(<Code guid="{}" name="Below &amp; more" isCodable="true"><Description>What)"
        "\r\n"
        R"(it is</Description></Code></Code></Codes></CodeBook>)",
        kCodeA, kCodeB);
    std::string selections = fmt::format(
        R"(<PlainTextSelection guid="AAAAAAAA-0000-0000-0000-000000000002" name="hope" )"
        R"(startPosition="2" endPosition="6" creatingUser="AAAAAAAA-0000-0000-0000-0000000000FF" )"
        R"(creationDateTime="2026-03-01T10:00:00+02:00"><Description>note</Description>)"
        R"(<Coding guid="AAAAAAAA-0000-0000-0000-000000000003"><CodeRef targetGUID="{}"/>)"
        R"(</Coding></PlainTextSelection>)",
        kCodeB);
    std::string text_guid = kText,
                words = "I hope that a scan shows where it hurts. My work is heavy.";
    std::string more;  // behind the sources
    [[nodiscard]] std::string xml() const {
        return project_of(
            R"(<Users><User guid="AAAAAAAA-0000-0000-0000-0000000000FF" name="Kim"/></Users>)" +
            codes + R"(<Sources><TextSource guid=")" + text_guid +
            R"(" name="T" plainTextPath="internal://a.txt">)" + selections +
            "</TextSource></Sources>" + more);
    }
    [[nodiscard]] Bytes file() const {
        return zip_of({{"project.qde", xml()}, {"sources/a.txt", words}});
    }
};

Cause cause_of(const Bytes& file) {
    const auto read = read_qdpx(file);
    if (read) return Cause("read");
    return read.error().cause;
}

}  // namespace

TEST_CASE("another program's codes and units come in where the text is ours, by its words alone") {
    SampleCoding it;
    const Arrival arrival = arrived(it, Foreign().file());
    CHECK(arrival.texts == 1);
    CHECK(arrival.codes == 2);
    CHECK(arrival.units == 1);
    CHECK_FALSE(arrival.with_history);
    CHECK(arrival.not_taken == std::map<std::string, std::size_t>{{"selection name", 1}});
    take(it, arrival);
    const Unit& unit = it.state().units.begin()->second;
    CHECK(unit.text == it.texts[0].id);
    CHECK(unit.from == 2);
    CHECK(unit.to == 6);
    CHECK(unit.note == "note");
    CHECK(it.state().users.at(unit.made.by).name == "Kim");
    CHECK(to_rfc3339(unit.made.at) == "2026-03-01T08:00:00Z");
    CHECK(it.codes_of(unit.id) == std::vector<std::string>{"Below & more"});
    const Code& below = it.state().codes.at(*guid_in(kCodeB));
    CHECK(below.description == "What\nit is");
    CHECK(it.state().codes.at(below.parent).colour == "#aabbcc");
    // All of it is taken back at once; and what is here already is no change.
    const Arrival again = arrived(it, Foreign().file());
    CHECK(again.entries.empty());
    it.undone();
    CHECK(it.state() == State());
}

TEST_CASE("a text that stands in the XML itself, in several pieces, is read whole") {
    SampleCoding it;
    const auto xml = project_of(
        "<Sources><TextSource guid=\"" + kText +
        "\"><PlainTextContent>I hope that <![CDATA[a scan shows]]> where it hurts."
        " My work is heavy.</PlainTextContent><PlainTextSelection "
        "guid=\"AAAAAAAA-0000-0000-0000-000000000002\" startPosition=\"2\" endPosition=\"6\"/>"
        "</TextSource></Sources>");
    const Arrival arrival = arrived(it, zip_of({{"project.qde", xml}}));
    CHECK(arrival.texts == 1);
    CHECK(arrival.units == 1);
}

TEST_CASE("places stay with their words where another program has changed how lines end") {
    SampleCoding it;
    it.texts[2].text = "First line.\nSecond line.\n";
    Foreign other;
    other.words = "First line.\r\nSecond line.\r\n";
    other.selections =
        R"(<PlainTextSelection guid="AAAAAAAA-0000-0000-0000-000000000002" startPosition="13" endPosition="19"/>)";
    take(it, arrived(it, other.file()));
    const Unit& unit = it.state().units.begin()->second;
    CHECK(it.texts[2].text.substr(unit.from, unit.to - unit.from) == "Second");
}

TEST_CASE("texts that are not ours, or not as we have them, are named and stay out") {
    SampleCoding it;
    Foreign other;
    other.words = "Words of nobody here, long enough.";
    const Arrival arrival = arrived(it, other.file());
    CHECK(arrival.texts == 0);
    CHECK(arrival.units == 0);
    CHECK(arrival.not_taken.at("text") == 1);
    CHECK(arrival.not_taken.at("unit") == 1);
    // Our guid, other words: one of the two was redacted otherwise.
    other.text_guid = to_text(it.texts[0].id);
    CHECK(arrived(it, other.file()).not_taken.at("text") == 1);
    // Words that several of our texts have are none of them.
    other = Foreign();
    it.texts[1].text = it.texts[0].text;
    CHECK(arrived(it, other.file()).not_taken.at("text") == 1);
}

TEST_CASE("what has no place here is counted by the format's own names, and by no other") {
    SampleCoding it;
    Foreign other;
    other.more =
        R"(<Notes><Note guid="BAAAAAAA-0000-0000-0000-000000000001" name="Memo"><PlainTextContent>x</PlainTextContent></Note></Notes>)"
        R"(<Links><Link guid="BAAAAAAA-0000-0000-0000-000000000002" originGUID="BAAAAAAA-0000-0000-0000-000000000001" targetGUID="BAAAAAAA-0000-0000-0000-000000000001"/></Links>)"
        R"(<Sets><Set guid="BAAAAAAA-0000-0000-0000-000000000003" name="S"/></Sets><Graphs/><Secretname/>)";
    other.selections +=
        R"(<PlainTextSelection guid="BAAAAAAA-0000-0000-0000-000000000004" startPosition="3" endPosition="3"/>)"
        R"(<Coding guid="BAAAAAAA-0000-0000-0000-000000000005"/>)";
    const auto not_taken = arrived(it, other.file()).not_taken;
    CHECK(not_taken == std::map<std::string, std::size_t>{{"Note", 1},
                                                          {"Link", 1},
                                                          {"Set", 1},
                                                          {"Graphs", 1},
                                                          {"other", 1},
                                                          {"PlainTextSelection", 1},
                                                          {"Coding", 1},
                                                          {"selection name", 1}});
}

TEST_CASE("a file that is no project says what is wrong, and nothing of it comes in") {
    const Foreign good;
    REQUIRE(cause_of(good.file()) == Cause("read"));
    CHECK(cause_of({}) == coding::causes::qdpx_contents);
    const ByteView text = as_bytes("no zip at all");
    CHECK(cause_of(Bytes(text.begin(), text.end())) == coding::causes::qdpx_not_zip);
    CHECK(cause_of(zip_of({{"sources/a.txt", "x"}})) == coding::causes::qdpx_contents);
    CHECK(cause_of(zip_of({{"project.qde", "<Project"}})) == coding::causes::qdpx_not_xml);
    CHECK(cause_of(zip_of({{"project.qde", "a\xFF"}})) == coding::causes::qdpx_not_xml);
    CHECK(cause_of(zip_of({{"project.qde", "<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"/>"}})) ==
          coding::causes::qdpx_no_project);
    CHECK(cause_of(zip_of({{"project.qde", "<Project name=\"x\"/>"}})) ==
          coding::causes::qdpx_no_project);
    CHECK(cause_of(zip_of(
              {{"project.qde", "<q:Project name=\"x\" xmlns:q=\"urn:QDA-XML:project:1.0\"/>"}})) ==
          Cause("read"));
}

TEST_CASE("a project is read however its program spells the folder and the names of files") {
    SampleCoding it;
    Foreign other;
    const auto units = [&](const std::vector<std::pair<std::string, std::string>>& files) {
        return arrived(it, zip_of(files)).units;
    };
    CHECK(units({{"project.qde", other.xml()}, {"Sources/a.txt", other.words}}) == 1);
    CHECK(units({{"SOURCES/a.txt", other.words}, {"Project.QDE", other.xml()}}) == 1);
    CHECK(units({{"sources\\A.TXT", other.words}, {"project.qde", other.xml()}}) == 1);
    CHECK(units({{"Interviews in spring.qde", other.xml()}, {"sources/a.txt", other.words}}) == 1);
    // The XML says it otherwise than the ZIP.
    std::string xml = other.xml();
    xml.replace(xml.find("internal://a.txt"), 16, "internal://A.txt");
    CHECK(units({{"project.qde", xml}, {"sources/a.txt", other.words}}) == 1);
    // Documents of other kinds are counted, whatever belongs to them passed over.
    xml.insert(xml.find("</Sources>"),
               R"(<PDFSource guid="BAAAAAAA-0000-0000-0000-000000000009" name="Leaflet" )"
               R"(path="internal://leaflet.pdf"><Representation )"
               R"(guid="BAAAAAAA-0000-0000-0000-000000000008"/></PDFSource>)");
    const Arrival arrival = arrived(it, zip_of({{"project.qde", xml},
                                                {"Sources/a.txt", other.words},
                                                {"Sources/leaflet.pdf", "%PDF"}}));
    CHECK(arrival.units == 1);
    CHECK(arrival.not_taken.at("PDFSource") == 1);
}

TEST_CASE("paths that lead out of a project, or twice to one file, refuse it") {
    const Foreign good;
    for (const auto* name :
         {"../a.txt", "sources/../../a.txt", "sources/a/b.txt", "/etc/passwd", "sources\\a.txt",
          "sources/..", "Sources/A.txt", "sources/a\nb", "mimetype", "sub/project.qde", "Other.QDE",
          ".qde", "sources/sub/", "Sources\\..\\..\\b.txt"}) {
        INFO(name);
        CHECK(cause_of(zip_of(
                  {{"project.qde", good.xml()}, {"sources/a.txt", good.words}, {name, "x"}})) ==
              coding::causes::qdpx_contents);
    }
    // Two project.qde: of the one name in both of its places.
    Bytes twice = zip_of(
        {{"project.qde", good.xml()}, {"project.qdf", good.xml()}, {"sources/a.txt", good.words}});
    std::string bytes(as_text(twice));
    for (auto at = bytes.find("project.qdf"); at != std::string::npos;
         at = bytes.find("project.qdf", at))
        bytes.replace(at, 11, "project.qde");
    const ByteView patched = as_bytes(bytes);
    const Cause refused = cause_of(Bytes(patched.begin(), patched.end()));
    CHECK((refused == coding::causes::qdpx_contents || refused == coding::causes::qdpx_not_zip));
    // Of a text, too.
    Foreign out;
    for (const auto* path :
         {"internal://../secret", "internal:///etc/passwd", "internal://b.txt"}) {
        std::string xml = out.xml();
        xml.replace(xml.find("internal://a.txt"), 16, path);
        CHECK(cause_of(zip_of({{"project.qde", xml}, {"sources/a.txt", out.words}})) ==
              coding::causes::qdpx_text);
    }
}

TEST_CASE("entities and document types are refused before they say anything") {
    std::string xml = Foreign().xml();
    xml.insert(xml.find("<Project"),
               R"(<!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>)");
    CHECK(cause_of(zip_of({{"project.qde", xml}, {"sources/a.txt", Foreign().words}})) ==
          coding::causes::qdpx_not_xml);
    std::string deep;
    for (int i = 0; i < 50'000; ++i) deep.append("<a>");
    CHECK(cause_of(zip_of({{"project.qde", project_of(deep)}})) == coding::causes::qdpx_not_xml);
    for (int i = 0; i < 50'000; ++i) deep.append("</a>");
    CHECK(cause_of(zip_of({{"project.qde", project_of(deep)}})) == coding::causes::qdpx_not_xml);
}

TEST_CASE("a small file that unpacks to a large one is refused where it grows too large") {
    const Foreign good;
    const std::string much(kMostQdeBytes + 1, ' ');
    const Bytes bomb = zip_of({{"project.qde", much}});
    CHECK(bomb.size() < 200'000);
    CHECK(cause_of(bomb) == coding::causes::too_large);
    CHECK(cause_of(zip_of({{"project.qde", good.xml()},
                           {"sources/a.txt", std::string(kMostTextBytes + 1, 'a')}})) ==
          coding::causes::too_large);
}

TEST_CASE("guids, references, places and texts that do not hold refuse a project by their names") {
    const auto with = [](const std::string& from, const std::string& to) {
        Foreign other;
        std::string xml = other.xml();
        const auto at = xml.find(from);
        REQUIRE(at != std::string::npos);
        xml.replace(at, from.size(), to);
        return cause_of(zip_of({{"project.qde", xml}, {"sources/a.txt", other.words}}));
    };
    CHECK(with("-0000-0000-0000-000000000003", "-0000-0000-0000-00000000000b") ==
          coding::causes::qdpx_guid);
    CHECK(with(kCodeA, "AAAA") == coding::causes::qdpx_guid);
    CHECK(with("guid=\"" + kCodeA + "\"", "") == coding::causes::qdpx_guid);
    CHECK(with("<CodeRef targetGUID=\"" + kCodeB, "<CodeRef targetGUID=\"" + kText) ==
          coding::causes::qdpx_reference);
    CHECK(with("endPosition=\"6\"", "endPosition=\"600\"") == coding::causes::qdpx_place);
    CHECK(with("startPosition=\"2\"", "startPosition=\"7\"") == coding::causes::qdpx_place);
    CHECK(with("startPosition=\"2\"", "startPosition=\"-2\"") == coding::causes::qdpx_place);
    CHECK(with("startPosition=\"2\"", "startPosition=\"99999999999\"") ==
          coding::causes::qdpx_place);
    CHECK(with("name=\"Group\"", "name=\"\"") == coding::causes::refused);
    CHECK(with("color=\"#abc\"", "color=\"red\"") == coding::causes::refused);
    Foreign other;
    other.words = "\xFF\xFE";
    CHECK(cause_of(other.file()) == coding::causes::qdpx_text);
}

TEST_CASE("a project with any byte changed, or cut anywhere, is read or refused, and never more") {
    SampleCoding it(3);
    it.at_random(20);
    const Bytes good = *write_qdpx(it.project());
    const std::size_t step = test::long_form() ? 1 : 37;
    const auto whole = read_qdpx(good);
    REQUIRE(whole);
    std::size_t refused = 0, tried = 0;
    for (std::size_t at = 0; at < good.size(); at += step, ++tried) {
        INFO("byte " << at);
        Bytes changed = good;
        changed[at] ^= 0x41U;
        CHECK_FALSE(read_qdpx(ByteView(good).first(at)));
        const auto read = read_qdpx(changed);
        if (!read) {
            ++refused;
            continue;
        }
        // It was a date, or another thing that no word rests on.
        CHECK(read->project.state == whole->project.state);
        CHECK(read->project.sources == whole->project.sources);
        // A history that does not read is left out, and that is said.
        CHECK(read->not_taken.contains("history") ==
              (read->project.history.size() != whole->project.history.size()));
    }
    CHECK(refused * 2 > tried);
    test::figure(fmt::format("{} altered projects refused, the others read", refused));
}
