// project.qde, the XML in a .qdpx; for this module alone.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "coding/qdpx.h"

namespace spine::coding {

inline constexpr std::string_view kQdeNamespace = "urn:QDA-XML:project:1.0";
inline constexpr std::string_view kQdeFile = "project.qde";
inline constexpr std::string_view kSourcesFolder = "sources/";
inline constexpr std::string_view kInternal = "internal://";

// Ours among a file's sets and notes: known by a guid that follows from a word.
[[nodiscard]] inline Guid condensates_set() {
    return derived_guid("set of condensates");
}
[[nodiscard]] inline Guid syntheses_set() {
    return derived_guid("set of syntheses");
}
[[nodiscard]] inline Guid themes_set() {
    return derived_guid("set of themes");
}
[[nodiscard]] inline Guid readings_set(const Guid& user) {
    return derived_guid("set of texts read", user);
}
[[nodiscard]] inline Guid history_note() {
    return derived_guid("history");
}

// Those above but a person's: nothing else is called so.
[[nodiscard]] inline bool is_reserved(const Guid& id) {
    return id == condensates_set() || id == syntheses_set() || id == themes_set() ||
           id == history_note();
}

// The names of our links, from a note to what it rests on.
namespace links {
inline constexpr std::string_view group = "code group";
inline constexpr std::string_view rests_on = "rests on";
inline constexpr std::string_view quotes = "quotes";
inline constexpr std::string_view supported_by = "supported by";
inline constexpr std::string_view contradicted_by = "contradicted by";
}  // namespace links

// xsd:dateTime, in UTC, with milliseconds where there are some.
[[nodiscard]] std::string to_qde_time(UnixMs at);
// Any xsd:dateTime from 1970 on; one without a zone is taken for UTC. Nothing for anything else.
[[nodiscard]] std::optional<UnixMs> from_qde_time(std::string_view text);

// "GUID.txt", a file of the folder.
[[nodiscard]] std::string text_file(const Guid& guid);

// The XML, of a project whose state rests on its sources alone.
[[nodiscard]] std::string write_qde(const Project& project);

// `file`: the content of one in the folder of sources, by its name. Faults: as read_qdpx().
using SourceFile = std::function<Result<std::string>(std::string_view name, std::size_t most)>;
[[nodiscard]] Result<ReadProject> read_qde(std::string_view xml, const SourceFile& file);

}  // namespace spine::coding
