#include "tool/store_options.h"

#include "tool/passphrase.h"

namespace spine::tool {
namespace {

void set(std::string& setting, const std::string& option) {
    if (!option.empty()) setting = option;
}

Status set_secret(Environment& environment, crypto::SecretBytes& setting,
                  const std::optional<std::filesystem::path>& file) {
    if (!file) return {};
    auto secret = read_passphrase(environment.files, file);
    if (!secret) return fail(std::move(secret));
    setting = std::move(*secret);
    return {};
}

Result<sync::StoreSettings> laid_over(Environment& environment, sync::StoreSettings settings,
                                      const StoreOptions& options) {
    set(settings.address, options.address);
    set(settings.ca, options.ca);
    set(settings.client_certificate, options.client_certificate);
    set(settings.client_key, options.client_key);
    set(settings.proxy, options.proxy);
    set(settings.user, options.user);
    set(settings.region, options.region);
    set(settings.endpoint, options.endpoint);
    set(settings.access_key, options.access_key);
    if (auto read = set_secret(environment, settings.password, options.password_file); !read)
        return fail(std::move(read));
    if (auto read = set_secret(environment, settings.secret_key, options.secret_key_file); !read)
        return fail(std::move(read));
    return settings;
}

bool same_store(const std::string& saved, const std::string& asked) {
    const bool folder = asked.find("://") == std::string::npos;
    return saved == (folder ? std::filesystem::absolute(asked).string() : asked);
}

}  // namespace

void add_store_options(CLI::App& command, StoreOptions& options) {
    const std::string group = "A store on a server";
    const auto text = [&](const char* name, std::string& to, const char* help) {
        add_option(command, name, to, help).under(group);
    };
    text("--ca", options.ca, "PEM file of the CA that signed the server's certificate");
    text("--client-certificate", options.client_certificate, "PEM file, with --client-key");
    text("--client-key", options.client_key, "PEM file, without a passphrase");
    text("--proxy", options.proxy, "host:port");
    text("--user", options.user, "WebDAV: who we are there");
    add_option(command, "--password-file", options.password_file,
               "WebDAV: its first line is the password")
        .under(group);
    text("--region", options.region, "S3: such as eu-central-1");
    text("--endpoint", options.endpoint, "S3: https://…, where it is not Amazon's");
    text("--access-key", options.access_key, "S3: the key's id");
    add_option(command, "--secret-key-file", options.secret_key_file,
               "S3: its first line is the secret key")
        .under(group);
}

Result<sync::StoreSettings> settings_of(Environment& environment, const StoreOptions& options) {
    return laid_over(environment, {}, options);
}

Result<sync::StoreSettings> settings_upon(Environment& environment, const StoreOptions& options,
                                          const std::filesystem::path& store_toml) {
    auto saved = sync::load_store_settings(environment.files, store_toml);
    if (!saved && options.address.empty()) return saved;
    const bool same =
        saved && (options.address.empty() || same_store(saved->address, options.address));
    return laid_over(environment, same ? std::move(*saved) : sync::StoreSettings(), options);
}

}  // namespace spine::tool
