#include "export/psql_schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "deidentify/csv_writer.h"
#include "export/cell_text.h"

namespace spine::exporting {
namespace {

std::string name_text(std::string_view name) {
    return fmt::format("\"{}\"", name);  // names are ASCII snake case
}

bool is_coded(const Variable& variable) {
    return variable.kind == Kind::Coded || variable.kind == Kind::Period;
}

// "0", "12", "-3": as SQL itself writes an integer.
bool is_integer(std::string_view code) {
    if (code.starts_with('-')) code.remove_prefix(1);
    const bool digits =
        std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && !code.empty() && code.size() <= 9 && (code == "0" || code.front() != '0');
}

bool stored_as_integers(const Variable& variable) {
    const auto codes = stored_codes(variable);
    return std::all_of(codes.begin(), codes.end(), is_integer);
}

std::string psql_type_of(const Variable& variable) {
    switch (variable.kind) {
        case Kind::Integer:
            return "bigint";
        case Kind::Decimal:
            return fmt::format("numeric({}, {})", 15 + variable.decimals, variable.decimals);
        case Kind::Boolean:
            return "boolean";
        case Kind::Text:
            return "text";
        default:
            return stored_as_integers(variable) ? "integer" : "text";
    }
}

std::string code_text(const Variable& variable, const std::string& code) {
    return stored_as_integers(variable) ? code : sql_text(code);
}

// " CHECK (…)", or nothing where any value of the type will do.
std::string check_of(const Variable& variable) {
    const std::string name = name_text(variable.name);
    std::string check;
    if (is_coded(variable)) {
        for (const std::string& code : stored_codes(variable))
            check.append(check.empty() ? "" : ", ").append(code_text(variable, code));
        if (!check.empty()) check = fmt::format("{} IN ({})", name, check);
    } else {
        const int decimals = variable.kind == Kind::Decimal ? variable.decimals : 0;
        if (variable.low)
            check = fmt::format("{} >= {}", name, decimal_text(*variable.low, decimals));
        if (variable.high)
            check.append(check.empty() ? "" : " AND ")
                .append(fmt::format("{} <= {}", name, decimal_text(*variable.high, decimals)));
    }
    return check.empty() ? check : fmt::format(" CHECK ({})", check);
}

std::string columns_of(const Table& table) {
    const std::string suffix = reason_suffix(table);
    std::string out;
    for (const Variable& variable : table.variables) {
        const std::string name = name_text(variable.name);
        out += fmt::format("{}    {} {}", out.empty() ? "" : ",\n", name, psql_type_of(variable));
        if (variable.role == Role::Pseudonym) {
            out += " PRIMARY KEY";
            continue;
        }
        const std::string reason = name_text(variable.name + suffix);
        out += fmt::format("{},\n    {} missing_kind CHECK (num_nonnulls({}, {}) = 1)",
                           check_of(variable), reason, name, reason);
    }
    return out;
}

// The question, and what belongs to reading it.
std::string comment_of(const Variable& variable, const std::string& language) {
    std::string out;
    if (variable.several) out = words_in(variable.several->question, language) + ": ";
    out += words_in(variable.words, language);
    const auto say = [&](std::string_view what, const std::string& words) {
        if (!words.empty()) out += fmt::format("\n{}: {}", what, words);
    };
    say("linkId", variable.link_id);
    say("questionnaire", variable.questionnaire);
    say("scoring", variable.scoring);
    say("missing", variable.missing_rule);
    return readable(out);
}

std::string comments(const Table& table) {
    const StudyFacts& study = table.study;
    std::string out =
        fmt::format("COMMENT ON TABLE responses IS {};\n", sql_text(readable(study.title)));
    for (const Variable& variable : table.variables)
        out += fmt::format("COMMENT ON COLUMN responses.{} IS {};\n", name_text(variable.name),
                           sql_text(comment_of(variable, study.language)));
    return out;
}

std::string_view role_of(Role role) {
    switch (role) {
        case Role::Pseudonym:
            return "pseudonym";
        case Role::QuasiIdentifier:
            return "quasi-identifier";
        case Role::Sensitive:
            return "sensitive";
        default:
            return "plain";
    }
}

std::string text_or_null(const std::string& text) {
    return text.empty() ? std::string("NULL") : sql_text(readable(text));
}

std::string wording_rows(const Variable& variable) {
    std::string out;
    for (const auto& [language, words] : variable.words) {
        std::string question;
        if (variable.several) question = words_in(variable.several->question, language);
        out +=
            fmt::format("INSERT INTO wordings VALUES ({}, {}, {}, {});\n", sql_text(variable.name),
                        sql_text(language), text_or_null(question), sql_text(readable(words)));
    }
    return out;
}

std::string variable_rows(const Table& table) {
    std::string out;
    int place = 0;
    for (const Variable& variable : table.variables) {
        const std::string set = variable.several ? variable.several->set : std::string();
        out += fmt::format("INSERT INTO variables VALUES ({}, {}, {}, {}, {}, {}, {}, {});\n",
                           sql_text(variable.name), ++place, sql_text(role_of(variable.role)),
                           text_or_null(set), text_or_null(variable.link_id),
                           text_or_null(variable.questionnaire), text_or_null(variable.scoring),
                           text_or_null(variable.missing_rule));
        out += wording_rows(variable);
    }
    return out;
}

std::string label_rows(const Table& table) {
    std::string out;
    for (const Variable& variable : table.variables) {
        const auto codes = stored_codes(variable);
        for (std::size_t i = 0; i < variable.labels.size(); ++i) {
            const ValueLabel& label = variable.labels[i];
            for (const auto& [language, words] : label.words)
                out += fmt::format("INSERT INTO labels VALUES ({}, {}, {}, {}, {}, {}, {});\n",
                                   sql_text(variable.name), i + 1, sql_text(codes[i]),
                                   sql_text(readable(label.code)), label.number, sql_text(language),
                                   sql_text(readable(words)));
        }
    }
    return out;
}

std::string missing_rows() {
    std::string out;
    for (std::size_t i = 0; i < kMissingKinds; ++i) {
        const auto kind = static_cast<Missing>(i);
        out += fmt::format("INSERT INTO missing_kinds VALUES ({}, {}, {});\n",
                           sql_text(name_of(kind)), number_of(kind), sql_text(words_of(kind)));
    }
    return out;
}

std::string study_row(const StudyFacts& study) {
    const auto text = [](const std::string& words) { return sql_text(readable(words)); };
    return fmt::format("INSERT INTO study VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {});\n",
                       text(study.title), text(study.question), text(study.ethics),
                       text(study.period), text(study.clinic), text(study.profile), study.k,
                       text(study.primary_outcome), text(study.study_hash), text(study.program),
                       text(study.made));
}

std::string missing_type() {
    std::string names;
    for (std::size_t i = 0; i < kMissingKinds; ++i)
        names.append(names.empty() ? "" : ", ").append(sql_text(name_of(static_cast<Missing>(i))));
    return fmt::format("CREATE TYPE missing_kind AS ENUM ({});\n", names);
}

constexpr std::string_view kLookups = R"(
CREATE TABLE missing_kinds (kind missing_kind PRIMARY KEY, number integer NOT NULL UNIQUE,
    words text NOT NULL);
CREATE TABLE study (title text NOT NULL, question text NOT NULL, ethics text NOT NULL,
    period text NOT NULL, clinic text NOT NULL, profile text NOT NULL, k integer NOT NULL,
    primary_outcome text NOT NULL, study_hash text NOT NULL, program text NOT NULL,
    made date NOT NULL);
CREATE TABLE variables (name text PRIMARY KEY, place integer NOT NULL UNIQUE, role text NOT NULL,
    several text, link_id text, questionnaire text, scoring text, missing_rule text);
COMMENT ON COLUMN variables.several IS 'the question that has this answer among several';
CREATE TABLE wordings (variable text NOT NULL REFERENCES variables, language text NOT NULL,
    question text, words text NOT NULL, PRIMARY KEY (variable, language));
COMMENT ON COLUMN wordings.question IS 'of one answer among several: the question itself';
CREATE TABLE labels (variable text NOT NULL REFERENCES variables, place integer NOT NULL,
    stored text NOT NULL, code text NOT NULL, number integer NOT NULL, language text NOT NULL,
    words text NOT NULL, PRIMARY KEY (variable, place, language));
COMMENT ON COLUMN labels.stored IS 'the value as the table responses has it';
COMMENT ON COLUMN labels.code IS 'the value as the questionnaire has it';

)";

}  // namespace

