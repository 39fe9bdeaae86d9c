// kioskctl clinic store, kioskctl kiosk store: where the sealed objects go.
#include <fmt/format.h>

#include "archive/clinic_folder.h"
#include "journal/kiosk_folder.h"
#include "sync/store_settings.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

struct Options {
    std::string folder, address;
};

Report report_of(const std::string& address) {
    return {{{"store", address}}, fmt::format("The store is {}\n", address), true};
}

void add(CLI::App& group, Commands& commands, const std::string& what, bool clinic) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = commands.add(
        group, "store", "Says where the store is",
        fmt::format("kioskctl {} store {} /srv/store", what, what),
        [options, clinic](Environment& environment) -> Result<Report> {
            const std::filesystem::path file =
                clinic ? archive::ClinicFolder{options->folder}.store_settings()
                       : journal::KioskFolder{options->folder}.store_settings();
            auto saved = sync::save_store_address(environment.files, file, options->address);
            if (!saved) return fail(std::move(saved));
            return report_of(options->address);
        });
    command.add_option(clinic ? "CLINIC" : "KIOSK", options->folder, "The folder")->required();
    command.add_option("STORE", options->address, "A folder path")->required();
}

}  // namespace

void add_clinic_store(CLI::App& group, Commands& commands) {
    add(group, commands, "clinic", true);
}
void add_kiosk_store(CLI::App& group, Commands& commands) {
    add(group, commands, "kiosk", false);
}

}  // namespace spine::tool
