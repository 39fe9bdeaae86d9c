// The root-signed list of a configuration's files, and the keys that go with it (FORMAT.md §7).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/session_header.h"

namespace spine::crypto {

struct ManifestFile {
    std::string path;  // relative, '/' between its parts, no ".", ".." or empty part
    std::uint64_t size = 0;
    Hash content;  // file_hash()
    friend bool operator==(const ManifestFile&, const ManifestFile&) = default;
};

struct ManifestComputer {
    DeviceId computer;
    SealPublicKey attention;
    friend bool operator==(const ManifestComputer&, const ManifestComputer&) = default;
};

struct Manifest {
    ClinicId clinic;
    std::uint64_t version = 0;  // 1 for the first, and never twice the same
    SignPublicKey root;         // clinic_id_of(root) is the clinic
    SealPublicKey clinic_key, recovery_key;
    std::vector<ManifestComputer> computers;  // sorted by id
    std::vector<ManifestFile> files;          // sorted by path, bytewise; no path twice
    friend bool operator==(const Manifest&, const Manifest&) = default;

    [[nodiscard]] Recipients recipients() const { return {clinic_key, recovery_key}; }
};

[[nodiscard]] Hash file_hash(const ClinicId& clinic, ByteView content);

// True for a path that a manifest may hold.
[[nodiscard]] bool is_manifest_path(std::string_view path);

// The signed bytes; files and computers are sorted first. Faults: recovery_missing,
// recipient_unusable (clinic and recovery key alike or zero), field_out_of_range (version 0, a
// path that may not be, a path twice, too many), other_clinic (the clinic is not this root's).
[[nodiscard]] Result<Bytes> make_manifest(Manifest manifest, const SignSecretKey& root);

// Reads and verifies. `root` is the key that the reader trusts: pinned at enrolment, or compared
// by fingerprint. Faults, in this order: size_wrong, not_this_format, version_unknown,
// other_clinic (id not that of `root`), signature_wrong, then field_out_of_range.
[[nodiscard]] Result<Manifest> verify_manifest(ByteView bytes, const SignPublicKey& root);

// The root key that a manifest claims, unverified: to compare its fingerprint with what a person
// typed (`kioskctl verify STORE --root FINGERPRINT`), and then to verify with it.
[[nodiscard]] Result<SignPublicKey> claimed_root(ByteView bytes);

// Of the signed manifest; what every session's header names.
[[nodiscard]] Hash configuration_hash(ByteView signed_manifest);

}  // namespace spine::crypto
