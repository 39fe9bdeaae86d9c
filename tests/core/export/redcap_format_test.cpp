// REDCap's files, read by Python's csv and held against REDCap's rules for an import.
#include "export/redcap_format.h"

#include <catch2/catch.hpp>
#include <regex>
#include <set>

#include "deidentify/csv_writer.h"
#include "export/cell_text.h"
#include "sample_table.h"

using namespace spine;
using namespace spine::exporting;
using spine::test::Exported;
using spine::test::read_csv;
using spine::test::SampleRows;

namespace {

using Line = std::vector<std::string>;

struct Field {
    std::string type, label, validation, low, high;
    std::map<std::string, std::string> choices;
};

// A dictionary as REDCap takes it apart: choices end at a bar, a code at the first comma.
std::map<std::string, Field> fields_of(const std::vector<Line>& dictionary) {
    std::map<std::string, Field> fields;
    for (std::size_t i = 1; i < dictionary.size(); ++i) {
        const Line& line = dictionary[i];
        Field field{line.at(3), line.at(4), line.at(7), line.at(8), line.at(9), {}};
        const std::regex choice(R"(\s*([A-Za-z0-9_]+)\s*,\s*([^|]*?)\s*(\||$))");
        for (std::sregex_iterator at(line[5].begin(), line[5].end(), choice), end; at != end; ++at)
            field.choices[(*at)[1]] = (*at)[2];
        fields[line[0]] = field;
    }
    return fields;
}

const std::set<std::string> kMissingCodes = {"-901", "-902", "-903", "-904",
                                             "-905", "-906", "-907"};

// What REDCap's import says of one value; empty if it takes it.
std::string refusal(const Field& field, const std::string& value) {
    if (value.empty() || kMissingCodes.contains(value)) return {};
    if (field.type == "radio" || field.type == "dropdown")
        return field.choices.contains(value) ? "" : "no such category";
    if (field.type == "yesno") return value == "0" || value == "1" ? "" : "neither yes nor no";
    if (field.validation == "integer" && !std::regex_match(value, std::regex("-?[0-9]+")))
        return "no integer";
    if (field.validation == "number" &&
        !std::regex_match(value, std::regex("-?[0-9]+(\\.[0-9]+)?")))
        return "no number";
    if (field.validation.empty()) return {};
    const bool inside =
        std::stod(value) >= std::stod(field.low) && std::stod(value) <= std::stod(field.high);
    return inside ? "" : "out of range";
}

std::size_t column(const Line& header, const std::string& name) {
    const auto at = std::find(header.begin(), header.end(), name);
    INFO(name);
    REQUIRE(at != header.end());
    return static_cast<std::size_t>(at - header.begin());
}

}  // namespace

TEST_CASE("the dictionary has REDCap's eighteen columns in its order") {
    const Exported exported(std::make_unique<RedcapFormat>());
    const std::string dictionary = exported.file("redcap_dictionary.csv");
    CHECK(
        dictionary.substr(0, dictionary.find("\r\n")) ==
        "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,\"Choices, "
        "Calculations, OR Slider Labels\",Field Note,Text Validation Type OR Show Slider "
        "Number,Text Validation Min,Text Validation Max,Identifier?,Branching Logic (Show field "
        "only if...),Required Field?,Custom Alignment,Question Number (surveys only),Matrix Group "
        "Name,Matrix Ranking?,Field Annotation");
    const auto lines = read_csv(exported.folder() / "redcap_dictionary.csv");
    for (const Line& line : lines) CHECK(line.size() == 18);
    CHECK(lines.at(1).at(0) == "record_id");
    CHECK(lines.size() == 1 + 11);  // two signs are one field
}

TEST_CASE("fields have the type, the choices and the limits of their variables") {
    const Exported exported(std::make_unique<RedcapFormat>());
    auto fields = fields_of(read_csv(exported.folder() / "redcap_dictionary.csv"));
    CHECK(fields["age_band"].type == "radio");
    CHECK(fields["age_band"].choices.at("3") == "60 / more, \"all\"");
    CHECK(fields["many"].type == "dropdown");
    CHECK(fields["picture_scan"].choices.at("0") == "Disagree");
    CHECK(fields["picture_scan"].label == "A scan shows exactly where my pain comes from.");
    CHECK(fields["worry"].validation == "integer");
    CHECK(fields["worry"].high == "10");
    CHECK(fields["picture_change"].validation == "number");
    CHECK(fields["picture_change"].low == "-100.0");
    CHECK(fields["first_time"].type == "yesno");
    CHECK(fields["hopes"].type == "notes");
    CHECK(fields["signs"].type == "checkbox");
    CHECK(fields["signs"].choices ==
          std::map<std::string, std::string>{{"1", "Fever"}, {"2", "A fall"}});
    CHECK(exported.file("redcap_missing_codes.txt").starts_with("-901, not asked"));
}

