#include "shell.h"

#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdlib>

#include "support/support.h"

namespace spine::test {

Ran shell(const std::string& arguments, const std::string& redirect) {
    const TemporaryFolder folder;
    const std::string line =
        fmt::format(R"("{}" {} >"{}" 2>"{}" {})", KIOSKCTL, arguments, (folder / "out").string(),
                    (folder / "err").string(), redirect);
    const int status = std::system(line.c_str());  // NOLINT(cert-env33-c): what users do
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, slurp(folder / "out"),
            slurp(folder / "err")};
}

}  // namespace spine::test
