#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "crypto/constants.h"
#include "fuzz.h"

namespace spine::fuzz {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kSources = SPINE_SOURCE_DIR;

Bytes content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    const std::string text = all.str();
    demand(!text.empty());
    return {text.begin(), text.end()};
}

std::vector<Bytes> files(const fs::path& folder, std::string_view ending) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(kSources / folder))
        if (entry.path().extension() == ending) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    std::vector<Bytes> all;
    all.reserve(found.size());
    for (const fs::path& file : found) all.push_back(content(file));
    return all;
}

// The vectors that give their own bytes, of one format or of all.
std::vector<Bytes> vectors(std::string_view format) {
    std::vector<Bytes> all;
    for (const Bytes& file : files("tests/vectors", ".json")) {
        const json vector = json::parse(as_text(file));
        if (!vector.contains("hex") || vector.value("format", "") != format) continue;
        all.push_back(from_hex(vector.at("hex").get<std::string>()).value_or(Bytes{}));
    }
    return all;
}

// What stands between the beginning that the target writes itself and the signature.
void add_fields(std::vector<Bytes>& to, std::string_view format, std::size_t front) {
    for (const Bytes& bytes : vectors(format)) {
        if (bytes.size() < front + crypto::kSignatureSize) continue;
        to.emplace_back(bytes.begin() + static_cast<std::ptrdiff_t>(front),
                        bytes.end() - crypto::kSignatureSize);
    }
}

std::vector<Bytes> texts(std::initializer_list<std::string_view> all) {
    std::vector<Bytes> out;
    for (const std::string_view text : all) out.emplace_back(text.begin(), text.end());
    return out;
}

std::vector<Bytes> fields_of_objects() {
    std::vector<Bytes> all;
    for (const char* by_root : {"admission", "revocation"}) add_fields(all, by_root, 34);
    for (const char* by_author : {"tombstone", "receipt", "attention", "mark"})
        add_fields(all, by_author, 50);
    const Bytes id(16, 1), one(32, 2), other(32, 3);
    ByteWriter endorsement, passed_key, request, package;
    all.push_back(endorsement.bytes(id).u16(2).bytes(one).bytes(other).take());
    all.push_back(passed_key.bytes(one).bytes(other).bytes(Bytes(80, 4)).take());
    all.push_back(request.u8(2).bytes(one).bytes(one).bytes(other).text16("Computer 2").take());
    all.push_back(package.u16(16).bytes(id).text16("https://store.example/spine").take());
    return all;
}

std::vector<Bytes> headers_and_heads() {
    std::vector<Bytes> all;
    for (const Bytes& bundle : vectors("bundle")) {
        if (bundle.size() < crypto::kHeaderSize + crypto::kHeadSize) continue;
        all.emplace_back(bundle.begin(), bundle.begin() + crypto::kHeaderSize);
        all.emplace_back(bundle.end() - crypto::kHeadSize, bundle.end());
    }
    return all;
}

std::vector<Bytes> configuration_files() {
    std::vector<Bytes> all;
    std::uint8_t number = 0;
    for (const char* name :
         {"kiosk.toml", "scoring.toml", "pages.toml", "evidence.toml", "guide.toml"}) {
        Bytes bytes = content(kSources / "kiosk-config" / name);
        bytes.insert(bytes.begin(), number++);
        all.push_back(std::move(bytes));
    }
    return all;
}

// Texts of records, as §4 lays them out: one payload, and one over two records.
std::vector<Bytes> record_texts() {
    Bytes one(crypto::kRecordTextSize);
    one[1] = 14;
    const std::string_view filler = R"({"e":"filler"})";
    std::copy(filler.begin(), filler.end(), one.begin() + 3);
    Bytes two(crypto::kRecordTextSize, 'x');
    two[0] = 1, two[1] = crypto::kRecordPartSize & 0xFFU, two[2] = crypto::kRecordPartSize >> 8U;
    Bytes both = two;
    both.insert(both.end(), one.begin(), one.end());
    return {one, two, both, {}};
}

