#include "export/study_choices.h"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <optional>

namespace spine::exporting {
namespace {

struct Replacement {
    std::size_t from = 0, to = 0;  // bytes
    std::string text;
};

// Where toml++ says that something stands: lines and columns from 1, columns in code points.
std::size_t byte_of(std::string_view text, const toml::source_position& place) {
    std::size_t at = 0;
    for (toml::source_index line = 1; line < place.line && at < text.size(); ++line)
        at = std::min(text.find('\n', at), text.size() - 1) + 1;
    for (toml::source_index column = 1; column < place.column && at < text.size(); ++column)
        for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;)
            ++at;
    return at;
}

class Rewriting {
  public:
    Rewriting(std::string_view text, const toml::table& document)
        : text_(text), document_(document) {}

    void set(const toml::table* table, std::string_view name, std::string_view key,
             const std::string& value) {
        if (const toml::node* node = table != nullptr ? table->get(key) : nullptr) {
            made_.push_back(
                {byte_of(text_, node->source().begin), byte_of(text_, node->source().end), value});
        } else if (table != nullptr && table->is_inline()) {
            lost_ = true;
        } else if (table != nullptr) {
            const std::size_t head = byte_of(text_, table->source().begin);
            const std::size_t end = std::min(text_.find('\n', head), text_.size());
            made_.push_back({end, end, fmt::format("\n{} = {}", key, value)});
        } else {
            behind_ += fmt::format("\n[{}]\n{} = {}\n", name, key, value);
        }
    }
    void set(std::string_view name, std::string_view key, const std::string& value) {
        const toml::table* table = document_.get_as<toml::table>(name);
        if (table == nullptr && opened_ == name)
            behind_ += fmt::format("{} = {}\n", key, value);
        else
            set(table, name, key, value);
        if (table == nullptr) opened_ = name;
    }
    // Nothing where a value has no line to stand on.
    [[nodiscard]] std::optional<std::string> done() {
        if (lost_) return std::nullopt;
        std::string out(text_);
        std::sort(made_.begin(), made_.end(),
                  [](const auto& a, const auto& b) { return a.from > b.from; });
        for (const Replacement& one : made_)
            out.replace(one.from, std::max(one.to, one.from) - one.from, one.text);
        return out.append(behind_);
    }

  private:
    std::string_view text_;
    const toml::table& document_;
    std::vector<Replacement> made_;
    std::string behind_, opened_;  // a table that the file does not have, at its end
    bool lost_ = false;
};

std::optional<toml::table> parsed(std::string_view text) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

std::string list_of(const std::vector<std::string>& names) {
    return fmt::format("[\"{}\"]", fmt::join(names, "\", \""));
}

tl::unexpected<Fault> not_found(const std::string& name) {
    return fail(causes::study_faulty,
                "The study file is written in a way in which this cannot be changed from here.",
                "Change the file itself and choose it again.", name);
}

std::optional<std::string> rewritten(std::string_view toml, const toml::table& document,
                                     const StudyChoices& was, const StudyChoices& now) {
    Rewriting made(toml, document);
    if (now.profile != was.profile)
        made.set(&document, "", "profile", fmt::format("\"{}\"", rules_of(now.profile).name));
    if (now.k != was.k) made.set("privacy", "k", fmt::format("{}", now.k));
    if (now.suppression != was.suppression)
        made.set("privacy", "suppression", fmt::format("{:g}", now.suppression));
    if (now.variables != was.variables) made.set("data", "variables", list_of(now.variables));
    const auto* sensitive = document.get_as<toml::array>("sensitive");
    for (std::size_t i = 0; sensitive != nullptr && i < now.l.size(); ++i)
        if (i < was.l.size() && now.l[i] != was.l[i])
            made.set(sensitive->get_as<toml::table>(i), "sensitive", "l",
                     fmt::format("{:g}", now.l[i]));
    return made.done();
}

}  // namespace

StudyChoices choices_of(const Study& study) {
    StudyChoices choices{study.profile, study.k, study.suppression, {}, study.variables};
    for (const Sensitive& one : study.sensitive) choices.l.push_back(one.l);
    return choices;
}

Result<ChosenStudy> with_choices(std::string_view toml, const Study& study,
                                 const StudyChoices& choices, const std::string& name) {
    const StudyChoices was = choices_of(study);
    if (choices == was) return ChosenStudy{std::string(toml), study};
    const auto document = parsed(toml);
    if (!document) return not_found(name);
    auto text = rewritten(toml, *document, was, choices);
    if (!text) return not_found(name);
    ChosenStudy chosen{std::move(*text), {}};
    auto read = read_study(chosen.text, name);
    if (!read) return fail(std::move(read));
    // A value that was not where it seemed to be must not leave with other data than it says.
    if (choices_of(*read) != choices) return not_found(name);
    chosen.study = std::move(*read);
    return chosen;
}

}  // namespace spine::exporting
