// The twin of FORMAT.md: every label, size, version and limit of the formats, and nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace spine::crypto {

// Everything that is signed or hashed begins with its label, 16 bytes, and the clinic's id.
inline constexpr std::size_t kLabelSize = 16;
inline constexpr std::size_t kPrefixSize = 32;

namespace labels {
// Signed formats.
inline constexpr std::string_view header = "spine-header----";
inline constexpr std::string_view head = "spine-head------";
inline constexpr std::string_view manifest = "spine-manifest--";
inline constexpr std::string_view admission = "spine-admission-";
inline constexpr std::string_view revocation = "spine-revocation";
inline constexpr std::string_view tombstone = "spine-tombstone-";
inline constexpr std::string_view receipt = "spine-receipt---";
inline constexpr std::string_view attention = "spine-attention-";
inline constexpr std::string_view mark = "spine-mark------";
inline constexpr std::string_view endorsement = "spine-endorsed--";
inline constexpr std::string_view passed_key = "spine-passed-key";
inline constexpr std::string_view ledger_part = "spine-exported--";
inline constexpr std::string_view request = "spine-request---";
inline constexpr std::string_view package = "spine-package---";
// Hashed, never stored with their label.
inline constexpr std::string_view record = "spine-record----";
inline constexpr std::string_view commitment = "spine-commitment";
inline constexpr std::string_view fingerprint = "spine-keyprint--";
inline constexpr std::string_view clinic_id = "spine-clinic-id-";
inline constexpr std::string_view device_id = "spine-device-id-";
inline constexpr std::string_view file = "spine-file------";
inline constexpr std::string_view text = "spine-text------";
inline constexpr std::string_view redactions = "spine-redactions";
inline constexpr std::string_view exportee_key = "spine-exp-key---";
inline constexpr std::string_view exportee = "spine-exportee--";
// Key files.
inline constexpr std::string_view key_file = "spine-key-file--";
}  // namespace labels

inline constexpr std::uint16_t kVersion = 1;  // of every format in this folder
inline constexpr std::uint16_t kSuite = 1;    // XChaCha20-Poly1305, X25519, Ed25519, BLAKE2b

inline constexpr std::size_t kKeySize = 32;
inline constexpr std::size_t kNonceSize = 24;
inline constexpr std::size_t kTagSize = 16;
inline constexpr std::size_t kSignatureSize = 64;
inline constexpr std::size_t kSealOverhead = 48;  // crypto_box_seal: 32 ephemeral key + 16 tag
inline constexpr std::size_t kSealedKeySize = kKeySize + kSealOverhead;

// A record: nonce, sealed text, tag.
inline constexpr std::size_t kRecordSize = 512;
inline constexpr std::size_t kRecordTextSize = kRecordSize - kNonceSize - kTagSize;  // 472
inline constexpr std::size_t kRecordPartOffset = 3;  // flags (1), length (2)
inline constexpr std::size_t kRecordPartSize = kRecordTextSize - kRecordPartOffset;  // 469
inline constexpr std::size_t kRecordDataSize = 32 + 8 + 32;  // what is authenticated beside it
inline constexpr std::uint8_t kRecordContinues = 1;          // the only flag

inline constexpr std::size_t kMaxPayload = 32'768;    // one answer, before it is split
inline constexpr std::size_t kBundleFill = 64;        // bundles hold a multiple of this
inline constexpr std::uint32_t kMaxRecords = 16'384;  // a multiple of kBundleFill; 8 MiB

inline constexpr std::size_t kHeaderSize = 460;
inline constexpr std::size_t kHeadSize = 207;
inline constexpr std::size_t kMaxBundleSize = kHeaderSize + kMaxRecords * kRecordSize + kHeadSize;

inline constexpr std::size_t kMaxNameSize = 64;  // of a tablet or computer, bytes of UTF-8
inline constexpr std::size_t kMaxManifestFiles = 4096;
inline constexpr std::size_t kMaxManifestComputers = 256;
inline constexpr std::size_t kMaxPathSize = 255;
inline constexpr std::size_t kMaxManifestSize = std::size_t{2} * 1024 * 1024;
inline constexpr std::size_t kMaxObjectSize = 65'536;   // any store object but bundle, manifest
inline constexpr std::size_t kMaxEndorsed = 2'000;      // names in one endorsement
inline constexpr std::size_t kMarkTextSize = 256;       // what a mark seals, filled with zeros
inline constexpr std::size_t kLedgerTextSize = 65'280;  // what a ledger part seals, likewise
inline constexpr std::size_t kAttentionTextSize = 80;   // what an attention object seals
inline constexpr std::size_t kMaxKeyFileSize = 512;

// Argon2id for passphrases (design.md: 256 MiB, three passes).
inline constexpr std::size_t kSaltSize = 16;
inline constexpr std::uint32_t kDerivePasses = 3;
inline constexpr std::uint64_t kDeriveMemory = 256ULL * 1024 * 1024;

}  // namespace spine::crypto
