// An ear at a program's loudspeaker: ALSA writes what would sound into a file.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace spine::test {

class ChimeListener {
  public:
    explicit ChimeListener(const std::filesystem::path& folder);
    // For the program that is listened to.
    [[nodiscard]] std::map<std::string, std::string> environment() const;
    // A tenth of a second of sound that is no silence has come.
    [[nodiscard]] bool heard() const;

  private:
    std::filesystem::path settings_, sound_;
};

}  // namespace spine::test
