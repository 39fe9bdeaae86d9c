// kioskctl texts: what patients wrote in their own words, and what may leave of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "import/configuration_shelf.h"
#include "review/text_queue.h"
#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

using review::QueuedText;
using review::RedactionKind;

constexpr std::array kKinds = {RedactionKind::Cpr,      RedactionKind::Number, RedactionKind::Date,
                               RedactionKind::Contact,  RedactionKind::Name,   RedactionKind::Place,
                               RedactionKind::Employer, RedactionKind::Other};

struct TextsOptions {
    ClinicOptions clinic;
    std::string release, withhold, undo, as;
    std::vector<std::string> redact, keep;  // ID FROM TO
    [[nodiscard]] bool decides() const {
        return !release.empty() || !withhold.empty() || !undo.empty() || !redact.empty() ||
               !keep.empty();
    }
};

std::string_view words_of(archive::TextState state) {
    switch (state) {
        case archive::TextState::Released:
            return "released";
        case archive::TextState::Withheld:
            return "withheld";
        default:
            return "waiting";
    }
}

std::string_view words_of(crypto::MarkKind kind) {
    switch (kind) {
        case crypto::MarkKind::Release:
            return "release";
        case crypto::MarkKind::Withhold:
            return "withhold";
        case crypto::MarkKind::Redact:
            return "redact";
        default:
            return "keep";
    }
}

std::optional<std::uint32_t> number_in(const std::string& text) {
    std::uint32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string complaint_of(const TextsOptions& options) {
    const int decisions = (options.release.empty() ? 0 : 1) + (options.withhold.empty() ? 0 : 1) +
                          (options.undo.empty() ? 0 : 1) +
                          (options.redact.empty() && options.keep.empty() ? 0 : 1);
    if (decisions > 1) return "Decide one thing at a time.";
    for (const auto* span : {&options.redact, &options.keep})
        if (!span->empty() &&
            (span->size() != 3 || !number_in(span->at(1)) || !number_in(span->at(2))))
            return "--redact and --keep need ID FROM TO, in code points from 0.";
    if (!options.as.empty() && options.redact.empty()) return "--as goes with --redact.";
    return {};
}

std::optional<RedactionKind> kind_named(const std::string& name) {
    const auto* const found = std::find_if(
        kKinds.begin(), kKinds.end(), [&](RedactionKind kind) { return name_of(kind) == name; });
    return found == kKinds.end() ? std::nullopt : std::optional(*found);
}

Json spans_json(const std::vector<archive::Redaction>& spans, bool kinds) {
    Json list = Json::array();
    for (const archive::Redaction& one : spans) {
        list.push_back({{"from", one.from}, {"to", one.to}});
        if (kinds) list.back()["kind"] = name_of(static_cast<RedactionKind>(one.stands_for));
    }
    return list;
}

Json proposals_json(const QueuedText& text) {
    Json list = Json::array();
    for (const review::Proposal& one : text.proposals)
        list.push_back({{"from", one.from},
                        {"to", one.to},
                        {"kind", name_of(one.kind)},
                        {"preselected", one.preselected},
                        {"why", one.why}});
    return list;
}

Json decisions_json(const QueuedText& text) {
    Json list = Json::array();
    for (const archive::TextMark& one : text.reading.decisions) {
        list.push_back({{"what", words_of(one.kind)},
                        {"by", one.by},
                        {"roles", archive::words_of(one.roles, ", ")},
                        {"at", to_rfc3339(one.at)}});
        if (one.span.to > 0) {
            list.back()["from"] = one.span.from;
            list.back()["to"] = one.span.to;
        }
    }
    return list;
}

Json as_json(const QueuedText& text) {
    return {{"id", text.id},
            {"language", text.language},
            {"item", text.link_id},
            {"state", words_of(text.reading.state)},
            {"released_by", text.reading.released_by},
            {"text", text.text},
            {"copy", review::redacted(text.text, text.reading.redactions)},
            {"redactions", spans_json(text.reading.redactions, true)},
            {"kept", spans_json(text.reading.kept, false)},
            {"proposals", proposals_json(text)},
            {"decisions", decisions_json(text)}};
}

// A patient's text goes to a terminal: no control character acts there.
std::string shown(std::string text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (byte(i) < 0x20 || byte(i) == 0x7F) text[i] = ' ';
        // U+0080 to U+009F: some terminals obey them, too.
        if (byte(i) == 0xC2 && i + 1 < text.size() && byte(i + 1) < 0xA0)
            text[i] = text[i + 1] = ' ';
    }
    return text;
}

