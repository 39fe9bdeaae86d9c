#include "support/command_line.h"

#include <sys/wait.h>

#include <cstdlib>

#include "support/support.h"

namespace spine::test {

Finished command_line(const std::string& line) {
    const TemporaryFolder folder;
    const std::string out = (folder / "out").string(), err = (folder / "err").string();
    // NOLINTNEXTLINE(cert-env33-c): tools of the test alone
    const int status = std::system(("( " + line + " ) >" + out + " 2>" + err).c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, slurp(out), slurp(err)};
}

bool can_call(const std::string& program) {
    return command_line("command -v " + program).code == 0;
}

}  // namespace spine::test
