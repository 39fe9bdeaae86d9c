#include "stolen_tablet.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/files.h"

namespace spine::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t largest = 1ULL << 30U;
constexpr std::size_t stride = 61;

bool is_published(const fs::path& file) {
    const std::string folder = file.parent_path().filename().string();
    return folder == "contents" || folder == "configs";
}

bool is_configuration(const std::string& relative) {
    return relative.rfind("config/", 0) == 0 || relative.rfind("config.next/", 0) == 0;
}

void add_item(ByteSearch& search, const json& item) {
    if (item.contains("linkId")) search.add_item(item["linkId"].get<std::string>());
    if (item.contains("answerOption")) {
        for (const json& option : item["answerOption"]) {
            const json coding = option.value("valueCoding", json::object());
            if (coding.contains("code")) search.add_option(coding["code"].get<std::string>());
        }
    }
    if (!item.contains("item")) return;
    for (const json& child : item["item"]) add_item(search, child);
}

}  // namespace

Result<StolenTablet> StolenTablet::read(const fs::path& kiosk) {
    StolenTablet tablet;
    SystemFiles files;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(kiosk, error)) {
        const std::string relative = entry.path().lexically_relative(kiosk).string();
        if (!entry.is_regular_file() || is_configuration(relative)) continue;
        const auto bytes = files.read(entry.path(), largest);
        if (!bytes) return fail(bytes.error());
        tablet.files_[relative] = as_text(*bytes);
    }
    if (error || tablet.files_.empty()) {
        return fail("folder-unreadable", "There is no tablet in this folder.", "Check the path.",
                    kiosk.string());
    }
    return tablet;
}

Status StolenTablet::add_store(const fs::path& store) {
    SystemFiles files;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(store, error)) {
        if (!entry.is_regular_file() || is_published(entry.path())) continue;
        const auto bytes = files.read(entry.path(), largest);
        if (!bytes) return fail(bytes.error());
        files_["store/" + entry.path().lexically_relative(store).string()] = as_text(*bytes);
    }
    if (!error) return {};
    return fail("folder-unreadable", "There is no store in this folder.", "Check the path.",
                store.string());
}

std::vector<std::string> StolenTablet::found(const ByteSearch& search) const {
    std::vector<std::string> all;
    for (const auto& [name, content] : files_) {
        for (const std::string& what : search.found_in(content))
            all.push_back(fmt::format("{}: {}", name, what));
        for (const std::string& what : search.found_in(name))
            all.push_back(fmt::format("a name: {}", what));
    }
    return all;
}

std::vector<crypto::SessionHeader> StolenTablet::headers() const {
    std::string everything;
    for (const auto& [name, content] : files_) everything += content;
    return headers_in(everything);
}

std::vector<SealedText> StolenTablet::sealed_texts() const {
    std::vector<SealedText> all;
    for (const auto& [name, content] : files_) {
        for (SealedText& text : sealed_texts_in(content)) all.push_back(std::move(text));
    }
    return all;
}

KeyHunt StolenTablet::hunt(std::size_t all_up_to) const {
    KeyHunt hunt(headers(), sealed_texts());
    for (const auto& [name, content] : files_) {
        hunt.look_at(content, content.size() <= all_up_to ? 1 : stride);
    }
    return hunt;
}

std::size_t StolenTablet::bytes() const {
    std::size_t all = 0;
    for (const auto& [name, content] : files_) all += content.size();
    return all;
}

Status add_questionnaires(ByteSearch& search, const fs::path& kiosk) {
    SystemFiles files;
    const fs::path folder = kiosk / "config/questionnaires";
    const auto names = files.list(folder);
    if (!names) return fail(names.error());
    for (const FolderEntry& entry : *names) {
        const auto bytes = files.read(folder / entry.name, largest);
        if (!bytes) return fail(bytes.error());
        add_item(search, json::parse(as_text(*bytes), nullptr, false));
    }
    return {};
}

std::string add_line(ByteSearch& search, const std::string& line) {
    if (line.rfind("code ", 0) == 0) {
        search.add_code(line.substr(5));
        return line.substr(5);
    }
    if (line.rfind("gives ", 0) == 0) {
        const std::size_t space = line.find(' ', 6);
        search.add_answer(line.substr(6, space - 6), line.substr(space + 1));
    }
    return {};
}

Status add_answers(ByteSearch& search, const fs::path& ndjson) {
    std::ifstream in(ndjson);
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        const json visit = json::parse(line, nullptr, false);
        if (!visit.is_object() || !visit.contains("answers")) {
            return fail("answers-malformed", "This is no answers.ndjson.", "Check the file.",
                        ndjson.string() + ":" + std::to_string(number));
        }
        const std::string code = visit.value("code", "");
        if (!code.empty()) search.add_code(code);
        for (const auto& [link_id, answer] : visit["answers"].items()) {
            search.add_answer(link_id, answer.dump());
            if (answer.is_string()) search.add_text(answer.get<std::string>());
        }
    }
    return {};
}

}  // namespace spine::test
