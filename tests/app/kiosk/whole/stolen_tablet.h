// Everything that lies in a tablet's folder, as somebody finds it who has stolen the tablet: all
// files and their names but the signed configuration, which is public; the same of a store.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "support/byte_search.h"
#include "support/key_hunt.h"

namespace spine::test {

class StolenTablet {
  public:
    // Reads the folder as it is now, a running program's too.
    [[nodiscard]] static Result<StolenTablet> read(const std::filesystem::path& kiosk);

    // Adds what a store holds, but for the published configurations: names begin with "store/".
    [[nodiscard]] Status add_store(const std::filesystem::path& store);

    // Where and what: "journal.db-wal: option: low-back".
    [[nodiscard]] std::vector<std::string> found(const ByteSearch& search) const;
    // Every window of files up to `all_up_to` bytes, every 61st of larger ones.
    [[nodiscard]] KeyHunt hunt(std::size_t all_up_to) const;
    [[nodiscard]] std::vector<crypto::SessionHeader> headers() const;
    [[nodiscard]] std::vector<SealedText> sealed_texts() const;
    [[nodiscard]] std::size_t bytes() const;
    // File, relative to the folder -> content.
    [[nodiscard]] const std::map<std::string, std::string>& files() const { return files_; }

  private:
    std::map<std::string, std::string> files_;
};

// Adds every option's code and every linkId of the questionnaires in a tablet's configuration.
[[nodiscard]] Status add_questionnaires(ByteSearch& search, const std::filesystem::path& kiosk);
// Adds what a line of kiosk_without_window says a patient did: "code 131873", "gives ITEM JSON".
// The code, or nothing.
std::string add_line(ByteSearch& search, const std::string& line);
// Adds codes, answers and typed words of an answers.ndjson. The fault names the line.
[[nodiscard]] Status add_answers(ByteSearch& search, const std::filesystem::path& ndjson);

}  // namespace spine::test
