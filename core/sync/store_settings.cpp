#include "sync/store_settings.h"

#include <toml++/toml.h>

#include <sstream>

namespace spine::sync {
namespace {

constexpr std::uint64_t kLargest = 64ULL * 1024;

std::optional<std::string> address_in(std::string_view text) {
    try {
        return toml::parse(text)["address"].value<std::string>();
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

}  // namespace

Result<std::string> load_store_address(Files& files, const std::filesystem::path& file) {
    auto bytes = files.read(file, kLargest);
    if (!bytes && bytes.error().cause == spine::causes::file_missing) {
        return fail(spine::causes::file_missing, "No store is set here.",
                    "Set it with: kioskctl kiosk store KIOSK STORE, or clinic store CLINIC STORE.",
                    file.string());
    }
    if (!bytes) return fail(std::move(bytes));
    const std::optional<std::string> address = address_in(as_text(*bytes));
    if (!address || address->empty()) {
        return fail(causes::store_settings_malformed, "The store's address cannot be read.",
                    "Write one line: address = \"…\".", file.string());
    }
    return *address;
}

Status save_store_address(Files& files, const std::filesystem::path& file,
                          const std::string& address) {
    const bool folder = address.find("://") == std::string::npos;
    const std::string whole = folder ? std::filesystem::absolute(address).string() : address;
    std::ostringstream text;
    text << toml::table{{"address", whole}} << "\n";
    return files.write(file, as_bytes(text.str()), Access::Owner);
}

}  // namespace spine::sync
