// FORMAT.md and the code are twins: neither may say what the other does not.
#include <catch2/catch.hpp>
#include <set>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/refusal.h"
#include "support/support.h"

using namespace spine;
using namespace spine::crypto;

namespace {

std::string format() {
    return test::slurp(test::project() / "core" / "crypto" / "FORMAT.md");
}

}  // namespace

TEST_CASE("the list of causes in FORMAT.md is the list in causes.h") {
    const std::string text = format();
    std::set<std::string> documented;
    for (std::size_t at = text.find("## 11."); (at = text.find("\n| `", at)) != text.npos; ++at)
        documented.insert(text.substr(at + 4, text.find('`', at + 4) - at - 4));
    std::set<std::string> named;
    for (const Cause cause : causes::all) named.emplace(cause.name());
    CHECK(documented == named);
    CHECK(named.size() == causes::all.size());
}

TEST_CASE("every cause has a sentence of its own and says what to do next") {
    std::set<std::string_view> sentences;
    for (const Cause cause : causes::all) {
        const CauseText text = text_of(cause);
        INFO(cause.name());
        CHECK(text.happened.ends_with('.'));
        CHECK(text.next.ends_with('.'));
        CHECK(sentences.insert(text.happened).second);
    }
}

TEST_CASE("every label in FORMAT.md is the code's, and no two are alike") {
    const std::string text = format();
    std::set<std::string_view> seen;
    for (const std::string_view label :
         {labels::header,      labels::head,         labels::manifest,   labels::admission,
          labels::revocation,  labels::tombstone,    labels::receipt,    labels::attention,
          labels::mark,        labels::endorsement,  labels::passed_key, labels::request,
          labels::package,     labels::record,       labels::commitment, labels::fingerprint,
          labels::clinic_id,   labels::device_id,    labels::file,       labels::key_file,
          labels::ledger_part, labels::exportee_key, labels::exportee}) {
        INFO(label);
        CHECK(label.size() == kLabelSize);
        CHECK(text.find("`" + std::string(label) + "`") != text.npos);
        CHECK(seen.insert(label).second);
    }
}

TEST_CASE("the sizes in FORMAT.md are the code's") {
    const std::string text = format();
    CHECK(text.find("Session header, " + std::to_string(kHeaderSize) + " bytes") != text.npos);
    CHECK(text.find("Session head, " + std::to_string(kHeadSize) + " bytes") != text.npos);
    CHECK(text.find("Records, " + std::to_string(kRecordSize) + " bytes each") != text.npos);
    CHECK(kHeaderSize + kHeadSize == 667);
    CHECK(kMaxBundleSize == 8'389'275);
    CHECK(kMaxRecords % kBundleFill == 0);
    CHECK(kRecordTextSize == 472);
    CHECK(kRecordPartSize == 469);
}
