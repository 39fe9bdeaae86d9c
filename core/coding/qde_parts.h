// What the readers of project.qde share; for this module alone.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coding/qde.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace spine::coding {

// "q:Project" and "Project" alike: pugixml knows no namespaces.
[[nodiscard]] std::string_view local_name(const pugi::xml_node& node);
// The children of this name.
[[nodiscard]] std::vector<pugi::xml_node> children(const pugi::xml_node& parent,
                                                   std::string_view name);
[[nodiscard]] pugi::xml_node child(const pugi::xml_node& parent, std::string_view name);
[[nodiscard]] std::string_view attribute(const pugi::xml_node& node, const char* name);
// "PlainTextSelection 3f2a…": names the place of a fault without a word that somebody wrote.
[[nodiscard]] std::string where(const pugi::xml_node& node);
// The words of a Description.
[[nodiscard]] std::string described(const pugi::xml_node& node);

// Fault: qdpx_guid.
[[nodiscard]] Result<Guid> guid_of(const pugi::xml_node& node, const char* name = "guid");
// Every guid in the file is one, and stands once. Faults: qdpx_guid; qdpx_not_xml for elements that
// stand too deep in each other.
[[nodiscard]] Status check_guids(const pugi::xml_document& document);

// Counts what is left where it is.
class NotTaken {
  public:
    // By the name of the element, if the format knows it; "other" for anything else.
    void count(std::string_view element, std::size_t many = 1);
    // The children of a node but those.
    void count_others(const pugi::xml_node& parent, std::initializer_list<std::string_view> but);
    [[nodiscard]] std::map<std::string, std::size_t> take() { return std::move(counts_); }

  private:
    std::map<std::string, std::size_t> counts_;
};

// What is read so far.
struct QdeReading {
    ReadProject into;
    NotTaken not_taken;
    SourceFile file;
    // The words of a text source or a note: its file, or what stands in the XML. Nothing where it
    // has neither, such as rich text alone. Faults: qdpx_text, too_large.
    [[nodiscard]] Result<std::optional<std::string>> words(const pugi::xml_node& source,
                                                           std::size_t most) const;
    [[nodiscard]] Status take(const Step& step, const pugi::xml_node& from);
    // Who it says has made it, and when; what it does not say, or says wrongly, is not known.
    [[nodiscard]] Made made(const pugi::xml_node& node);
};

// In this order; each reads the children of Project that are its own.
[[nodiscard]] Status read_users(const pugi::xml_node& root, QdeReading& reading);
[[nodiscard]] Status read_codes(const pugi::xml_node& root, QdeReading& reading);
[[nodiscard]] Status read_sources(const pugi::xml_node& root, QdeReading& reading);
[[nodiscard]] Status read_ours(const pugi::xml_node& root, QdeReading& reading);

}  // namespace spine::coding
