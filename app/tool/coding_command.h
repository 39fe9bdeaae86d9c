// What the commands about the coding share: the desk over an opened archive.
#pragma once

#include <filesystem>
#include <memory>

#include "import/configuration_shelf.h"
#include "review/coding_desk.h"
#include "tool/clinic_access.h"

namespace spine::tool {

// An archive with its coding opened; the desk uses what stands above it.
struct OpenedCoding {
    std::unique_ptr<archive::Archive> archive;
    std::unique_ptr<importing::ConfigurationShelf> shelf;
    review::CodingDesk desk;
};
[[nodiscard]] Result<OpenedCoding> open_coding(Environment& environment,
                                               const ClinicOptions& options, std::size_t readers);

// What leaves for others, `coding.qdpx` in a new folder: of texts that so many people have
// released, without the history and without names of who coded.
[[nodiscard]] Result<Report> export_coding(Environment& environment, const ClinicOptions& options,
                                           const std::filesystem::path& to, std::size_t readers);

// How much of it there is.
[[nodiscard]] Json counts_of(const review::CodingDesk& desk);

}  // namespace spine::tool
