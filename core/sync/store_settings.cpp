#include "sync/store_settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <array>
#include <sstream>

namespace spine::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestSettings = 64ULL * 1024;

using Text = std::string StoreSettings::*;
using Secret = crypto::SecretBytes StoreSettings::*;

struct TextKey {
    std::string_view name;
    Text text;
    bool path = false;  // of a file
};
constexpr std::array<TextKey, 9> kTexts = {{
    {"address", &StoreSettings::address},
    {"ca", &StoreSettings::ca, true},
    {"client_certificate", &StoreSettings::client_certificate, true},
    {"client_key", &StoreSettings::client_key, true},
    {"proxy", &StoreSettings::proxy},
    {"user", &StoreSettings::user},
    {"region", &StoreSettings::region},
    {"endpoint", &StoreSettings::endpoint},
    {"access_key", &StoreSettings::access_key},
}};
struct SecretKey {
    std::string_view name;
    Secret secret;
};
constexpr std::array<SecretKey, 2> kSecrets = {{
    {"password", &StoreSettings::password},
    {"secret_key", &StoreSettings::secret_key},
}};

void wipe(std::string& text) {
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
}

// The reader's own copies of passwords do not outlive it.
class WipedTable {
  public:
    explicit WipedTable(toml::table table) : table_(std::move(table)) {}
    WipedTable(const WipedTable&) = delete;
    WipedTable& operator=(const WipedTable&) = delete;
    ~WipedTable() {
        for (auto&& [key, node] : table_)
            if (auto* text = node.as_string()) wipe(text->get());
    }
    [[nodiscard]] toml::table& get() { return table_; }

  private:
    toml::table table_;
};

tl::unexpected<Fault> malformed(const fs::path& file, std::size_t line, std::string happened,
                                std::string next) {
    return fail(causes::store_settings_malformed, std::move(happened), std::move(next),
                line == 0 ? file.string() : fmt::format("{}:{}", file.string(), line));
}

bool take(StoreSettings& settings, std::string_view key, std::string_view value) {
    for (const TextKey& known : kTexts) {
        if (known.name != key) continue;
        settings.*known.text = std::string(value);
        return true;
    }
    for (const SecretKey& known : kSecrets) {
        if (known.name != key) continue;
        settings.*known.secret = crypto::SecretBytes(as_bytes(value));
        return true;
    }
    return false;
}

Result<StoreSettings> settings_in(toml::table& table, const fs::path& file) {
    StoreSettings settings;
    for (auto&& [key, node] : table) {
        const std::size_t line = node.source().begin.line;
        const auto* text = node.as_string();
        if (text == nullptr || text->get().find('\0') != std::string::npos)
            return malformed(file, line, fmt::format(R"("{}" is no text.)", key.str()),
                             "Write it in quotation marks.");
        if (!take(settings, key.str(), text->get()))
            return malformed(file, line,
                             fmt::format(R"(There is no setting "{}" of a store.)", key.str()),
                             "Look whether it is spelt as in: kioskctl kiosk store --help.");
    }
    if (settings.address.empty())
        return malformed(file, 0, "The store's address cannot be read.",
                         "Write a line: address = \"…\".");
    if (settings.user.empty() != settings.password.empty())
        return malformed(file, 0, "A user needs a password, and a password a user.",
                         "Give both, or none.");
    if (settings.client_certificate.empty() != settings.client_key.empty())
        return malformed(file, 0,
                         "A client certificate needs its key, and the key its certificate.",
                         "Give both, or none.");
    return settings;
}

bool has_secrets(const StoreSettings& settings) {
    return !settings.password.empty() || !settings.secret_key.empty();
}

bool others_may_read(const fs::path& file) {
    std::error_code error;
    const auto others = fs::perms::group_read | fs::perms::others_read;
    return (fs::status(file, error).permissions() & others) != fs::perms::none;
}

Result<StoreSettings> parse(std::string_view text, const fs::path& file) {
    try {
        WipedTable table(toml::parse(text));
        return settings_in(table.get(), file);
    } catch (const toml::parse_error& error) {
        // Its description may repeat the line, and so a password.
        return malformed(file, error.source().begin.line, "This is no TOML.",
                         "Write lines such as: address = \"…\".");
    }
}

std::string to_be_reached(const TextKey& key, const std::string& value) {
    const bool path = key.path || (key.name == "address" && value.find("://") == std::string::npos);
    return path ? fs::absolute(value).string() : value;
}

}  // namespace

StoreSettings StoreSettings::copy() const {
    StoreSettings made(address);
    for (const TextKey& key : kTexts) made.*key.text = this->*key.text;
    for (const SecretKey& key : kSecrets)
        made.*key.secret = crypto::SecretBytes((this->*key.secret).view());
    return made;
}

bool operator==(const StoreSettings& a, const StoreSettings& b) {
    for (const TextKey& key : kTexts)
        if (a.*key.text != b.*key.text) return false;
    for (const SecretKey& key : kSecrets)
        if (!crypto::equal_in_constant_time((a.*key.secret).view(), (b.*key.secret).view()))
            return false;
    return true;
}

Result<StoreSettings> load_store_settings(Files& files, const fs::path& file) {
    auto bytes = files.read(file, kLargestSettings);
    if (!bytes && bytes.error().cause == spine::causes::file_missing) {
        return fail(spine::causes::file_missing, "No store is set here.",
                    "Set it with: kioskctl kiosk store KIOSK STORE, or clinic store CLINIC STORE.",
                    file.string());
    }
    if (!bytes) return fail(std::move(bytes));
    auto settings = parse(as_text(*bytes), file);
    crypto::wipe(*bytes);
    if (settings && has_secrets(*settings) && others_may_read(file))
        return malformed(file, 0,
                         "Others than its owner may read this file, and it holds a password.",
                         "Take that away with: chmod 600 FILE. Change the password if somebody may "
                         "have read it.");
    return settings;
}

Status save_store_settings(Files& files, const fs::path& file, const StoreSettings& settings) {
    WipedTable table({});
    for (const TextKey& key : kTexts) {
        const std::string& value = settings.*key.text;
        if (!value.empty()) table.get().insert_or_assign(key.name, to_be_reached(key, value));
    }
    for (const SecretKey& key : kSecrets) {
        const ByteView value = (settings.*key.secret).view();
        if (!value.empty()) table.get().insert_or_assign(key.name, std::string(as_text(value)));
    }
    std::ostringstream out;
    out << table.get() << "\n";
    std::string text = out.str();
    auto written = files.write(file, as_bytes(text), Access::Owner);
    wipe(text);
    return written;
}

}  // namespace spine::sync
