#include "export/codebook.h"

#include <fmt/format.h>

#include <set>
#include <utility>
#include <vector>

#include "export/cell_text.h"

namespace spine::exporting {
namespace {

struct Codebook {
    struct Line {
        std::string what, said;
    };
    struct Entry {
        std::string name;
        std::vector<Line> lines;
        std::vector<std::string> head;               // of the table of values
        std::vector<std::vector<std::string>> rows;  // empty: no values to list
    };
    std::string title;
    std::vector<Line> study;
    std::vector<Entry> entries;
};

std::string kind_words(const Variable& variable) {
    switch (variable.kind) {
        case Kind::Coded:
            return "one of the values below";
        case Kind::Period:
            return "period, no finer than below";
        case Kind::Integer:
            return "whole number";
        case Kind::Decimal:
            return fmt::format("number with {} decimals", variable.decimals);
        case Kind::Boolean:
            return "true or false";
        case Kind::Text:
            return "text";
    }
    return {};
}

std::string_view role_words(Role role) {
    switch (role) {
        case Role::Pseudonym:
            return "name of the row, fresh in each export";
        case Role::QuasiIdentifier:
            return "quasi-identifier: part of the class that a row cannot be told apart in";
        case Role::Sensitive:
            return "named as sensitive by the study";
        case Role::Plain:
            break;
    }
    return {};
}

std::set<std::string> languages_of(const Table& table) {
    std::set<std::string> languages;
    for (const Variable& variable : table.variables) {
        for (const auto& [language, words] : variable.words) languages.insert(language);
        for (const ValueLabel& label : variable.labels)
            for (const auto& [language, words] : label.words) languages.insert(language);
    }
    return languages;
}

void add(std::vector<Codebook::Line>& lines, std::string what, std::string_view said) {
    if (!said.empty()) lines.push_back({std::move(what), std::string(said)});
}

std::string in(const Words& words, const std::string& language) {
    const auto found = words.find(language);
    return found == words.end() ? std::string() : found->second;
}

std::string range_of(const Variable& variable) {
    if (!variable.low || !variable.high) return {};
    return fmt::format("{:g} to {:g}", *variable.low, *variable.high);
}

Codebook::Entry entry_of(const Variable& variable, const std::set<std::string>& languages) {
    Codebook::Entry entry;
    entry.name = variable.name;
    for (const std::string& language : languages) {
        if (variable.several)
            add(entry.lines, fmt::format("question ({})", language),
                in(variable.several->question, language));
        add(entry.lines, fmt::format("wording ({})", language), in(variable.words, language));
    }
    add(entry.lines, "holds", kind_words(variable));
    add(entry.lines, "range", range_of(variable));
    add(entry.lines, "asked",
        variable.before ? "before the pages" : (variable.after ? "after the pages" : ""));
    add(entry.lines, "role", role_words(variable.role));
    add(entry.lines, "made", variable.scoring);
    add(entry.lines, "missing", variable.missing_rule);
    add(entry.lines, "linkId", variable.link_id);
    add(entry.lines, "questionnaire", variable.questionnaire);
    if (variable.labels.empty()) return entry;
    entry.head = {"value", "number"};
    entry.head.insert(entry.head.end(), languages.begin(), languages.end());
    for (const ValueLabel& label : variable.labels) {
        std::vector<std::string> row{label.code, std::to_string(label.number)};
        for (const std::string& language : languages) row.push_back(in(label.words, language));
        entry.rows.push_back(std::move(row));
    }
    return entry;
}

Codebook::Entry missing_entry() {
    Codebook::Entry entry;
    entry.name = "Missing values";
    entry.lines.push_back({"kept apart", "None of them is zero, and none is an answer."});
    entry.lines.push_back({"in CSV",
                           "A text in a patient's own words that is one of these values, "
                           "and no more, has an apostrophe before it."});
    entry.head = {"value", "number", "en"};
    for (std::size_t i = 0; i < kMissingKinds; ++i) {
        const auto kind = static_cast<Missing>(i);
        entry.rows.push_back({std::string(name_of(kind)), std::to_string(number_of(kind)),
                              std::string(words_of(kind))});
    }
    return entry;
}

Codebook codebook_of(const Table& table) {
    const StudyFacts& study = table.study;
    Codebook book;
    book.title = fmt::format("Codebook: {}", study.title);
    add(book.study, "question", study.question);
    add(book.study, "ethics", study.ethics);
    add(book.study, "period", study.period);
    add(book.study, "clinic", study.clinic);
    add(book.study, "profile", fmt::format("{}, k = {}", study.profile, study.k));
    add(book.study, "primary outcome", study.primary_outcome);
    add(book.study, "rows", std::to_string(table.rows));
    add(book.study, "study file", study.study_hash);
    add(book.study, "made", fmt::format("{} by {}", study.made, study.program));
    add(book.study, "validity",
        "None is claimed: the items need cognitive interviews in each language first.");
    book.entries.push_back(missing_entry());
    const auto languages = languages_of(table);
    for (const Variable& variable : table.variables)
        book.entries.push_back(entry_of(variable, languages));
    return book;
}

// What Markdown would read as its own.
std::string markdown(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n' || c == '\r') {
            out += ' ';
            continue;
        }
        if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string markdown_table(const Codebook::Entry& entry) {
    std::string text = "\n|";
    for (const std::string& cell : entry.head) text += fmt::format(" {} |", markdown(cell));
    text += "\n|";
    for (std::size_t i = 0; i < entry.head.size(); ++i) text += "---|";
    text += "\n";
    for (const auto& row : entry.rows) {
        text += "|";
        for (const std::string& cell : row) text += fmt::format(" {} |", markdown(cell));
        text += "\n";
    }
    return text;
}

std::string html_table(const Codebook::Entry& entry) {
    std::string text = "<table><thead><tr>";
    for (const std::string& cell : entry.head)
        text += fmt::format("<th scope=\"col\">{}</th>", html_text(cell));
    text += "</tr></thead><tbody>\n";
    for (const auto& row : entry.rows) {
        text += "<tr>";
        for (const std::string& cell : row)
            text += fmt::format("<td dir=\"auto\">{}</td>", html_text(cell));
        text += "</tr>\n";
    }
    return text + "</tbody></table>\n";
}

constexpr std::string_view kHead =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<style>\n"
    "body{font:16px/1.5 sans-serif;color:#12181f;background:#f7f8fa;max-width:60rem;"
    "margin:2rem auto;padding:0 1rem}\n"
    "h2{margin-top:2.5rem;font-family:monospace}\n"
    "dl{display:grid;grid-template-columns:12rem 1fr;gap:.2rem 1rem}dt{color:#475060}dd{margin:0}\n"
    "table{border-collapse:collapse;margin-top:.8rem}"
    "th,td{text-align:start;padding:.25rem .8rem;border-bottom:1px solid #dce1e8}\n"
    "@media "
    "print{body{background:#fff;margin:0}h2,table{break-inside:avoid}h2{break-after:avoid}}\n"
    "</style>\n";

std::string html_lines(const std::vector<Codebook::Line>& lines) {
    std::string text = "<dl>\n";
    for (const auto& [what, said] : lines)
        text +=
            fmt::format("<dt>{}</dt><dd dir=\"auto\">{}</dd>\n", html_text(what), html_text(said));
    return text + "</dl>\n";
}

}  // namespace

std::string codebook_markdown(const Table& table) {
    const Codebook book = codebook_of(table);
    std::string text = fmt::format("# {}\n\n", markdown(book.title));
    for (const auto& [what, said] : book.study)
        text += fmt::format("- {}: {}\n", what, markdown(said));
    for (const Codebook::Entry& entry : book.entries) {
        text += fmt::format("\n## {}\n\n", markdown(entry.name));
        for (const auto& [what, said] : entry.lines)
            text += fmt::format("- {}: {}\n", what, markdown(said));
        if (!entry.rows.empty()) text += markdown_table(entry);
    }
    return text;
}

std::string codebook_html(const Table& table) {
    const Codebook book = codebook_of(table);
    std::string text(kHead);
    text += fmt::format("<title>{0}</title></head><body>\n<h1>{0}</h1>\n", html_text(book.title));
    text += html_lines(book.study);
    for (const Codebook::Entry& entry : book.entries) {
        text += fmt::format("<h2 id=\"{0}\">{0}</h2>\n", html_text(entry.name));
        text += html_lines(entry.lines);
        if (!entry.rows.empty()) text += html_table(entry);
    }
    return text + "</body></html>\n";
}

}  // namespace spine::exporting
