#include "sample_table.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "support/command_line.h"

namespace spine::test {
namespace {

using namespace exporting;

Variable variable(const std::string& name, Kind kind, const std::string& english,
                  const std::string& danish) {
    Variable made;
    made.name = name;
    made.kind = kind;
    made.words = {{"en", english}, {"da", danish}};
    return made;
}

Variable coded(const std::string& name,
               const std::vector<std::pair<std::string, std::string>>& labels, int first) {
    Variable made = variable(name, Kind::Coded, "About " + name, "Om " + name);
    for (const auto& [code, words] : labels)
        made.labels.push_back({first++, code, {{"en", words}, {"da", words + " (da)"}}});
    return made;
}

Variable sign(const std::string& name, int number, const std::string& words) {
    Variable made = variable(name, Kind::Boolean, words, words + " (da)");
    made.several = OneOfSeveral{
        "signs", {{"en", "Which of these do you have?"}, {"da", "Hvad har du?"}}, number, name};
    return made;
}

StudyFacts study() {
    StudyFacts facts;
    facts.title = "What patients expect, and \"why\"";
    facts.question = "Do expectations change; and it's for whom?";
    facts.ethics = "2026-77";
    facts.period = "2026-01-01 to 2026-12-31";
    facts.profile = "agreement";
    facts.language = "en";
    facts.primary_outcome = "picture_change";
    facts.study_hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    facts.program = "spine-kiosk 0.1.0";
    facts.made = "2026-11-27";
    facts.k = 5;
    return facts;
}

std::vector<Variable> variables() {
    std::vector<Variable> all;
    all.push_back(variable("pseudonym", Kind::Text, "Name of the row", "Rækkens navn"));
    all.back().role = Role::Pseudonym;
    all.push_back(
        coded("age_band",
              {{"18-39", "18 to 39"}, {"40-59", "40 to 59"}, {"60+", "60 | more, \"all\""}}, 1));
    all.back().role = Role::QuasiIdentifier;
    all.push_back(
        coded("half_year", {{"2026-H1", "First half of 2026"}, {"2026-H2", "Second half"}}, 1));
    all.back().kind = Kind::Period;
    all.push_back(coded(
        "picture_scan",
        {{"0", "Disagree"}, {"1", "Rather not"}, {"2", "Neither"}, {"3", "Rather"}, {"4", "Agree"}},
        0));
    all.back().words["en"] = "A scan shows exactly where\nmy pain comes from.";
    all.back().link_id = "picture.scan";
    all.back().questionnaire = "urn:test:questionnaire|3";
    all.back().scoring = "Reverse: 4 - x.";
    all.back().missing_rule = "If it isn't asked.";
    all.push_back(coded("remedy", {{"=none", "None"}, {"a, \"b\"", "Both"}}, 1));
    all.push_back(coded("many",
                        {{"a", "A"},
                         {"b", "B"},
                         {"c", "C"},
                         {"d", "D"},
                         {"e", "E"},
                         {"f", "F"},
                         {"g", "G"},
                         {"h", "H"}},
                        1));
    all.push_back(variable("worry", Kind::Integer, "How worried are you?", "Hvor bekymret er du?"));
    all.back().low = 0, all.back().high = 10;
    all.push_back(variable("picture_change", Kind::Decimal, "Change", "Ændring"));
    all.back().low = -100, all.back().high = 100, all.back().decimals = 1;
    all.push_back(variable("first_time", Kind::Boolean, "First time here", "Første gang her"));
    all.push_back(sign("sign_fever", 1, "Fever"));
    all.push_back(sign("sign_fall", 2, "A fall"));
    all.push_back(variable("hopes", Kind::Text, "What do you hope for?", "Hvad håber du på?"));
    return all;
}

}  // namespace

SampleRows::SampleRows() {
    table_.study = study();
    table_.variables = variables();
    table_.questionnaires["urn:test:questionnaire|3"] =
        "{\n \"resourceType\": \"Questionnaire\",\n \"status\": \"active\",\n \"url\": "
        "\"urn:test:questionnaire\", \"version\": \"3\"}";
    add_texts();
    add_missing();
}

void SampleRows::add(std::vector<Cell> row) {
    rows_.push_back(std::move(row));
    table_.rows = rows_.size();
}

void SampleRows::clear() {
    rows_.clear();
    table_.rows = 0;
}

void SampleRows::add_texts() {
    const std::vector<std::string> texts = {"plain",
                                            "She said \"no\", and left",
                                            "two\nlines\r\nthree",
                                            "blåbærgrød på øen",
                                            "أريد أن أعرف السبب",
                                            "=HYPERLINK(\"x\")",
                                            "+45 12 34",
                                            "-",
                                            "@home",
                                            "＝full",
                                            "'－wide",
                                            "'=quoted before",
                                            "''@twice",
                                            "a;=1+1",
                                            "no,'-2,\n+y;' @x\"-",
                                            " =blank",
                                            "-3.5",
                                            "'-3.5",
                                            "a\n\\.\nb",
                                            "\\.",
                                            "x\n'\\.\r\ny",
                                            "\n\\.",
                                            "\tindented",
                                            "declined",
                                            "null",
                                            "\\N",
                                            "semi;colon",
                                            "<b>&amp;",
                                            "",
                                            std::string(kLongestText, 'x'),
                                            "=" + std::string(kLongestText - 1, 'y')};
    std::uint16_t i = 0;
    for (const std::string& text : texts) {
        const auto of = [i](std::uint16_t labels) {
            return Coded{static_cast<std::uint16_t>(i % labels)};
        };
        add({fmt::format("p{:04}", i), of(3), of(2), of(5), of(2), of(8), std::int64_t{i % 11},
             (i % 20) * 8.33 - 99.9, i % 2 == 0, i % 3 == 0, i % 4 == 0, text});
        ++i;
    }
}

// A row of nothing but each kind, and one where a set is missing by half.
void SampleRows::add_missing() {
    for (std::size_t kind = 0; kind < kMissingKinds; ++kind) {
        std::vector<Cell> row(table_.variables.size(), static_cast<Missing>(kind));
        row[0] = fmt::format("m{:04}", kind);
        add(row);
    }
    std::vector<Cell> half = rows_.front();
    half[0] = "h0000";
    half[9] = true;
    half[10] = Missing::Suppressed;
    add(half);
}

Result<bool> SampleRows::next(std::vector<Cell>& row) {
    if (at_ == rows_.size()) return false;
    row = rows_[at_++];
    return true;
}

Status SampleRows::rewind() {
    at_ = 0;
    return {};
}

namespace {

void write(SampleRows& rows, std::unique_ptr<ResearchFormat> format,
           const std::filesystem::path& to) {
    auto folder = ExportFolder::make(to);
    if (!folder) throw std::runtime_error(folder.error().sentence());
    std::vector<std::unique_ptr<ResearchFormat>> formats;
    formats.push_back(std::move(format));
    Status done = write_table(rows, formats, **folder, {});
    if (done) done = (*folder)->keep();
    if (!done) throw std::runtime_error(done.error().sentence());
}

}  // namespace

Exported::Exported(std::unique_ptr<ResearchFormat> format) {
    SampleRows rows;
    write(rows, std::move(format), folder());
}

Exported::Exported(SampleRows& rows, std::unique_ptr<ResearchFormat> format) {
    write(rows, std::move(format), folder());
}

std::vector<std::vector<std::string>> read_csv(const std::filesystem::path& file) {
    const Finished read = command_line(
        "python3 -c 'import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], "
        "newline=\"\", encoding=\"utf-8\"), strict=True))))' '" +
        file.string() + "'");
    if (read.code != 0) throw std::runtime_error("no CSV: " + read.err);
    return nlohmann::json::parse(read.out);
}

}  // namespace spine::test
