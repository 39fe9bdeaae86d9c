#include "crypto/refusal.h"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/causes.h"

namespace spine::crypto {
namespace {

using namespace std::string_view_literals;

constexpr auto kKeepIt = "Keep the file; tell whoever looks after the kiosks."sv;
constexpr auto kNewer = "Install the current version of this program and try again."sv;
constexpr auto kWrongPlace = "Check that the right file or folder was named."sv;
constexpr auto kCheckTablet = "Keep the file and check the tablet it came from."sv;
constexpr auto kReport = "Report it: the program that wrote this is at fault."sv;

constexpr std::array kTexts = {
    CauseText{causes::crypto_unavailable, "The cryptography library did not start."sv,
              "Install libsodium again and restart."sv},
    CauseText{causes::memory_not_lockable, "Memory for keys could not be locked."sv,
              "Raise the limit on locked memory (ulimit -l) to 8 MiB or more and restart."sv},
    CauseText{causes::self_test_failed, "The cryptography gave a wrong answer in its self-test."sv,
              "Do not use this machine; install libsodium again or replace it."sv},
    CauseText{causes::not_this_format, "This is not a file of the expected kind."sv, kWrongPlace},
    CauseText{causes::version_unknown, "The format's version is not known to this program."sv,
              kNewer},
    CauseText{causes::suite_unknown, "The cipher suite is not known to this program."sv, kNewer},
    CauseText{causes::other_clinic, "It belongs to another clinic."sv, kWrongPlace},
    CauseText{causes::size_wrong, "It has not the length that its kind must have."sv, kKeepIt},
    CauseText{causes::field_out_of_range, "It holds a value that may not stand there."sv, kKeepIt},
    CauseText{causes::signature_wrong, "Its signature is wrong: it was altered, or forged."sv,
              kKeepIt},
    CauseText{causes::bundle_cut, "The session's file was cut off or lengthened."sv,
              "Sync the tablet again."sv},
    CauseText{causes::bundle_too_large, "The session's file is larger than any session."sv,
              kKeepIt},
    CauseText{causes::bundle_not_filled, "The session's records are not filled up to 64."sv,
              kCheckTablet},
    CauseText{causes::device_mismatch, "It names another tablet or computer than its key's."sv,
              kCheckTablet},
    CauseText{causes::header_altered, "The session's header was altered, or forged."sv,
              kCheckTablet},
    CauseText{causes::head_missing, "The session's file does not end with a head."sv,
              "Sync the tablet again."sv},
    CauseText{causes::head_altered, "The session's head was altered, or forged."sv, kCheckTablet},
    CauseText{causes::head_of_other_session, "The head belongs to another session."sv,
              kCheckTablet},
    CauseText{causes::record_count_wrong, "Records of the session are missing or too many."sv,
              kCheckTablet},
    CauseText{causes::record_altered, "A record was changed, dropped, repeated or moved."sv,
              kCheckTablet},
    CauseText{causes::not_a_recipient, "It is not sealed to this key."sv,
              "Use the clinic key of that time, or the recovery key."sv},
    CauseText{causes::sealed_key_altered, "The session key sealed to this recipient is damaged."sv,
              "Try the recovery key."sv},
    CauseText{causes::key_commitment_wrong, "The session key is not the one that was sealed."sv,
              kCheckTablet},
    CauseText{causes::record_malformed, "A record opens, but its content is laid out wrongly."sv,
              kReport},
    CauseText{causes::answer_cut, "The last answer of the session lacks its end."sv, kReport},
    CauseText{causes::device_unknown, "It comes from a tablet that this clinic has not admitted."sv,
              "Admit the tablet, or find out whose it is."sv},
    CauseText{causes::device_revoked, "It comes from a tablet that was revoked."sv,
              "Look at it only after finding out where the tablet was."sv},
    CauseText{causes::configuration_unknown, "It was asked with an unknown configuration."sv,
              "Sync, so that the signed configurations are there, and import again."sv},
    CauseText{causes::sealed_text_altered, "What is sealed in it does not open."sv, kKeepIt},
    CauseText{causes::name_wrong, "Its content does not fit its name."sv,
              "Fetch it from the store again."sv},
    CauseText{causes::key_file_altered, "The key file is damaged."sv, "Use its copy."sv},
    CauseText{causes::passphrase_needed, "The key file is protected by a passphrase."sv,
              "Give the passphrase."sv},
    CauseText{causes::passphrase_wrong, "The passphrase is wrong, or the key file is damaged."sv,
              "Try again; if it is surely right, use the file's copy."sv},
    CauseText{causes::derivation_failed,
              "The passphrase could not be worked on: memory is short."sv,
              "Close other programs and try again."sv},
    CauseText{causes::recovery_missing, "The configuration names no recovery key."sv,
              "Sign the configuration with one; no session starts without it."sv},
    CauseText{causes::recipient_unusable, "A recipient's public key cannot be used."sv,
              "Sign the configuration again with the right keys."sv},
    CauseText{causes::session_too_long, "The session holds as many records as it can."sv,
              "End the session and start another."sv},
    CauseText{causes::answer_too_long, "The answer is longer than a session takes."sv,
              "Shorten it."sv},
    CauseText{causes::event_malformed, "A record of the session says nothing that is known."sv,
              kNewer}};
static_assert(kTexts.size() == causes::all.size());

}  // namespace

CauseText text_of(Cause cause) {
    const auto* found = std::find_if(kTexts.begin(), kTexts.end(),
                                     [&](const CauseText& text) { return text.cause == cause; });
    return found != kTexts.end() ? *found : CauseText{cause, "It was refused."sv, kKeepIt};
}

tl::unexpected<Fault> refuse(Cause cause, std::string where) {
    const CauseText text = text_of(cause);
    return fail(cause, std::string(text.happened), std::string(text.next), std::move(where));
}

}  // namespace spine::crypto
