// kioskctl, called as a script calls it.
#pragma once

#include <string>

namespace spine::test {

struct Ran {
    int code = -1;
    std::string out, err;
};
// `redirect` comes last on the shell's command line.
[[nodiscard]] Ran shell(const std::string& arguments, const std::string& redirect = {});

}  // namespace spine::test
