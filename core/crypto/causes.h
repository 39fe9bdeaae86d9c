// The closed list of why a bundle, an object, a manifest or a key file is refused. FORMAT.md says
// when each is given and in which order the checks are made; a test compares the two lists.
#pragma once

#include <array>

#include "base/result.h"

namespace spine::crypto::causes {

// Starting (init.h).
inline constexpr Cause crypto_unavailable = "crypto-unavailable";
inline constexpr Cause memory_not_lockable = "memory-not-lockable";
inline constexpr Cause self_test_failed = "self-test-failed";

// Any format: what it is, whose it is.
inline constexpr Cause not_this_format = "not-this-format";
inline constexpr Cause version_unknown = "version-unknown";
inline constexpr Cause suite_unknown = "suite-unknown";
inline constexpr Cause other_clinic = "other-clinic";
inline constexpr Cause size_wrong = "size-wrong";
inline constexpr Cause field_out_of_range = "field-out-of-range";
inline constexpr Cause signature_wrong = "signature-wrong";

// A bundle, without any key of the clinic (bundle.h).
inline constexpr Cause bundle_cut = "bundle-cut";
inline constexpr Cause bundle_too_large = "bundle-too-large";
inline constexpr Cause bundle_not_filled = "bundle-not-filled";
inline constexpr Cause device_mismatch = "device-mismatch";
inline constexpr Cause header_altered = "header-altered";
inline constexpr Cause head_missing = "head-missing";
inline constexpr Cause head_altered = "head-altered";
inline constexpr Cause head_of_other_session = "head-of-other-session";
inline constexpr Cause record_count_wrong = "record-count-wrong";
inline constexpr Cause record_altered = "record-altered";

// A session, with the clinic's or the recovery key (open/session_opening.h).
inline constexpr Cause not_a_recipient = "not-a-recipient";
inline constexpr Cause sealed_key_altered = "sealed-key-altered";
inline constexpr Cause key_commitment_wrong = "key-commitment-wrong";
inline constexpr Cause record_malformed = "record-malformed";
inline constexpr Cause answer_cut = "answer-cut";

// Whether the clinic takes a sound bundle (core/import).
inline constexpr Cause device_unknown = "device-unknown";
inline constexpr Cause device_revoked = "device-revoked";
inline constexpr Cause configuration_unknown = "configuration-unknown";
inline constexpr Cause event_malformed = "event-malformed";  // core/session

// Other store objects (objects of this folder, open/).
inline constexpr Cause sealed_text_altered = "sealed-text-altered";
inline constexpr Cause name_wrong = "name-wrong";

// Key files and wrapped secrets (keyfile.h, wrap.h).
inline constexpr Cause key_file_altered = "key-file-altered";
inline constexpr Cause passphrase_needed = "passphrase-needed";
inline constexpr Cause passphrase_wrong = "passphrase-wrong";
inline constexpr Cause derivation_failed = "derivation-failed";

// Making a session, never reading one.
inline constexpr Cause recovery_missing = "recovery-recipient-missing";
inline constexpr Cause recipient_unusable = "recipient-unusable";
inline constexpr Cause session_too_long = "session-too-long";
inline constexpr Cause answer_too_long = "answer-too-long";

inline constexpr std::array all = {crypto_unavailable,   memory_not_lockable,
                                   self_test_failed,     not_this_format,
                                   version_unknown,      suite_unknown,
                                   other_clinic,         size_wrong,
                                   field_out_of_range,   signature_wrong,
                                   bundle_cut,           bundle_too_large,
                                   bundle_not_filled,    device_mismatch,
                                   header_altered,       head_missing,
                                   head_altered,         head_of_other_session,
                                   record_count_wrong,   record_altered,
                                   not_a_recipient,      sealed_key_altered,
                                   key_commitment_wrong, record_malformed,
                                   answer_cut,           device_unknown,
                                   device_revoked,       configuration_unknown,
                                   sealed_text_altered,  name_wrong,
                                   key_file_altered,     passphrase_needed,
                                   passphrase_wrong,     derivation_failed,
                                   recovery_missing,     recipient_unusable,
                                   session_too_long,     answer_too_long,
                                   event_malformed};

}  // namespace spine::crypto::causes
