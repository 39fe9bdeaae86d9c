// The folder that an export writes: whole, or not there at all.
//
// Files are written into "DIR.partial-XXXXXX" beside DIR, which is renamed to DIR by keep(). A
// cancelled or failed export removes it; one that was killed, or lost its power,
// leaves it under that name until the next export to the same DIR removes it, or a person does; the
// next export to the same place says that it is there. It holds answers in clear, so it is for its
// owner alone.
//
// One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace spine::exporting {

namespace causes {
inline constexpr Cause export_folder_exists = "export-folder-exists";
inline constexpr Cause export_write_failed = "export-write-failed";
}  // namespace causes

// One file of the set, written from its beginning to its end, buffered.
class OutputFile {
  public:
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();
    // After a fault it takes no more, and close() says what it was.
    void write(std::string_view text);
    [[nodiscard]] bool ok() const { return error_ == 0; }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    // On the disk. Idempotent. Fault: export_write_failed, also of any write before.
    [[nodiscard]] Status close();

  private:
    friend class ExportFolder;
    OutputFile(int descriptor, std::string name);
    void flush();
    int descriptor_;
    int error_ = 0;
    std::string name_, buffer_;
    std::uint64_t size_ = 0;
};

class ExportFolder {
  public:
    // `to` must not exist, or be an empty folder; what leads to it must. Faults:
    // export_folder_exists, export_write_failed.
    [[nodiscard]] static Result<std::unique_ptr<ExportFolder>> make(
        const std::filesystem::path& to);
    ExportFolder(const ExportFolder&) = delete;
    ExportFolder& operator=(const ExportFolder&) = delete;
    // Without keep(): removes everything.
    ~ExportFolder();

    // A new file with this plain name, or one in a folder of its own: "tables/01.csv". It lives as
    // long as the folder.
    [[nodiscard]] Result<OutputFile*> file(const std::string& name);
    // The same, for what is written at once.
    [[nodiscard]] Status write(const std::string& name, std::string_view content);
    // What exports to other names beside this one have left and nobody is writing any more: for a
    // person to remove, since nothing but its name says whose it is.
    [[nodiscard]] const std::vector<std::filesystem::path>& left_beside() const {
        return left_beside_;
    }
    // Where the files lie until keep(): for a library that wants a path.
    [[nodiscard]] const std::filesystem::path& path() const { return partial_; }
    // Closes all files and gives the folder its name, on the disk. Nothing is written afterwards.
    [[nodiscard]] Status keep();

    struct Kept {
        std::string name;
        std::uint64_t size = 0;
    };
    // In the order of their names.
    [[nodiscard]] std::vector<Kept> files() const;

  private:
    ExportFolder(std::filesystem::path to, std::filesystem::path partial, int lock);
    std::filesystem::path to_, partial_;
    int lock_;  // held while it is being written: a later export takes only what nobody holds
    bool kept_ = false;
    std::vector<std::filesystem::path> left_beside_;
    std::map<std::string, std::unique_ptr<OutputFile>> files_;
};

}  // namespace spine::exporting
