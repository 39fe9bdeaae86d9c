// Every command of kioskctl, in the order of cli.md.
#include "tool/command.h"

namespace spine::tool {

void add_demo(CLI::App& app, Commands& commands);
void add_clinic_create(CLI::App& group, Commands& commands);
void add_clinic_sign(CLI::App& group, Commands& commands);
void add_clinic_revoke(CLI::App& group, Commands& commands);
void add_clinic_join(CLI::App& group, Commands& commands);
void add_clinic_admit(CLI::App& group, Commands& commands);
void add_clinic_recover(CLI::App& group, Commands& commands);
void add_clinic_rotate(CLI::App& group, Commands& commands);
void add_kiosk_request(CLI::App& group, Commands& commands);
void add_kiosk_accept(CLI::App& group, Commands& commands);
void add_clinic_backup(CLI::App& group, Commands& commands);
void add_clinic_rebuild(CLI::App& group, Commands& commands);
void add_clinic_store(CLI::App& group, Commands& commands);
void add_kiosk_enrol(CLI::App& group, Commands& commands);
void add_kiosk_store(CLI::App& group, Commands& commands);
void add_config_check(CLI::App& group, Commands& commands);
void add_questionnaire_check(CLI::App& group, Commands& commands);
void add_session_run(CLI::App& group, Commands& commands);
void add_status(CLI::App& app, Commands& commands);
void add_sync(CLI::App& app, Commands& commands);
void add_import(CLI::App& app, Commands& commands);
void add_verify(CLI::App& app, Commands& commands);
void add_inspect(CLI::App& app, Commands& commands);
void add_list(CLI::App& app, Commands& commands);
void add_show(CLI::App& app, Commands& commands);
void add_review(CLI::App& app, Commands& commands);
void add_takeover(CLI::App& app, Commands& commands);
void add_texts(CLI::App& app, Commands& commands);
void add_codes(CLI::App& app, Commands& commands);
void add_withdraw(CLI::App& app, Commands& commands);
void add_erase(CLI::App& app, Commands& commands);
void add_quarantine(CLI::App& app, Commands& commands);
void add_audit(CLI::App& app, Commands& commands);
void add_export(CLI::App& app, Commands& commands);
void add_slot_add(CLI::App& group, Commands& commands);
void add_slot_remove(CLI::App& group, Commands& commands);
void add_slot_list(CLI::App& group, Commands& commands);
void add_anonymize(CLI::App& app, Commands& commands);
void add_bench(CLI::App& app, Commands& commands);

void add_all(CLI::App& app, Commands& commands) {
    add_demo(app, commands);
    CLI::App& clinic =
        commands.group(app, "clinic", "Makes a clinic, signs, revokes, backs up, rebuilds");
    add_clinic_create(clinic, commands);
    add_clinic_sign(clinic, commands);
    add_clinic_revoke(clinic, commands);
    add_clinic_join(clinic, commands);
    add_clinic_admit(clinic, commands);
    add_clinic_backup(clinic, commands);
    add_clinic_rebuild(clinic, commands);
    add_clinic_recover(clinic, commands);
    add_clinic_rotate(clinic, commands);
    add_clinic_store(clinic, commands);
    CLI::App& kiosk = commands.group(app, "kiosk", "Makes a tablet one of the clinic's");
    add_kiosk_enrol(kiosk, commands);
    add_kiosk_request(kiosk, commands);
    add_kiosk_accept(kiosk, commands);
    add_kiosk_store(kiosk, commands);
    add_config_check(commands.group(app, "config", "Looks at a configuration"), commands);
    add_questionnaire_check(commands.group(app, "questionnaire", "Looks at questionnaires"),
                            commands);
    add_session_run(commands.group(app, "session", "Walks patients through a tablet"), commands);
    add_status(app, commands);
    add_sync(app, commands);
    add_import(app, commands);
    add_verify(app, commands);
    add_inspect(app, commands);
    add_list(app, commands);
    add_show(app, commands);
    add_review(app, commands);
    add_takeover(app, commands);
    add_texts(app, commands);
    add_codes(app, commands);
    add_withdraw(app, commands);
    add_erase(app, commands);
    add_quarantine(app, commands);
    add_audit(app, commands);
    add_export(app, commands);
    CLI::App& slot = commands.group(app, "slot", "Passphrases of an archive");
    add_slot_add(slot, commands);
    add_slot_remove(slot, commands);
    add_slot_list(slot, commands);
    add_anonymize(app, commands);
    add_bench(app, commands);
}

}  // namespace spine::tool
