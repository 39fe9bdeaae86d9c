#include "import/receipted_heads.h"

#include "crypto/constants.h"
#include "crypto/receipt.h"

namespace spine::importing {

Status ReceiptedHeads::read(sync::Store& store, const crypto::DeviceId& tablet) {
    const auto place = sync::places::receipts(tablet);
    const auto names = store.list(place);
    if (!names) return fail(names.error());
    std::vector<std::string> unread;
    for (const std::string& text : *names)
        if (const auto name = crypto::Hash::from_hex(text);
            name && !taken_.contains(*name) && !waits(*name))
            unread.push_back(text);
    return sync::read_ahead(store, place, unread, crypto::kMaxObjectSize,
                            [&](const std::string& text, const Result<Bytes>& bytes) -> Status {
                                if (bytes) take(*crypto::Hash::from_hex(text), *bytes);
                                const bool all =
                                    !bytes && sync::concerns_whole_store(bytes.error().cause);
                                return all ? Status(fail(bytes.error())) : Status();
                            });
}

void ReceiptedHeads::take(const crypto::Hash& name, ByteView bytes) {
    if (crypto::hash(bytes) != name) return;
    const crypto::DeviceId claimed = crypto::claimed_author(bytes);
    const auto* author = objects_.author_of(claimed, name);
    if (author == nullptr) {
        if (waiting_.size() < kMostWaiting) waiting_.emplace(name, claimed);
        return;
    }
    waiting_.erase(name);
    taken_.insert(name);
    const auto receipt = crypto::verify_receipt(bytes, author->signing, objects_.clinic());
    if (!receipt) return;
    const crypto::SessionRef session{receipt->device, receipt->session};
    heads_[session].emplace(
        receipt->head, archive::TakenOut{session, receipt->counter, receipt->head, name, claimed});
}

// Only the root's word changes whether it counts.
bool ReceiptedHeads::waits(const crypto::Hash& name) const {
    const auto found = waiting_.find(name);
    return found != waiting_.end() && objects_.author_of(found->second, name) == nullptr;
}

std::vector<archive::TakenOut> ReceiptedHeads::of(const crypto::DeviceId& tablet) const {
    std::vector<archive::TakenOut> out;
    for (auto one = heads_.lower_bound({tablet, {}});
         one != heads_.end() && one->first.device == tablet; ++one)
        for (const auto& [head, taken] : one->second)
            if (counts(taken)) out.push_back(taken);
    return out;
}

bool ReceiptedHeads::has(const crypto::SessionRef& session, const crypto::Hash& head) const {
    const auto found = heads_.find(session);
    if (found == heads_.end()) return false;
    const auto taken = found->second.find(head);
    return taken != found->second.end() && counts(taken->second);
}

// Its author may have been revoked since it was read.
bool ReceiptedHeads::counts(const archive::TakenOut& taken) const {
    return objects_.author_of(taken.author, taken.receipt) != nullptr;
}

}  // namespace spine::importing
