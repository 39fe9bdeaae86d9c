// kioskctl kiosk enrol: request, admit and accept at once, where root and tablet meet.
#include <fmt/format.h>

#include "import/enrolment.h"
#include "tool/command.h"
#include "tool/passphrase.h"

namespace spine::tool {
namespace {

struct KioskEnrolOptions {
    std::string kiosk, clinic, root, name;
    std::optional<std::filesystem::path> pin_file;
};

// Six digits: without a PIN a tablet never leaves the screen that stops a patient.
std::string new_pin(Random& random) {
    return fmt::format("{:06}", random.below(1'000'000));
}

Result<Report> run(Environment& environment, const KioskEnrolOptions& options) {
    std::string pin = new_pin(environment.random);
    if (options.pin_file) {
        const auto read = read_passphrase(environment.files, options.pin_file);
        if (!read) return fail(read.error());
        pin = std::string(as_text(read->view()));
    }
    const archive::ClinicFolder folder{options.clinic};
    const auto settings = sync::load_store_settings(environment.files, folder.store_settings());
    if (!settings) return fail(settings.error());
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    auto enrolled =
        importing::enrol_kiosk(options.kiosk, options.root, *settings, options.name, pin, desk);
    if (!enrolled) return fail(std::move(enrolled));
    Report report{{{"device", enrolled->device.hex()},
                   {"fingerprint", enrolled->fingerprint},
                   {"number", enrolled->number}},
                  fmt::format("{} is enrolled. Its codes begin with {:0{}}.\nDevice       {}\n"
                              "Fingerprint  {}\n",
                              options.name, enrolled->number, enrolled->code_length == 8 ? 2 : 1,
                              enrolled->device.hex(), enrolled->fingerprint),
                  true};
    if (!options.pin_file) {
        report.json["staff_pin"] = pin;
        report.text += fmt::format(
            "Staff PIN    {}\nWrite the PIN down: it is not shown again. Staff need it where a "
            "warning sign has stopped a patient.\n",
            pin);
    }
    return report;
}

}  // namespace

void add_kiosk_enrol(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<KioskEnrolOptions>();
    CLI::App& command = commands.add(
        group, "enrol", "Makes a tablet of this clinic, on one machine",
        "kioskctl kiosk enrol kiosk-1 --clinic clinic --root usb/root --name 'Tablet 1'",
        [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "KIOSK", options->kiosk, "The tablet's folder").required();
    add_option(command, "--clinic", options->clinic, "The clinic computer's folder").required();
    add_option(command, "--root", options->root, "The root key's folder").required();
    add_option(command, "--name", options->name, "What staff call it").required();
    add_option(command, "--pin-file", options->pin_file,
               "Its first line is the staff PIN; without it one is made and shown");
}

}  // namespace spine::tool
