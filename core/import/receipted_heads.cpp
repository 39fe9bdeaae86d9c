#include "import/receipted_heads.h"

#include "crypto/constants.h"
#include "crypto/receipt.h"

namespace spine::importing {

Status ReceiptedHeads::read(sync::Store& store, const crypto::DeviceId& tablet) {
    const auto place = sync::places::receipts(tablet);
    const auto names = store.list(place);
    if (!names) return fail(names.error());
    for (const std::string& text : *names) {
        const auto name = crypto::Hash::from_hex(text);
        if (!name || taken_.contains(*name)) continue;
        const auto bytes = store.get(place, text, crypto::kMaxObjectSize);
        if (!bytes && sync::concerns_whole_store(bytes.error().cause)) return fail(bytes.error());
        if (!bytes || crypto::hash(*bytes) != *name) continue;
        const auto* author = objects_.author_of(crypto::claimed_author(*bytes), *name);
        if (author == nullptr) continue;
        taken_.insert(*name);
        const auto receipt = crypto::verify_receipt(*bytes, author->signing, objects_.clinic());
        if (receipt) heads_[{receipt->device, receipt->session}].insert(receipt->head);
    }
    return {};
}

bool ReceiptedHeads::has(const crypto::SessionRef& session, const crypto::Hash& head) const {
    const auto found = heads_.find(session);
    return found != heads_.end() && found->second.contains(head);
}

}  // namespace spine::importing
