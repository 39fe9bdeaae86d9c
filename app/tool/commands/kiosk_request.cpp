// kioskctl kiosk request: a tablet asks to be admitted, on its own machine.
#include <fmt/format.h>

#include "import/admitting.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

struct KioskRequestOptions {
    std::string kiosk, name, out;
};

Result<Report> run(Environment& environment, const KioskRequestOptions& options) {
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    const auto asked = importing::request_kiosk(options.kiosk, options.name, desk);
    if (!asked) return fail(asked.error());
    const std::string out = options.out.empty() ? options.kiosk + "/request" : options.out;
    if (auto kept = environment.files.write(out, asked->request, Access::Everyone); !kept)
        return fail(std::move(kept));
    return Report{{{"request", out}, {"fingerprint", asked->fingerprint}},
                  fmt::format("Fingerprint  {}\nTake {} to the root key and have it admitted: "
                              "kioskctl clinic admit CLINIC REQUEST --root DIR. It must show this "
                              "fingerprint.\n",
                              asked->fingerprint, out),
                  true};
}

}  // namespace

void add_kiosk_request(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<KioskRequestOptions>();
    CLI::App& command = commands.add(
        group, "request", "Asks the clinic to admit this tablet",
        "kioskctl kiosk request /var/lib/spine-kiosk --name 'Tablet 2' --out usb/tablet-2.request",
        [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "KIOSK", options->kiosk, "The tablet's folder").required();
    add_option(command, "--name", options->name, "What staff call it").required();
    add_option(command, "--out", options->out, "The request's file; KIOSK/request if not said");
}

}  // namespace spine::tool
