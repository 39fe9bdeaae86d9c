#include "kiosk/trouble.h"

#include <algorithm>
#include <array>

#include "base/files.h"
#include "config/config.h"
#include "config/signed.h"
#include "config/snapshot.h"
#include "crypto/causes.h"
#include "crypto/core_files.h"
#include "database/allocator.h"
#include "database/database.h"
#include "information/page.h"
#include "information/toml_table.h"
#include "journal/kiosk_folder.h"
#include "journal/room.h"
#include "journal/sealed_session.h"
#include "journal/status.h"
#include "kiosk/desk.h"
#include "questionnaire/expression.h"
#include "questionnaire/parser.h"
#include "session/event.h"
#include "sync/enrolment.h"
#include "sync/store.h"
#include "sync/store_settings.h"

namespace spine::kiosk {

namespace {

struct Row {
    Cause cause;
    Trouble trouble;
};

// A record or bundle that does not verify is one on this tablet's own disk; a signature, a format
// or a name that is wrong is met in what the clinic has signed.
constexpr std::array rows = std::to_array<Row>({
    {spine::causes::file_missing, Trouble::Disk},
    {spine::causes::file_unreadable, Trouble::Disk},
    {spine::causes::file_too_large, Trouble::Disk},
    {spine::causes::file_write_failed, Trouble::Disk},
    {spine::causes::file_exists, Trouble::Disk},
    {database::causes::foreign, Trouble::Disk},
    {database::causes::newer, Trouble::Disk},
    {database::causes::older, Trouble::Disk},
    {database::causes::missing, Trouble::Disk},
    {database::causes::damaged, Trouble::Disk},
    {database::causes::full, Trouble::Disk},
    {database::causes::failed, Trouble::Disk},
    {database::causes::refused, Trouble::Disk},
    {journal::causes::status_unreadable, Trouble::Disk},
    {journal::causes::chain_broken, Trouble::Disk},
    {journal::causes::no_room, Trouble::Disk},
    {crypto::causes::bundle_cut, Trouble::Disk},
    {crypto::causes::bundle_too_large, Trouble::Disk},
    {crypto::causes::bundle_not_filled, Trouble::Disk},
    {crypto::causes::header_altered, Trouble::Disk},
    {crypto::causes::head_missing, Trouble::Disk},
    {crypto::causes::head_altered, Trouble::Disk},
    {crypto::causes::head_of_other_session, Trouble::Disk},
    {crypto::causes::record_count_wrong, Trouble::Disk},
    {crypto::causes::record_altered, Trouble::Disk},
    {crypto::causes::not_a_recipient, Trouble::Disk},
    {crypto::causes::sealed_key_altered, Trouble::Disk},
    {crypto::causes::key_commitment_wrong, Trouble::Disk},
    {crypto::causes::record_malformed, Trouble::Disk},
    {crypto::causes::answer_cut, Trouble::Disk},
    {crypto::causes::event_malformed, Trouble::Disk},
    {session::causes::event_malformed, Trouble::Disk},
    {crypto::causes::sealed_text_altered, Trouble::Disk},
    {config::causes::not_a_file, Trouble::Settings},
    {config::causes::not_signable, Trouble::Settings},
    {config::causes::file_malformed, Trouble::Settings},
    {config::causes::translation_missing, Trouble::Settings},
    {config::causes::name_unknown, Trouble::Settings},
    {config::causes::too_hard_to_read, Trouble::Settings},
    {config::causes::sign_off_stale, Trouble::Settings},
    {config::causes::unsigned_configuration, Trouble::Settings},
    {config::causes::file_altered, Trouble::Settings},
    {config::causes::file_extra, Trouble::Settings},
    {config::causes::file_missing, Trouble::Settings},
    {config::causes::older_version, Trouble::Settings},
    {config::causes::wrong_clinic, Trouble::Settings},
    {information::causes::toml_malformed, Trouble::Settings},
    {information::causes::key_unknown, Trouble::Settings},
    {information::causes::key_missing, Trouble::Settings},
    {information::causes::value_unfit, Trouble::Settings},
    {information::causes::page_malformed, Trouble::Settings},
    {information::causes::figure_unknown, Trouble::Settings},
    {information::causes::figure_unchecked, Trouble::Settings},
    {information::causes::figure_typed, Trouble::Settings},
    {questionnaire::causes::not_json, Trouble::Settings},
    {questionnaire::causes::not_a_questionnaire, Trouble::Settings},
    {questionnaire::causes::item_malformed, Trouble::Settings},
    {questionnaire::causes::item_unsupported, Trouble::Settings},
    {questionnaire::causes::too_large, Trouble::Settings},
    {questionnaire::causes::not_a_response, Trouble::Settings},
    {questionnaire::causes::answer_unfit, Trouble::Settings},
    {questionnaire::causes::expression_malformed, Trouble::Settings},
    {causes::questionnaire_missing, Trouble::Settings},
    {crypto::causes::not_this_format, Trouble::Settings},
    {crypto::causes::version_unknown, Trouble::Settings},
    {crypto::causes::suite_unknown, Trouble::Settings},
    {crypto::causes::other_clinic, Trouble::Settings},
    {crypto::causes::size_wrong, Trouble::Settings},
    {crypto::causes::field_out_of_range, Trouble::Settings},
    {crypto::causes::signature_wrong, Trouble::Settings},
    {crypto::causes::name_wrong, Trouble::Settings},
    {crypto::causes::configuration_unknown, Trouble::Settings},
    {crypto::causes::recovery_missing, Trouble::Settings},
    {crypto::causes::recipient_unusable, Trouble::Settings},
    {database::causes::held_by_another, Trouble::Held},
    {journal::causes::not_enrolled, Trouble::Enrolment},
    {sync::causes::admission_of_other_device, Trouble::Enrolment},
    {sync::causes::pin_unusable, Trouble::Enrolment},
    {crypto::causes::device_unknown, Trouble::Enrolment},
    {crypto::causes::device_revoked, Trouble::Enrolment},
    {crypto::causes::device_mismatch, Trouble::Enrolment},
    {crypto::causes::key_file_altered, Trouble::Enrolment},
    {crypto::causes::passphrase_needed, Trouble::Enrolment},
    {crypto::causes::passphrase_wrong, Trouble::Enrolment},
    {sync::causes::store_unreachable, Trouble::Store},
    {sync::causes::store_gave_way, Trouble::Store},
    {sync::causes::store_denied, Trouble::Store},
    {sync::causes::store_untrusted, Trouble::Store},
    {sync::causes::store_refused, Trouble::Store},
    {sync::causes::store_settings_malformed, Trouble::Store},
    {crypto::causes::crypto_unavailable, Trouble::Program},
    {crypto::causes::memory_not_lockable, Trouble::Program},
    {crypto::causes::self_test_failed, Trouble::Program},
    {crypto::causes::core_files_allowed, Trouble::Program},
    {crypto::causes::derivation_failed, Trouble::Program},
    {crypto::causes::session_too_long, Trouble::Program},
    {crypto::causes::answer_too_long, Trouble::Program},
    {database::causes::allocator_refused, Trouble::Program},
    {journal::causes::session_over, Trouble::Program},
    {journal::causes::session_running, Trouble::Program},
    {journal::causes::session_empty, Trouble::Program},
});

}  // namespace

std::optional<Trouble> trouble_named(std::string_view cause) {
    const auto* const row = std::find_if(
        rows.begin(), rows.end(), [cause](const Row& one) { return one.cause.name() == cause; });
    if (row == rows.end()) return {};
    return row->trouble;
}

std::string_view words_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::Disk:
            return "kiosk.fault.disk";
        case Trouble::Settings:
            return "kiosk.fault.configuration";
        case Trouble::Held:
            return "kiosk.fault.held";
        case Trouble::Enrolment:
            return "kiosk.fault.enrolment";
        case Trouble::Store:
            return "kiosk.fault.store";
        case Trouble::Program:
            break;
    }
    return "kiosk.fault.other";
}

std::string_view next_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::Disk:
            return "kiosk.fault.disk-next";
        case Trouble::Settings:
            return "kiosk.fault.configuration-next";
        case Trouble::Held:
            return "kiosk.fault.held-next";
        case Trouble::Enrolment:
            return "kiosk.fault.enrolment-next";
        case Trouble::Store:
            return "kiosk.fault.store-next";
        case Trouble::Program:
            break;
    }
    return "kiosk.fault.other-next";
}

}  // namespace spine::kiosk
