// The keys that open calls, as they lie beside the archive for a program that is locked.
#include <algorithm>

#include "archive/archive.h"
#include "archive/schema.h"
#include "crypto/keyfile.h"
#include "database/settings.h"

namespace spine::archive {
namespace {

std::filesystem::path former_file(const ClinicFolder& folder, std::string_view name) {
    return folder.former_attention_keys() /
           (std::string(name.substr(kFormerAttention.size())) + ".key");
}

Status write_key(Files& files, const std::filesystem::path& file, const crypto::ClinicId& clinic,
                 ByteView secret) {
    return files.write(file, crypto::encode_key_file(crypto::KeyPurpose::Attention, clinic, secret),
                       Access::Owner);
}

}  // namespace

// Their names among the secrets.
Result<std::vector<std::string>> Archive::former_attention() {
    std::vector<std::string> names;
    auto read = each_row(database_, "SELECT name FROM secret ORDER BY name", {},
                         [&](const database::Statement& row) -> Status {
                             if (row.text(0).starts_with(kFormerAttention))
                                 names.emplace_back(row.text(0));
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return names;
}

Status Archive::write_former_attention(const ClinicFolder& to, Files& files) {
    const auto names = former_attention();
    if (!names) return fail(names.error());
    if (names->empty()) return {};
    if (auto made = files.make_folders(to.former_attention_keys()); !made) return made;
    for (const std::string& name : *names) {
        if (files.exists(former_file(to, name))) continue;
        const auto key = secret(name);
        if (!key) return fail(key.error());
        if (!*key) return damaged("secret");
        auto written = write_key(files, former_file(to, name), clinic_, (*key)->view());
        if (!written) return written;
    }
    return {};
}

Status Archive::restore_attention_key(const ClinicFolder& to, Files& files) {
    if (auto open = require_open(); !open) return open;
    if (auto former = write_former_attention(to, files); !former) return former;
    if (files.exists(to.attention_key())) return {};
    const auto key = secret("attention");
    if (!key) return fail(key.error());
    return *key ? write_key(files, to.attention_key(), clinic_, (*key)->view()) : Status();
}

// The former ones first: at no moment is one that a tablet may call in neither place.
Status Archive::write_attention_keys() {
    if (auto open = require_open(); !open) return open;
    if (auto former = write_former_attention(folder_, files_); !former) return former;
    const auto key = secret("attention");
    if (!key) return fail(key.error());
    if (!*key) return damaged("secret");
    return write_key(files_, folder_.attention_key(), clinic_, (*key)->view());
}

// Not by the time of the rotation: until a configuration without it is signed, tablets are told to
// call a former key, however long that takes.
Status Archive::drop_former_attention(std::span<const crypto::SealPublicKey> named) {
    if (auto open = require_open(); !open) return open;
    const auto names = former_attention();
    if (!names) return fail(names.error());
    if (names->empty()) return {};
    const bool called = std::any_of(named.begin(), named.end(), [&](const auto& key) {
        const std::string name =
            std::string(kFormerAttention) + crypto::fingerprint(clinic_, key).hex();
        return std::binary_search(names->begin(), names->end(), name);
    });
    const auto since = database::get_number(database_, kFormerNotNamedSince);
    if (!since) return fail(since.error());
    const auto forget = [&] {
        return database_.run("DELETE FROM setting WHERE name = ?", {kFormerNotNamedSince});
    };
    if (called) return *since ? forget() : Status();
    const UnixMs now = clock_.now();
    // A clock that was put back waits anew rather than for years.
    if (!*since || **since > now) return database::set_number(database_, kFormerNotNamedSince, now);
    if (now - **since < kFormerAttentionKeptMs) return {};
    // Where a file cannot be removed all stay, and are tried again: no import fails for that.
    for (const std::string& name : *names)
        if (!files_.remove(former_file(folder_, name))) return {};
    return transact([&]() -> Status {
        for (const std::string& name : *names)
            if (auto gone = database_.run("DELETE FROM secret WHERE name = ?", {name}); !gone)
                return gone;
        return forget();
    });
}

}  // namespace spine::archive