std::string as_text(const QueuedText& text) {
    std::string out =
        fmt::format("{}  {:<8}  {:<3}  {}\n    {}\n", text.id, words_of(text.reading.state),
                    text.language, text.link_id, shown(text.text));
    if (!text.reading.redactions.empty())
        out += fmt::format("    leaves as: {}\n",
                           shown(review::redacted(text.text, text.reading.redactions)));
    for (const review::Proposal& one : text.proposals)
        out += fmt::format("    {} {} to {}: {}{}\n", name_of(one.kind), one.from, one.to, one.why,
                           one.preselected ? ", redacted unless kept" : "");
    for (const std::string& name : text.reading.released_by)
        out += fmt::format("    released by {}\n", name);
    return out;
}

Report listed(const std::vector<QueuedText>& queue) {
    Report report;
    report.json = {{"waiting", 0}, {"released", 0}, {"withheld", 0}, {"texts", Json::array()}};
    for (const QueuedText& one : queue) {
        auto& count = report.json[std::string(words_of(one.reading.state))];
        count = count.get<std::uint64_t>() + 1;
        report.json["texts"].push_back(as_json(one));
        report.text += as_text(one);
    }
    report.text += fmt::format(
        "{} texts wait. What is proposed is never all that points at somebody: read each.\n",
        report.json["waiting"].get<std::uint64_t>());
    return report;
}

Status decide(archive::Archive& archive, const QueuedText& text, const TextsOptions& options) {
    if (!options.release.empty()) return review::release(archive, text);
    if (!options.withhold.empty()) return review::withhold(archive, text);
    if (!options.undo.empty()) return archive.undo_text(text.ref);
    const auto span = [](const std::vector<std::string>& given) {
        return std::pair(number_in(given[1]).value_or(0), number_in(given[2]).value_or(0));
    };
    if (!options.redact.empty()) {
        const auto [from, to] = span(options.redact);
        if (auto done = review::redact(archive, text, from, to, kind_named(options.as)); !done)
            return done;
    }
    if (options.keep.empty()) return {};
    const auto [from, to] = span(options.keep);
    return review::keep(archive, text, from, to);
}

// The one that is decided about.
Result<const QueuedText*> meant(const std::vector<QueuedText>& queue, const TextsOptions& options) {
    for (const std::string* id : {&options.release, &options.withhold, &options.undo})
        if (!id->empty()) return review::find_text(queue, *id);
    if (!options.redact.empty() && !options.keep.empty() && options.redact[0] != options.keep[0])
        return fail(review::causes::text_unknown, "Two texts are named.", "Decide about one.");
    return review::find_text(queue, options.redact.empty() ? options.keep[0] : options.redact[0]);
}

Result<Report> run(Environment& environment, const TextsOptions& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    importing::ConfigurationShelf shelf(environment.files, (*archive)->folder(),
                                        (*archive)->root());
    const auto queue =
        review::text_queue(**archive, [&](const crypto::Hash& hash) { return shelf.find(hash); });
    if (!queue) return fail(queue.error());
    if (!options.decides()) return listed(*queue);
    const auto found = meant(*queue, options);
    if (!found) return fail(found.error());
    if (auto done = decide(**archive, **found, options); !done) return fail(std::move(done));
    const auto readings = (*archive)->text_readings();
    if (!readings) return fail(readings.error());
    QueuedText now = **found;
    const auto reading = readings->find(now.ref.name);
    now.reading = reading == readings->end() ? archive::TextReading() : reading->second;
    return Report{as_json(now), as_text(now) + "Other computers see it after the next import.\n"};
}

}  // namespace

void add_texts(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<TextsOptions>();
    CLI::App& command =
        commands.add(app, "texts", "Reads the patients' own words, and decides what may leave",
                     "kioskctl texts clinic --redact 5d3c01a2b4e6f708 12 23 --as name",
                     [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--release", options->release,
               "It may leave with research data, redacted as it stands: ID");
    add_option(command, "--withhold", options->withhold, "It may not: ID");
    add_option(command, "--redact", options->redact,
               "Replaces a part in every copy that leaves: ID FROM TO");
    add_option(command, "--keep", options->keep, "Leaves a part as it is: ID FROM TO");
    add_option(command, "--undo", options->undo, "Takes the last decision back: ID");
    std::vector<std::string> kinds;
    for (const RedactionKind kind : kKinds) kinds.emplace_back(name_of(kind));
    add_option(command, "--as", options->as, "What is written in its place").one_of(kinds);
    add_check(command, [options] { return complaint_of(*options); });
}

}  // namespace spine::tool