TEST_CASE("the data import into the dictionary: every column is a field's, every value is taken") {
    const Exported exported(std::make_unique<RedcapFormat>());
    const auto fields = fields_of(read_csv(exported.folder() / "redcap_dictionary.csv"));
    const auto lines = read_csv(exported.folder() / "redcap_data.csv");
    const Line& header = lines.at(0);
    for (std::size_t i = 0; i < header.size(); ++i) {
        CAPTURE(header[i]);
        if (header[i] == "responses_complete") continue;
        const auto split = header[i].find("___");
        const auto field = fields.find(header[i].substr(0, split));
        REQUIRE(field != fields.end());
        CHECK((split != std::string::npos) == (field->second.type == "checkbox"));
        if (split != std::string::npos) {
            std::string code = header[i].substr(split + 3);
            if (code.starts_with('_')) code[0] = '-';
            CHECK((field->second.choices.contains(code) || kMissingCodes.contains(code)));
        }
        for (std::size_t row = 1; row < lines.size(); ++row) {
            if (split == std::string::npos)
                CHECK_THAT(refusal(field->second, lines[row].at(i)), Catch::Equals(""));
            else
                CHECK((lines[row].at(i) == "0" || lines[row].at(i) == "1"));
        }
    }
}

TEST_CASE("the data hold each value and each kind of missing") {
    const Exported exported(std::make_unique<RedcapFormat>());
    const auto lines = read_csv(exported.folder() / "redcap_data.csv");
    const Line& header = lines.at(0);
    const SampleRows rows;
    REQUIRE(lines.size() == rows.rows().size() + 1);
    const auto at = [&](std::size_t row, const std::string& name) {
        return lines[row + 1].at(column(header, name));
    };
    for (std::size_t i = 0; i < rows.rows().size(); ++i) {
        const auto& row = rows.rows()[i];
        CAPTURE(i);
        CHECK(at(i, "record_id") == std::get<std::string>(row[0]));
        if (const auto* missing = std::get_if<Missing>(&row[1])) {
            const std::string number = std::to_string(number_of(*missing));
            for (const char* name : {"age_band", "half_year", "picture_scan", "worry",
                                     "picture_change", "first_time", "hopes"})
                CHECK(at(i, name) == number);
            CHECK(at(i, "signs___1") == "0");
            CHECK(at(i, "signs____" + number.substr(1)) == "1");
            continue;
        }
        CHECK(at(i, "age_band") == std::to_string(std::get<Coded>(row[1]).label + 1));
        CHECK(at(i, "picture_scan") == std::to_string(std::get<Coded>(row[3]).label));
        CHECK(at(i, "worry") == std::to_string(std::get<std::int64_t>(row[6])));
        CHECK(std::stod(at(i, "picture_change")) == Approx(std::get<double>(row[7])).margin(0.05));
        CHECK(at(i, "first_time") == (std::get<bool>(row[8]) ? "1" : "0"));
        CHECK(at(i, "signs___1") == (std::get<bool>(row[9]) ? "1" : "0"));
        CHECK(at(i, "hopes") == deidentify::defused(std::get<std::string>(row[11])));
    }
    const std::size_t half = rows.rows().size() - 1;
    CHECK(at(half, "signs___1") == "1");
    CHECK(at(half, "signs____906") == "1");
    CHECK(at(half, "signs____901") == "0");
}

TEST_CASE("a variable that has the record's name, or a question's, is refused") {
    for (const char* name : {"record_id", "signs"}) {
        SampleRows rows;
        rows.change().variables.at(6).name = name;
        RedcapFormat format;
        const test::TemporaryFolder to;
        auto folder = ExportFolder::make(to / "export");
        REQUIRE(folder);
        const auto begun = format.begin(rows.table(), **folder);
        REQUIRE_FALSE(begun);
        CHECK(begun.error().cause == exporting::causes::names_clash);
    }
}
