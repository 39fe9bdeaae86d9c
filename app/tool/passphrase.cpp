#include "tool/passphrase.h"

#include <fcntl.h>
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

tl::unexpected<Fault> no_terminal() {
    return fail(causes::no_passphrase, "A passphrase is needed and there is no terminal.",
                "Give --passphrase-file FILE.");
}

// One byte at a time into locked memory: no buffer of the C library ever holds the passphrase.
crypto::SecretBytes read_line(int descriptor) {
    crypto::SecretBytes read(kLongest);
    std::size_t length = 0;
    while (length < kLongest) {
        std::uint8_t& next = read.writable()[length];
        if (::read(descriptor, &next, 1) != 1 || next == '\n' || next == '\r') break;
        ++length;
    }
    return crypto::SecretBytes(read.view().first(length));
}

Result<crypto::SecretBytes> ask(const char* prompt) {
    if (::isatty(STDIN_FILENO) == 0) return no_terminal();
    // Quiet before the prompt: who answers at once is not echoed either.
    const QuietTerminal quiet;
    std::fputs(prompt, stderr);
    crypto::SecretBytes typed = read_line(STDIN_FILENO);
    std::fputs("\n", stderr);
    if (typed.empty()) {
        return fail(causes::no_passphrase, "No passphrase was typed.",
                    "Run the command again and type it; nothing shows while you type.");
    }
    return typed;
}

// `--passphrase-file <(pass show clinic)`: the passphrase never lies on a disk.
crypto::SecretBytes read_pipe(const std::filesystem::path& pipe) {
    const int descriptor = ::open(pipe.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return {};
    crypto::SecretBytes line = read_line(descriptor);
    ::close(descriptor);
    return line;
}

Result<crypto::SecretBytes> read_file(Files& files, const std::filesystem::path& file) {
    crypto::SecretBytes passphrase;
    std::error_code error;
    if (std::filesystem::is_fifo(file, error)) {
        passphrase = read_pipe(file);
    } else {
        auto content = files.read(file, kLongest);
        if (!content) return fail(std::move(content));
        passphrase = first_line(*content);
        crypto::wipe(*content);
    }
    if (passphrase.empty()) {
        return fail(causes::no_passphrase, "The passphrase file is empty.",
                    "Write the passphrase on its first line.", file.string());
    }
    return passphrase;
}

// Of UTF-8: all bytes but those that continue a character.
std::size_t characters_in(ByteView text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](std::uint8_t c) { return (c & 0xC0U) != 0x80U; }));
}

}  // namespace

Result<crypto::SecretBytes> read_passphrase(Files& files,
                                            const std::optional<std::filesystem::path>& file) {
    return file ? read_file(files, *file) : ask("Passphrase: ");
}

Result<crypto::SecretBytes> read_new_passphrase(Files& files,
                                                const std::optional<std::filesystem::path>& file) {
    auto first = file ? read_file(files, *file) : ask("New passphrase: ");
    if (!first) return first;
    if (characters_in(first->view()) < kShortestPassphrase) {
        return fail(causes::passphrase_short,
                    "A passphrase for an archive has at least 12 characters; nothing was made.",
                    "Choose four or five words that do not belong together.",
                    file ? file->string() : "");
    }
    if (file) return first;
    const auto again = ask("The same again: ");
    if (!again) return fail(again.error());
    if (crypto::equal_in_constant_time(first->view(), again->view())) return first;
    return fail(causes::passphrases_differ, "The two passphrases differ; nothing was made.",
                "Run the command again and type the same twice.");
}

}  // namespace spine::tool
