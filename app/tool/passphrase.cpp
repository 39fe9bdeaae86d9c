#include "tool/passphrase.h"

#include <sys/types.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace spine::tool {
namespace {

constexpr std::size_t kLongest = 1024;

// The terminal with its echo off; comes back as it was.
class QuietTerminal {
  public:
    QuietTerminal() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;
    ~QuietTerminal() {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }

  private:
    termios before_{};
    bool changed_ = false;
};

crypto::SecretBytes first_line(ByteView content) {
    const auto end = std::find_if(content.begin(), content.end(),
                                  [](std::uint8_t c) { return c == '\n' || c == '\r'; });
    return crypto::SecretBytes(content.first(static_cast<std::size_t>(end - content.begin())));
}

// One byte at a time into locked memory: no buffer of the C library ever holds the passphrase.
Result<crypto::SecretBytes> ask() {
    if (::isatty(STDIN_FILENO) == 0) {
        return fail(causes::no_passphrase, "A passphrase is needed and there is no terminal.",
                    "Give --passphrase-file FILE.");
    }
    std::fputs("Passphrase: ", stderr);
    const QuietTerminal quiet;
    crypto::SecretBytes typed(kLongest);
    std::size_t length = 0;
    while (length < kLongest) {
        std::uint8_t& next = typed.writable()[length];
        if (::read(STDIN_FILENO, &next, 1) != 1 || next == '\n') break;
        ++length;
    }
    std::fputs("\n", stderr);
    return crypto::SecretBytes(typed.view().first(length));
}

}  // namespace

Result<crypto::SecretBytes> read_passphrase(Files& files,
                                            const std::optional<std::filesystem::path>& file) {
    if (!file) return ask();
    auto content = files.read(*file, kLongest);
    if (!content) return fail(std::move(content));
    crypto::SecretBytes passphrase = first_line(*content);
    std::fill(content->begin(), content->end(), std::uint8_t{0});
    if (passphrase.size() == 0) {
        return fail(causes::no_passphrase, "The passphrase file is empty.",
                    "Write the passphrase on its first line.", file->string());
    }
    return passphrase;
}

}  // namespace spine::tool
