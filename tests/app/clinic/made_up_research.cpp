// The made-up clinic's texts and its study.
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/files.h"
#include "made_up_clinic.h"
#include "review/code_points.h"
#include "support/support.h"

namespace spine::test {
namespace {

constexpr UnixMs kMorning = 1'795'510'680'000;
constexpr UnixMs kMinute = 60'000;

struct Written {
    const char *language, *item, *text;
};
const std::vector<Written> kEnglish = {
    {"en", "words.hope",
     "I have had this for two years. I want a picture so that my boss at Vestas can see that it is "
     "not all in my head. Dr Holm in Randers felt my back for one minute and said it was nothing. "
     "And honestly I am afraid of ending up like my father, who could hardly walk."},
    {"en", "words.hope", "I only want to know whether I may lift my grandchild again."},
    {"en", "ask.own", "Why does my leg hurt when it is my back?"},
    {"en", "words.hope", "My number is 120385-1234 and my wife Karen knows more. Call her."},
    {"da", "words.hope", "Jeg vil gerne kunne arbejde igen uden at tænke på ryggen."},
    {"en", "ask.own", "Could it be from the fall on 12 March 2021?"},
    {"en", "words.hope", "That somebody takes it seriously."}};
const std::vector<Written> kDanish = {
    {"da", "words.hope",
     "Jeg har haft det i to år. Jeg vil have et billede, så min chef hos Vestas kan se, at det "
     "ikke "
     "sidder i hovedet. Dr. Holm i Randers mærkede på ryggen i et minut og sagde, at det var "
     "ingenting. Og helt ærligt er jeg bange for at ende som min far, der næsten ikke kunne gå."},
    {"da", "words.hope", "Jeg vil bare vide, om jeg må løfte mit barnebarn igen."},
    {"da", "ask.own", "Hvorfor gør benet ondt, når det er ryggen?"},
    {"da", "words.hope", "Mit nummer er 120385-1234, og min kone Karen ved mere. Ring til hende."},
    {"en", "words.hope", "I would like to work again without thinking of my back."},
    {"da", "ask.own", "Kan det komme fra faldet den 12. marts 2021?"},
    {"da", "words.hope", "At nogen tager det alvorligt."}};

constexpr std::array<std::pair<std::uint64_t, std::uint64_t>, 9> kClasses = {
    {{5, 1}, {7, 1}, {8, 1}, {10, 1}, {12, 1}, {15, 1}, {17, 1}, {21, 1}, {24, 1}}};
constexpr std::uint64_t kRows = 124;

deidentify::DisclosureReport report_at(std::uint64_t k) {
    deidentify::DisclosureReport report;
    report.rows = kRows;
    for (const auto& [size, classes] : kClasses) {
        if (size < k) continue;
        report.sizes.classes[size] = classes;
        report.released += size * classes;
        report.kept_classes += classes;
        report.sizes.largest = size;
        if (report.sizes.smallest == 0) report.sizes.smallest = size;
    }
    report.suppressed = kRows - report.released;
    report.suppressed_share = static_cast<double>(report.suppressed) / static_cast<double>(kRows);
    report.prosecutor.maximum = 1.0 / static_cast<double>(report.sizes.smallest);
    report.prosecutor.mean =
        static_cast<double>(report.kept_classes) / static_cast<double>(report.released);
    report.columns = {{"age", 1, 3, 3, 2, 0, 0},
                      {"sex", 0, 2, 3, 3, 0, 0},
                      {"language", 0, 2, 2, 2, 0, 0},
                      {"period", 1, 3, 2, 1, 0, 0},
                      {"status", 0, 2, 2, 2, 0, 0}};
    return report;
}

}  // namespace

void MadeUpClinic::write_texts() {
    for (const Written& one : language_ == "da" ? kDanish : kEnglish) {
        review::QueuedText text;
        text.ref = archive::text_ref({}, {}, one.item, one.text);
        text.id = text.ref.name.hex().substr(0, 16);
        text.link_id = one.item;
        text.language = one.language;
        text.text = one.text;
        text.proposals = review::propose_redactions(one.text, one.language);
        texts_.push_back(std::move(text));
    }
    const auto released = clinic::TextDecision::Release;
    person_.name = "MK";
    decided(texts_[1], {released});
    decided(texts_[4], {released});
    decided(texts_[5], {clinic::TextDecision::Withhold});
    person_.name = "LH";
}

void MadeUpClinic::decided(review::QueuedText& text, const clinic::TextDecision& decision) {
    using clinic::TextDecision;
    auto& all = decisions_[text.id];
    if (decision.kind == TextDecision::Undo) {
        all.pop_back();
    } else {
        constexpr std::array kinds = {crypto::MarkKind::Release, crypto::MarkKind::Withhold,
                                      crypto::MarkKind::Redact, crypto::MarkKind::Keep};
        crypto::MarkText said;
        said.kind = kinds.at(decision.kind);
        said.at = kMorning + kMinute * static_cast<std::int64_t>(all.size());
        said.note = person_.name;
        auto& made = said.decision.emplace();
        made.text = text.ref.name;
        made.from = decision.from;
        made.to = decision.to;
        made.redactions_seen =
            archive::redactions_digest({}, text.ref.name, text.reading.redactions);
        auto kind = decision.stands_for.value_or(review::RedactionKind::Other);
        for (const review::Proposal& one : text.proposals)
            if (!decision.stands_for && one.from < decision.to && decision.from < one.to)
                kind = one.kind;
        made.stands_for = static_cast<std::uint8_t>(kind);
        all.push_back(said);
    }
    text.reading = {};
    for (std::size_t i = 0; i < all.size(); ++i) {
        crypto::Hash name;
        name.bytes[0] = static_cast<std::uint8_t>(i);
        archive::fold({}, name, all[i], text.reading);
    }
}

Result<std::vector<review::QueuedText>> MadeUpClinic::texts() {
    if (texts_wait_for_.valid()) texts_wait_for_.wait();
    return texts_;
}

Result<archive::TextReading> MadeUpClinic::decide(const review::QueuedText& text,
                                                  const clinic::TextDecision& decision) {
    if (decision_waits_for_.valid()) decision_waits_for_.wait();
    if (std::exchange(decision_fails_, false))
        return fail("archive-write-failed", "The archive could not be written.", "Make room.");
    const auto found = std::find_if(texts_.begin(), texts_.end(),
                                    [&](const auto& one) { return one.id == text.id; });
    REQUIRE(found != texts_.end());
    if (decision.kind == clinic::TextDecision::Release)
        for (const review::Proposal& one : found->proposals)
            if (one.preselected && found->reading.redactions.empty() && found->reading.kept.empty())
                decided(*found, {clinic::TextDecision::Redact, one.from, one.to, one.kind});
    decided(*found, decision);
    return found->reading;
}

Result<std::vector<clinic::StudyFile>> MadeUpClinic::studies() {
    return std::vector<clinic::StudyFile>{
        {"/clinic/studies/expectations.toml", "expectations.toml"},
        {"/clinic/studies/worry.toml", "worry.toml"}};
}

Result<std::string> MadeUpClinic::study_text(const std::filesystem::path& file) {
    if (file.parent_path() != "/clinic/studies")
        return fail("file-missing", "There is no such file.", "Look at its name.");
    std::string text = slurp(project() / "kiosk-config" / "study.example.toml");
    if (file.filename() == "worry.toml")
        text +=
            "\n[[sensitive]]\nvariable = \"score_importance_of_the_scan_before\"\nl = 2\n"
            "\n[[sensitive]]\nvariable = \"about_duration\"\nl = 3\nt = 0.35\n";
    if (file.filename() == "inline.toml") {
        const std::size_t privacy = text.find("[privacy]");
        text.erase(privacy, text.find("[data]") - privacy);
        text.insert(text.find("[period]"), "privacy = { metric = \"loss\" }\n");
    }
    return text;
}

Result<exporting::ExportResult> MadeUpClinic::export_study(
    const clinic::ExportOrder& order, const exporting::ExportProgress& progress) {
    using exporting::ExportStep;
    const auto study = exporting::read_study(order.study_text, order.study_name);
    if (!study) return fail(study.error());
    const auto go_on = [&](ExportStep step) { return !progress || progress(step); };
    const auto cancelled = [&] {
        if (order.dry_run) ++cancelled_counts_;
        return fail(exporting::causes::export_cancelled, "The export was cancelled.",
                    "Nothing was written; start it again when you like.");
    };
    if (!go_on({ExportStep::Reading, 1}) || !go_on({ExportStep::Writing, 0.6})) return cancelled();
    const auto& waits_for = order.dry_run ? count_waits_for_ : export_waits_for_;
    if (waits_for.valid()) {
        waits_ = true;
        waits_for.wait();
    }
    if (!go_on({ExportStep::Writing, 0.7}) && !export_is_whole_) return cancelled();
    ++(order.dry_run ? counts_ : exports_);
    if (order.dry_run && refusal_) return fail(*refusal_);
    exporting::ExportResult result;
    if (few_ > 0) {
        result.tables_only = true;
        result.people = few_;
    } else {
        result.report = report_at(static_cast<std::uint64_t>(study->k));
        result.rows = result.report.released;
        result.flow.sessions = 172;
        result.flow.first_time = kRows;
        result.flow.left_out[static_cast<std::size_t>(exporting::LeftOut::NoConsent)] = 31;
        result.flow.left_out[static_cast<std::size_t>(exporting::LeftOut::NotTheFirstTime)] = 17;
        result.withheld = {{"scan_body_part", "about_earlier_scan"}};
        result.joint = {static_cast<std::uint64_t>(exports_), static_cast<std::uint64_t>(exports_),
                        result.report.sizes.smallest, ""};
    }
    result.variables.resize(34);
    if (order.dry_run) return result;
    result.left_beside = left_beside_;
    result.files = {{"codebook.html", 18'400},  {"codebook.md", 9'100},
                    {"data.csv", 21'300},       {"datapackage.json", 14'900},
                    {"disclosure.json", 3'200}, {"disclosure.md", 2'800},
                    {"report.html", 96'000},    {"study.toml", 1'900}};
    return result;
}

}  // namespace spine::test
