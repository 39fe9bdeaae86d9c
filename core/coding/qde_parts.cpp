#include "coding/qde_parts.h"

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <set>

#include "coding/words.h"

namespace spine::coding {
namespace {

// Elements that the format has and this program leaves where they are. A name that a file makes up
// is not repeated: it may be anybody's words.
constexpr std::array<std::string_view, 30> kKnown = {"User",
                                                     "Code",
                                                     "Variable",
                                                     "Variables",
                                                     "VariableValue",
                                                     "Case",
                                                     "Cases",
                                                     "TextSource",
                                                     "PictureSource",
                                                     "PDFSource",
                                                     "AudioSource",
                                                     "VideoSource",
                                                     "PlainTextSelection",
                                                     "Coding",
                                                     "Note",
                                                     "NoteRef",
                                                     "Link",
                                                     "Set",
                                                     "Graph",
                                                     "Graphs",
                                                     "Description",
                                                     "MemberCode",
                                                     "MemberSource",
                                                     "MemberNote",
                                                     "Representation",
                                                     "Transcript",
                                                     "history",
                                                     "creatingUser",
                                                     "creationDateTime",
                                                     "selection name"};
constexpr int kDeepest = 100;

// Iterative: a file cannot exhaust the stack.
class GuidCheck : public pugi::xml_tree_walker {
  public:
    bool for_each(pugi::xml_node& node) override {
        if (depth() > kDeepest) return stop("Elements stand too deep in each other.", node);
        const pugi::xml_attribute guid = node.attribute("guid");
        if (!guid) return true;
        const auto read = guid_in(guid.value());
        if (!read || read->is_zero()) return stop("A guid is none.", node);
        return seen_.insert(*read).second || stop("A guid stands twice.", node);
    }
    std::string wrong, place;

  private:
    bool stop(const char* why, const pugi::xml_node& node) {
        wrong = why;
        place = std::string(local_name(node));
        return false;
    }
    std::set<Guid> seen_;
};

tl::unexpected<Fault> bad_text(std::string happened, const pugi::xml_node& node) {
    return fail(causes::qdpx_text, std::move(happened), "Have the project written with plain text.",
                where(node));
}

// All that stands in an element; others' programs write it in several pieces.
std::string words_in(const pugi::xml_node& node) {
    std::string out;
    for (const pugi::xml_node part : node.children())
        if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata)
            out.append(part.value());
    return out;
}

}  // namespace

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::vector<pugi::xml_node> children(const pugi::xml_node& parent, std::string_view name) {
    std::vector<pugi::xml_node> out;
    for (const pugi::xml_node node : parent.children())
        if (node.type() == pugi::node_element && local_name(node) == name) out.push_back(node);
    return out;
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    const auto found = children(parent, name);
    return found.empty() ? pugi::xml_node() : found.front();
}

std::string_view attribute(const pugi::xml_node& node, const char* name) {
    return node.attribute(name).value();
}

std::string where(const pugi::xml_node& node) {
    const auto guid = guid_in(attribute(node, "guid"));
    std::string out(local_name(node));
    return guid ? out.append(" ").append(to_text(*guid)) : out;
}

std::string described(const pugi::xml_node& node) {
    return with_line_feeds(words_in(child(node, "Description")));
}

Result<Guid> guid_of(const pugi::xml_node& node, const char* name) {
    const auto guid = guid_in(attribute(node, name));
    if (guid && !guid->is_zero()) return *guid;
    return fail(causes::qdpx_guid, "A guid is missing or none.",
                "Have the other program write the project anew.", std::string(local_name(node)));
}

Status check_guids(const pugi::xml_document& document) {
    GuidCheck check;
    pugi::xml_node top = document.document_element();
    if (top.traverse(check)) return {};
    const Cause cause = check.wrong.front() == 'E' ? causes::qdpx_not_xml : causes::qdpx_guid;
    return fail(cause, check.wrong, "Have the other program write the project anew.", check.place);
}

void NotTaken::count(std::string_view element, std::size_t many) {
    const bool known = std::find(kKnown.begin(), kKnown.end(), element) != kKnown.end();
    if (many > 0) counts_[std::string(known ? element : "other")] += many;
}

void NotTaken::count_others(const pugi::xml_node& parent,
                            std::initializer_list<std::string_view> but) {
    for (const pugi::xml_node node : parent.children()) {
        const std::string_view name = local_name(node);
        if (node.type() == pugi::node_element &&
            std::find(but.begin(), but.end(), name) == but.end())
            count(name);
    }
}

Result<std::optional<std::string>> QdeReading::words(const pugi::xml_node& source,
                                                     std::size_t most) const {
    std::string text;
    const std::string_view path = attribute(source, "plainTextPath");
    if (path.starts_with(kInternal)) {
        auto read = file(path.substr(kInternal.size()), most);
        if (!read) {
            read.error().where = where(source);
            return fail(std::move(read));
        }
        text = std::move(*read);
    } else if (const auto content = child(source, "PlainTextContent"); content && path.empty()) {
        text = words_in(content);
    } else {
        return std::optional<std::string>();
    }
    if (text.size() > most)
        return fail(causes::too_large, "A text in the project is too large.", "Take a part of it.",
                    where(source));
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark)) text.erase(0, kMark.size());
    if (!code_points_in(text)) return bad_text("A text in the project is no UTF-8.", source);
    return std::optional(std::move(text));
}

Status QdeReading::take(const Step& step, const pugi::xml_node& from) {
    auto taken = take_step(step, into.project.state);
    if (!taken) taken.error().where = where(from);
    return taken;
}

Made QdeReading::made(const pugi::xml_node& node) {
    Made out;
    if (const auto by = attribute(node, "creatingUser"); !by.empty()) {
        const auto user = guid_in(by);
        const bool known = user && into.project.state.users.contains(*user);
        if (known) out.by = *user;
        if (!known) not_taken.count("creatingUser");
    }
    if (const auto at = attribute(node, "creationDateTime"); !at.empty()) {
        const auto time = from_qde_time(at);
        out.at = time.value_or(0);
        if (!time) not_taken.count("creationDateTime");
    }
    return out;
}

}  // namespace spine::coding
