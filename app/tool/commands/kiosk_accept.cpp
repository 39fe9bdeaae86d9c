// kioskctl kiosk accept: a tablet takes what the clinic gave it.
#include <fmt/format.h>

#include "crypto/constants.h"
#include "import/admitting.h"
#include "tool/passphrase.h"
#include "tool/store_options.h"

namespace spine::tool {
namespace {

struct KioskAcceptOptions {
    std::string kiosk, package, root;
    StoreOptions store;
    std::optional<std::filesystem::path> pin_file;
};

Result<Report> run(Environment& environment, const KioskAcceptOptions& options) {
    const auto package = environment.files.read(options.package, 2 * crypto::kMaxObjectSize);
    if (!package) return fail(package.error());
    std::string pin = fmt::format("{:06}", environment.random.below(1'000'000));
    if (options.pin_file) {
        const auto read = read_passphrase(environment.files, options.pin_file);
        if (!read) return fail(read.error());
        pin = std::string(as_text(read->view()));
    }
    const auto settings = settings_of(environment, options.store);
    if (!settings) return fail(settings.error());
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    const auto enrolled =
        importing::accept_package(options.kiosk, *package, options.root, *settings, pin, desk);
    if (!enrolled) return fail(enrolled.error());
    Report report{{{"device", enrolled->device.hex()},
                   {"root", enrolled->fingerprint},
                   {"number", enrolled->number}},
                  fmt::format("Enrolled. Codes begin with {:0{}}.\nDevice     {}\nRoot key   {}\n",
                              enrolled->number, enrolled->code_length == 8 ? 2 : 1,
                              enrolled->device.hex(), enrolled->fingerprint),
                  true};
    if (options.root.empty())
        report.text +=
            "Compare the root key's fingerprint with the clinic's card. If it is "
            "another, empty this folder: somebody else wants the answers.\n";
    if (!options.pin_file) {
        report.json["staff_pin"] = pin;
        report.text +=
            fmt::format("Staff PIN  {}\nWrite the PIN down: it is not shown again.\n", pin);
    }
    return report;
}

}  // namespace

void add_kiosk_accept(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<KioskAcceptOptions>();
    CLI::App& command = commands.add(
        group, "accept", "Takes the clinic's package: this tablet is enrolled then",
        "kioskctl kiosk accept /var/lib/spine-kiosk usb/tablet-2.package --pin-file pin",
        [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "KIOSK", options->kiosk, "The tablet's folder").required();
    add_option(command, "PACKAGE", options->package, "What clinic admit wrote").required();
    add_option(command, "--pin-file", options->pin_file,
               "Its first line is the staff PIN; without it one is made and shown");
    add_option(command, "--root", options->root, "The root key's fingerprint, from the card");
    add_option(command, "--store", options->store.address,
               "The store, where this tablet reaches it elsewhere");
    add_store_options(command, options->store);
}

}  // namespace spine::tool