std::vector<Bytes> events() {
    return texts(
        {R"({"e":"began","at":1795510680000,"code":"131873","questionnaire":"q","language":"da"})",
         R"({"e":"began","at":1,"code":"131873","questionnaire":"q","language":"da","after_visit":true})",
         R"({"e":"answer","at":1,"item":"signs.a","value":["none"]})",
         R"({"e":"answer","at":1,"item":"a","value":{"value":7.5,"unit":"cm"}})",
         R"({"e":"declined","at":1,"item":"a"})", R"({"e":"cleared","at":1,"item":"a"})",
         R"({"e":"language","at":1,"language":"en"})", R"({"e":"shown","at":1,"step":"page:why"})",
         R"({"e":"tier","at":1,"tier":"a"})", R"({"e":"staff","at":1})",
         R"({"e":"ended","at":1795511160000,"status":"complete"})", R"({"e":"filler"})"});
}

std::vector<Bytes> projects() {
    return texts({R"(<Project name="p" xmlns="urn:QDA-XML:project:1.0"/>)",
                  R"(<Project name="p" origin="o" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="11111111-1111-1111-1111-111111111111" name="Kim"/></Users>
<CodeBook><Codes><Code guid="21111111-1111-1111-1111-111111111111" name="A" isCodable="true"
color="#aabbcc"><Description>d</Description><Code guid="31111111-1111-1111-1111-111111111111"
name="B" isCodable="false"/></Code></Codes></CodeBook>
<Sources><TextSource guid="41111111-1111-1111-1111-111111111111" plainTextPath="internal://a.txt">
<PlainTextSelection guid="51111111-1111-1111-1111-111111111111" startPosition="2" endPosition="6"
creatingUser="11111111-1111-1111-1111-111111111111" creationDateTime="2026-03-01T10:00:00.5+02:00">
<Description>n</Description><Coding guid="61111111-1111-1111-1111-111111111111">
<CodeRef targetGUID="21111111-1111-1111-1111-111111111111"/></Coding></PlainTextSelection>
</TextSource></Sources><Notes><Note guid="71111111-1111-1111-1111-111111111111" name="m">
<PlainTextContent>c</PlainTextContent></Note></Notes>
<Links><Link guid="81111111-1111-1111-1111-111111111111" name="rests on"
originGUID="71111111-1111-1111-1111-111111111111"
targetGUID="51111111-1111-1111-1111-111111111111"/></Links>
<Sets><Set guid="91111111-1111-1111-1111-111111111111" name="s"><MemberNote
targetGUID="71111111-1111-1111-1111-111111111111"/></Set></Sets></Project>)"});
}

std::vector<Bytes> server_replies() {
    return texts(
        {R"(<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"><D:response><D:href>/a/b/</D:href>)"
         R"(<D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop>)"
         R"(</D:propstat></D:response><D:response><D:href>/a/b/c%20d</D:href><D:propstat><D:prop>)"
         R"(<D:resourcetype/></D:prop></D:propstat></D:response></D:multistatus>)",
         R"(<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextConti)"
         R"(nuationToken><Contents><Key>p/a</Key></Contents><CommonPrefixes><Prefix>p/b/</Prefix>)"
         R"(</CommonPrefixes></ListBucketResult>)",
         R"(<Error><Code>SignatureDoesNotMatch</Code><Message>No.</Message></Error>)"});
}

}  // namespace

std::vector<Bytes> seeds(std::string_view target) {
    if (target == "bundle") return vectors("bundle");
    if (target == "configuration") return configuration_files();
    if (target == "event") return events();
    if (target == "expression")
        return texts({"a", "not (a and b) or c = 'x'", "pain >= 7 and part = 'low-back'",
                      "count(signs) > 2", "a != \"none\"", "((((a))))"});
    if (target == "header") return headers_and_heads();
    if (target == "key_file") return vectors("key-file");
    if (target == "object") return fields_of_objects();
    if (target == "page") return files("kiosk-config/pages", ".md");
    if (target == "questionnaire") return files("kiosk-config/questionnaires", ".json");
    if (target == "record") return record_texts();
    if (target == "server_reply") return server_replies();
    if (target == "project") return projects();
    std::vector<Bytes> all;
    add_fields(all, target == "enrolment" ? "admission" : "manifest", 34);
    return all;
}

}  // namespace spine::fuzz
