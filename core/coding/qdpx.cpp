#include "coding/qdpx.h"

#include <algorithm>
#include <optional>

#include "coding/qde.h"
#include "coding/words.h"
#include "coding/zip_file.h"

namespace spine::coding {
namespace {

constexpr std::string_view kQdeEnding = ".qde";

Status check(const Project& project) {
    std::map<Guid, std::uint32_t> lengths;
    for (const Source& source : project.sources) {
        const auto length = code_points_in(source.text);
        if (!length || source.text.size() > kMostTextBytes)
            return fail(causes::qdpx_text, "A text is too long, or no UTF-8.", "Withhold it.",
                        to_text(source.id));
        if (!lengths.emplace(source.id, *length).second)
            return fail(causes::qdpx_guid, "Two texts have one guid.", "Nothing was written.");
    }
    for (const auto& [id, unit] : project.state.units)
        if (unit.to > lengths.at(unit.text))
            return fail(causes::qdpx_place, "A unit stands outside its text.",
                        "Nothing was written.", to_text(id));
    return {};
}

ZipPart part(const Guid& id, std::string_view words) {
    std::string name(kSourcesFolder);
    name.append(text_file(id));
    const ByteView bytes = as_bytes(words);
    return {std::move(name), Bytes(bytes.begin(), bytes.end())};
}

std::vector<ZipPart> parts_of(const Project& project) {
    std::vector<ZipPart> out;
    const std::string xml = write_qde(project);
    const ByteView bytes = as_bytes(xml);
    out.push_back({std::string(kQdeFile), Bytes(bytes.begin(), bytes.end())});
    for (const Source& one : project.sources) out.push_back(part(one.id, one.text));
    for (const auto& [id, one] : project.state.themes) out.push_back(part(id, one.words));
    for (const auto& [id, one] : project.state.condensates) out.push_back(part(id, one.text));
    for (const auto& [id, one] : project.state.syntheses) out.push_back(part(id, one.text));
    if (project.history.empty()) return out;
    std::string lines;
    for (const Entry& one : project.history) lines.append(encode(one)).append("\n");
    out.push_back(part(history_note(), lines));
    return out;
}

tl::unexpected<Fault> contents(std::string happened) {
    return fail(causes::qdpx_contents, std::move(happened),
                "A project has one project.qde and files in sources/, and nothing else.");
}

// As the format spells it: others write "Sources/", or "\\" between folder and file, or a file's
// name in other letters than the XML has it.
std::string plain_name(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool capital = c >= 'A' && c <= 'Z';
        out.push_back(c == '\\' ? '/' : capital ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return out;
}

// The parts of a project by their plain names. A program that names the XML after its project, as
// ATLAS.ti does, means project.qde.
Result<std::map<std::string, std::size_t>> table_of(const ZipFile& zip) {
    std::map<std::string, std::size_t> out;
    const auto& names = zip.names();
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string name = plain_name(names[i]);
        if (name == kSourcesFolder) continue;  // the folder itself
        const bool in_folder = name.starts_with(kSourcesFolder);
        const std::string file = in_folder ? name.substr(kSourcesFolder.size()) : name;
        const bool flat =
            file.find('/') == std::string::npos && file != "." && file != ".." && is_name(file);
        const bool xml = file.size() > kQdeEnding.size() && file.ends_with(kQdeEnding);
        if (!flat || (!in_folder && !xml))
            return contents("A file in the project has a place that no file has there.");
        if (!in_folder) name = kQdeFile;
        if (!out.emplace(std::move(name), i).second)
            return contents(in_folder ? "A file stands in the project twice."
                                      : "There are two projects in it.");
    }
    if (!out.contains(std::string(kQdeFile))) return contents("There is no project.qde in it.");
    return out;
}

}  // namespace

Result<Bytes> write_qdpx(const Project& project) {
    std::set<Guid> texts;
    for (const Source& source : project.sources) texts.insert(source.id);
    Project leaving = project;
    leaving.state = restricted_to(std::move(leaving.state), texts);
    leaving.history = restricted_to(std::move(leaving.history), texts);
    if (auto right = check(leaving); !right) return fail(std::move(right));
    const auto parts = parts_of(leaving);
    std::size_t size = 0;
    for (const ZipPart& one : parts) size += one.content.size();
    if (size > kMostUnpackedBytes || parts.size() > kMostParts ||
        parts.front().content.size() > kMostQdeBytes)
        return fail(causes::too_large, "The project is too large.", "Export fewer texts.");
    if (!leaving.history.empty() && parts.back().content.size() > kMostHistoryBytes)
        return fail(causes::too_large, "The history of the coding is too long.",
                    "Export it without the history.");
    return write_zip(parts, project.at);
}

Result<ReadProject> read_qdpx(ByteView file) {
    if (file.size() > kMostQdpxBytes)
        return fail(causes::too_large, "The file is too large.", "Take a part of the project.");
    const auto zip = ZipFile::open(file, kMostParts);
    if (!zip) return fail(zip.error());
    const auto table = table_of(*zip);
    if (!table) return fail(table.error());
    std::size_t left = kMostUnpackedBytes;
    const auto read = [&](const std::string& name, std::size_t most) -> Result<std::string> {
        const auto found = table->find(name);
        if (found == table->end())
            return fail(causes::qdpx_text, "A text is not in the project.",
                        "Have the other program write the project with its sources.");
        auto bytes = zip->read(found->second, std::min(most, left));
        if (!bytes) return fail(std::move(bytes));
        left -= bytes->size();
        return std::string(as_text(*bytes));
    };
    const auto xml = read(std::string(kQdeFile), kMostQdeBytes);
    if (!xml) return fail(xml.error());
    return read_qde(*xml, [&](std::string_view name, std::size_t most) {
        return read(std::string(kSourcesFolder).append(plain_name(name)), most);
    });
}

}  // namespace spine::coding
