#include "open/object_opening.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/refusal.h"
#include "open/sealed_box.h"

namespace spine::opening {

using namespace crypto;

Result<AttentionText> open_attention(const Attention& attention, const SealSecretKey& key) {
    const Hash mine = fingerprint(attention.clinic, public_of(key));
    const auto found = std::find_if(attention.sealed.begin(), attention.sealed.end(),
                                    [&](const auto& one) { return one.recipient == mine; });
    if (found == attention.sealed.end()) return refuse(causes::not_a_recipient, "attention");
    auto text = open_sealed(found->sealed, key);
    if (!text) return fail(std::move(text));
    return decode_attention_text(text->view());
}

Result<MarkText> open_mark(const Mark& mark, const SealSecretKey& clinic_key) {
    if (mark.recipient != fingerprint(mark.clinic, public_of(clinic_key)))
        return refuse(causes::not_a_recipient, "mark");
    auto text = open_sealed(mark.sealed, clinic_key);
    if (!text) return fail(std::move(text));
    return decode_mark_text(text->view());
}

Result<LedgerPartText> open_ledger_part(const LedgerPart& part, const SealSecretKey& clinic_key) {
    if (part.recipient != fingerprint(part.clinic, public_of(clinic_key)))
        return refuse(causes::not_a_recipient, "ledger part");
    auto text = open_sealed(part.sealed, clinic_key);
    if (!text) return fail(std::move(text));
    return decode_ledger_part_text(text->view());
}

Result<SealSecretKey> open_passed_key(const PassedKey& passed, const SealSecretKey& key) {
    if (passed.recipient != fingerprint(passed.clinic, public_of(key)))
        return refuse(causes::not_a_recipient, "passed key");
    const auto text = open_sealed(passed.sealed, key);
    if (!text) return fail(text.error());
    auto opened = SealSecretKey::copy_of(text->view());
    if (fingerprint(passed.clinic, public_of(opened)) != passed.key)
        return refuse(causes::key_commitment_wrong, "passed key");
    return opened;
}

}  // namespace spine::opening
