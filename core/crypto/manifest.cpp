#include "crypto/manifest.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"
#include "crypto/sign.h"

namespace spine::crypto {
namespace {

constexpr std::size_t kRootAt = kPrefixSize + 2 + 8;  // after label, id, format, version

bool is_path_part(std::string_view part) {
    return !part.empty() && part != "." && part != ".." && part.find('\\') == part.npos;
}

// Sorted and without doubles, which one strict comparison tells.
template <typename List, typename Key>
bool rises(const List& list, Key key) {
    return std::adjacent_find(list.begin(), list.end(), [&](const auto& a, const auto& b) {
               return key(a) >= key(b);
           }) == list.end();
}

const std::string& path_of(const ManifestFile& file) {
    return file.path;
}
const DeviceId& id_of(const ManifestComputer& computer) {
    return computer.computer;
}

Status check_fields(const Manifest& it) {
    if (it.recovery_key.is_zero()) return refuse(causes::recovery_missing);
    if (it.clinic_key.is_zero() || it.clinic_key == it.recovery_key)
        return refuse(causes::recipient_unusable);
    if (it.version == 0) return refuse(causes::field_out_of_range, "version");
    if (it.computers.size() > kMaxManifestComputers || !rises(it.computers, id_of))
        return refuse(causes::field_out_of_range, "computers");
    if (it.files.size() > kMaxManifestFiles || !rises(it.files, path_of))
        return refuse(causes::field_out_of_range, "files");
    for (const ManifestFile& file : it.files) {
        if (!is_manifest_path(file.path)) return refuse(causes::field_out_of_range, "path");
    }
    return {};
}

Bytes encode_unsigned(const Manifest& manifest) {
    ByteWriter out = layout::begin(labels::manifest, manifest.clinic);
    out.u64(manifest.version)
        .bytes(manifest.root.view())
        .bytes(manifest.clinic_key.view())
        .bytes(manifest.recovery_key.view())
        .u16(static_cast<std::uint16_t>(manifest.computers.size()));
    for (const ManifestComputer& computer : manifest.computers)
        out.bytes(computer.computer.view()).bytes(computer.attention.view());
    out.u32(static_cast<std::uint32_t>(manifest.files.size()));
    for (const ManifestFile& file : manifest.files)
        out.text16(file.path).u64(file.size).bytes(file.content.view());
    return out.take();
}

Result<Manifest> decode_fields(ByteView fields, const ClinicId& clinic) {
    ByteReader in(fields);
    Manifest out;
    out.clinic = clinic;
    out.version = in.u64();
    out.root = layout::read<SignPublicKey>(in);
    out.clinic_key = layout::read<SealPublicKey>(in);
    out.recovery_key = layout::read<SealPublicKey>(in);
    const std::size_t computers = in.u16();
    for (std::size_t i = 0; i < computers && in.ok(); ++i) {
        const auto id = layout::read<DeviceId>(in);
        out.computers.push_back({id, layout::read<SealPublicKey>(in)});
    }
    const std::size_t files = in.u32();
    for (std::size_t i = 0; i < files && in.ok(); ++i) {
        ManifestFile file;
        file.path = in.text16();
        file.size = in.u64();
        file.content = layout::read<Hash>(in);
        out.files.push_back(std::move(file));
    }
    if (!in.finished()) return refuse(causes::size_wrong);
    return out;
}

}  // namespace

Hash file_hash(const ClinicId& clinic, ByteView content) {
    return hash_parts({as_bytes(labels::file), clinic.view(), content});
}

bool is_manifest_path(std::string_view path) {
    if (path.size() > kMaxPathSize || !layout::is_plain_text(path)) return false;
    for (;;) {
        const std::size_t slash = path.find('/');
        if (!is_path_part(path.substr(0, slash))) return false;
        if (slash == path.npos) return true;
        path.remove_prefix(slash + 1);
    }
}

Result<Bytes> make_manifest(Manifest manifest, const SignSecretKey& root) {
    const Signer signer(root);
    if (manifest.root != signer.public_key() || manifest.clinic != clinic_id_of(manifest.root))
        return refuse(causes::other_clinic);
    std::sort(manifest.computers.begin(), manifest.computers.end(),
              [](const auto& a, const auto& b) { return a.computer < b.computer; });
    std::sort(manifest.files.begin(), manifest.files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    if (auto fields = check_fields(manifest); !fields) return fail(std::move(fields));
    Bytes bytes = signer.signed_bytes(encode_unsigned(manifest));
    if (bytes.size() > kMaxManifestSize) return refuse(causes::size_wrong);
    return bytes;
}

Result<Manifest> verify_manifest(ByteView bytes, const SignPublicKey& root) {
    auto fields = layout::verify_root_signed(bytes, labels::manifest, root, kMaxManifestSize);
    if (!fields) return fail(std::move(fields));
    auto manifest = decode_fields(*fields, clinic_id_of(root));
    if (!manifest) return manifest;
    if (manifest->root != root) return refuse(causes::field_out_of_range, "root key");
    if (auto held = check_fields(*manifest); !held) return fail(std::move(held));
    return manifest;
}

Result<SignPublicKey> claimed_root(ByteView bytes) {
    if (auto begun = layout::check_beginning(bytes, labels::manifest); !begun)
        return fail(std::move(begun));
    if (bytes.size() < kRootAt + SignPublicKey::size) return refuse(causes::size_wrong);
    return *SignPublicKey::from(bytes.subspan(kRootAt, SignPublicKey::size));
}

Hash configuration_hash(ByteView signed_manifest) {
    return hash(signed_manifest);
}

}  // namespace spine::crypto