std::string sql_text(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out.append("'");
}

std::vector<std::string> stored_codes(const Variable& variable) {
    std::vector<std::string> codes;
    const auto formula = [](const ValueLabel& label) {
        return deidentify::defused(label.code) != label.code || label.code != readable(label.code);
    };
    const bool numbers = std::any_of(variable.labels.begin(), variable.labels.end(), formula);
    for (const ValueLabel& label : variable.labels)
        codes.push_back(numbers ? std::to_string(label.number) : label.code);
    return codes;
}

std::vector<std::string> column_names(const Table& table) {
    const std::string suffix = reason_suffix(table);
    std::vector<std::string> names;
    for (const Variable& variable : table.variables) {
        names.push_back(variable.name);
        if (variable.role != Role::Pseudonym) names.push_back(variable.name + suffix);
    }
    return names;
}

std::string schema_sql(const Table& table) {
    std::string out =
        "-- Read by load.sql, which has made the schema.\n"
        "SET LOCAL standard_conforming_strings = on;\n";
    out += missing_type();
    out += kLookups;
    out += fmt::format("CREATE TABLE responses (\n{}\n);\n\n", columns_of(table));
    out += comments(table);
    out += '\n';
    out += missing_rows();
    out += study_row(table.study);
    out += variable_rows(table);
    out += label_rows(table);
    return out;
}

}  // namespace spine::exporting
