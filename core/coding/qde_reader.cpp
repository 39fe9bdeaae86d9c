// project.qde as it is read: users, codes, texts and their units, as any program writes them.
#include <charconv>
#include <pugixml.hpp>
#include <set>

#include "coding/qde_parts.h"
#include "coding/words.h"

namespace spine::coding {
namespace {

using pugi::xml_node;

// "#rgb" is short for "#rrggbb".
std::string colour_of(std::string_view text) {
    if (text.size() != 4) return std::string(text);
    std::string out = "#";
    for (const char c : text.substr(1)) out.append(2, c);
    return out;
}

Status read_code(const xml_node& node, const Guid& parent, QdeReading& reading) {
    const auto id = guid_of(node);
    if (!id) return fail(id.error());
    Code code;
    code.id = *id;
    code.parent = parent;
    code.name = attribute(node, "name");
    code.description = described(node);
    code.colour = colour_of(attribute(node, "color"));
    const std::string_view codable = attribute(node, "isCodable");
    code.codable = codable != "false" && codable != "0";
    if (auto taken = reading.take(AddCode{code}, node); !taken) return taken;
    reading.not_taken.count_others(node, {"Description", "Code"});
    for (const xml_node& below : children(node, "Code"))
        if (auto read = read_code(below, *id, reading); !read) return read;
    return {};
}

std::optional<std::uint32_t> position(const xml_node& node, const char* name) {
    const std::string_view text = attribute(node, name);
    std::uint32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

Result<Coding> read_coding(const xml_node& node, QdeReading& reading) {
    const auto id = guid_of(node);
    if (!id) return fail(id.error());
    const auto code = guid_of(child(node, "CodeRef"), "targetGUID");
    if (!code || !reading.into.project.state.codes.contains(*code))
        return fail(causes::qdpx_reference, "A unit stands under a code that is not in the file.",
                    "Have the other program write the project anew.", where(node));
    reading.not_taken.count_others(node, {"CodeRef"});
    return Coding{*id, *code, reading.made(node)};
}

// `length`: of its text, in code points.
Status read_unit(const xml_node& node, const Guid& text, std::uint32_t length,
                 QdeReading& reading) {
    const auto id = guid_of(node);
    if (!id) return fail(id.error());
    const auto from = position(node, "startPosition"), to = position(node, "endPosition");
    if (!from || !to || *from > *to || *to > length)
        return fail(causes::qdpx_place, "A unit stands outside its text.",
                    "Places count Unicode code points from 0, the end behind the last one.",
                    where(node));
    if (*from == *to) {
        reading.not_taken.count("PlainTextSelection");
        return {};
    }
    Unit unit;
    unit.id = *id;
    unit.text = text;
    unit.from = *from;
    unit.to = *to;
    unit.note = described(node);
    unit.made = reading.made(node);
    std::set<Guid> codes;
    for (const xml_node& one : children(node, "Coding")) {
        const auto coding = read_coding(one, reading);
        if (!coding) return fail(coding.error());
        if (codes.insert(coding->code).second)
            unit.codings.push_back(*coding);
        else
            reading.not_taken.count("Coding");  // under that code it stands already
    }
    reading.not_taken.count_others(node, {"Description", "Coding"});
    if (node.attribute("name")) reading.not_taken.count("selection name");
    return reading.take(MarkUnit{unit}, node);
}

Status read_source(const xml_node& node, QdeReading& reading) {
    const auto id = guid_of(node);
    if (!id) return fail(id.error());
    auto text = reading.words(node, kMostTextBytes);
    if (!text) return fail(std::move(text));
    const auto units = children(node, "PlainTextSelection");
    reading.not_taken.count_others(node, {"PlainTextContent", "PlainTextSelection"});
    if (!*text) {
        reading.not_taken.count("TextSource");
        reading.not_taken.count("PlainTextSelection", units.size());
        return {};
    }
    const std::uint32_t length = code_points_in(**text).value_or(0);
    for (const xml_node& unit : units)
        if (auto read = read_unit(unit, *id, length, reading); !read) return read;
    reading.into.project.sources.push_back(
        {*id, std::string(attribute(node, "name")), std::move(**text)});
    return {};
}

// In the namespace of the format, under whatever prefix.
bool is_project(const xml_node& root) {
    const std::string_view name = root.name();
    const auto colon = name.find(':');
    std::string declared = "xmlns";
    if (colon != std::string_view::npos) declared.append(":").append(name.substr(0, colon));
    return local_name(root) == "Project" && attribute(root, declared.c_str()) == kQdeNamespace;
}

bool has_doctype(const pugi::xml_document& document) {
    for (const xml_node node : document.children())
        if (node.type() == pugi::node_doctype) return true;
    return false;
}

Status load(std::string_view xml, pugi::xml_document& document) {
    constexpr unsigned kHow =
        pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single;
    const auto loaded = document.load_buffer(xml.data(), xml.size(), kHow, pugi::encoding_utf8);
    if (!code_points_in(xml) || !loaded)
        return fail(causes::qdpx_not_xml, "project.qde is no XML in UTF-8.",
                    "Have the other program write the project anew.", std::string(kQdeFile));
    if (has_doctype(document))
        return fail(causes::qdpx_not_xml, "project.qde declares a document type.",
                    "No project needs one, and what it may declare is dangerous.",
                    std::string(kQdeFile));
    if (!is_project(document.document_element()))
        return fail(causes::qdpx_no_project, "project.qde is no REFI-QDA project.",
                    "Have the other program write a project, not a codebook.",
                    std::string(kQdeFile));
    return {};
}

}  // namespace

Status read_users(const xml_node& root, QdeReading& reading) {
    for (const xml_node& node : children(child(root, "Users"), "User")) {
        const auto id = guid_of(node);
        if (!id) return fail(id.error());
        std::string name(attribute(node, "name"));
        if (name.empty()) name = attribute(node, "id");
        if (name.empty()) name = to_text(*id);
        if (auto taken = reading.take(AddUser{{*id, name}}, node); !taken) return taken;
    }
    return {};
}

Status read_codes(const xml_node& root, QdeReading& reading) {
    for (const xml_node& node : children(child(child(root, "CodeBook"), "Codes"), "Code"))
        if (auto read = read_code(node, {}, reading); !read) return read;
    return {};
}

Status read_sources(const xml_node& root, QdeReading& reading) {
    const xml_node sources = child(root, "Sources");
    for (const xml_node& node : children(sources, "TextSource"))
        if (auto read = read_source(node, reading); !read) return read;
    reading.not_taken.count_others(sources, {"TextSource"});
    return {};
}

Result<ReadProject> read_qde(std::string_view xml, const SourceFile& file) {
    pugi::xml_document document;
    if (auto loaded = load(xml, document); !loaded) return fail(std::move(loaded));
    if (auto right = check_guids(document); !right) return fail(std::move(right));
    const xml_node root = document.document_element();
    QdeReading reading;
    reading.file = file;
    reading.into.project.name = attribute(root, "name");
    reading.into.project.origin = attribute(root, "origin");
    reading.into.project.at = from_qde_time(attribute(root, "creationDateTime")).value_or(0);
    for (const auto& read : {read_users, read_codes, read_sources, read_ours})
        if (auto done = read(root, reading); !done) return fail(std::move(done));
    reading.not_taken.count_others(
        root, {"Users", "CodeBook", "Sources", "Notes", "Links", "Sets", "Variables", "Cases"});
    reading.not_taken.count("Variable", children(child(root, "Variables"), "Variable").size());
    reading.not_taken.count("Case", children(child(root, "Cases"), "Case").size());
    reading.into.not_taken = reading.not_taken.take();
    return std::move(reading.into);
}

}  // namespace spine::coding
