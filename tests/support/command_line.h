// A program that we did not write, called as from a shell.
#pragma once

#include <string>

namespace spine::test {

struct Finished {
    int code = -1;
    std::string out, err;
};
// `line` as sh takes it; what it prints is gathered. Waits for its end.
[[nodiscard]] Finished command_line(const std::string& line);
// Whether a program of that name can be called.
[[nodiscard]] bool can_call(const std::string& program);

}  // namespace spine::test
