#include "clinic/attention_calls.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "crypto/attention.h"
#include "crypto/constants.h"
#include "crypto/keyfile.h"
#include "crypto/object_common.h"
#include "open/object_opening.h"

namespace spine::clinic {
namespace {

constexpr std::uint64_t kLargestSeenFile = 16ULL << 20U;
constexpr std::size_t kSeenKept = 100'000;  // the latest; far below the largest file
constexpr std::size_t kNameSize = 64;
// A call that is older than a working day tells nobody anything any more.
constexpr std::int64_t kCallLivesMs = 12LL * 3600 * 1000;

std::filesystem::path seen_file(const archive::ClinicFolder& folder) {
    return folder.root / "attention.seen";
}

Result<crypto::SealSecretKey> load_key(Files& files, const std::filesystem::path& file_of_key) {
    auto bytes = files.read(file_of_key, crypto::kMaxKeyFileSize);
    if (!bytes) return fail(std::move(bytes));
    const auto file = crypto::decode_key_file(*bytes, crypto::KeyPurpose::Attention);
    crypto::wipe(*bytes);
    if (!file) return fail(file.error());
    return file->seal_key();
}

// The one in use, then those of before a rotation. One of these that cannot be read takes nothing
// from the others.
Result<std::vector<crypto::SealSecretKey>> load_keys(Files& files,
                                                     const archive::ClinicFolder& folder) {
    auto in_use = load_key(files, folder.attention_key());
    if (!in_use) return fail(std::move(in_use));
    std::vector<crypto::SealSecretKey> keys;
    keys.push_back(std::move(*in_use));
    const auto former = files.list(folder.former_attention_keys());
    if (!former) return keys;
    for (const FolderEntry& entry : *former)
        if (auto key = load_key(files, folder.former_attention_keys() / entry.name))
            keys.push_back(std::move(*key));
    return keys;
}

}  // namespace

AttentionCalls::AttentionCalls(archive::ClinicFolder folder, const crypto::SignPublicKey& root,
                               std::vector<crypto::SealSecretKey> keys, Files& files, Clock& clock)
    : folder_(std::move(folder)),
      keys_(std::move(keys)),
      files_(files),
      clock_(clock),
      objects_(root) {}

Result<std::unique_ptr<AttentionCalls>> AttentionCalls::open(const archive::ClinicFolder& folder,
                                                             const crypto::SignPublicKey& root,
                                                             Files& files, Clock& clock) {
    auto keys = load_keys(files, folder);
    if (!keys) return fail(std::move(keys));
    std::unique_ptr<AttentionCalls> calls(
        new AttentionCalls(folder, root, std::move(*keys), files, clock));
    calls->read_seen();
    return calls;
}

// A line is a name, and after it, for a call that nobody has seen, when it was first met here.
void AttentionCalls::read_seen() {
    const auto bytes = files_.read(seen_file(folder_), kLargestSeenFile);
    if (!bytes) return;  // the safe side: what was seen sounds once more
    std::string_view left = as_text(*bytes);
    while (!left.empty()) {
        const std::string_view line = left.substr(0, left.find('\n'));
        left.remove_prefix(std::min(left.size(), line.size() + 1));
        if (line.size() < kNameSize) continue;
        const std::string name(line.substr(0, kNameSize));
        if (line.size() == kNameSize) {
            note_seen(name);
            continue;
        }
        UnixMs met = 0;
        const auto read =
            std::from_chars(line.data() + kNameSize + 1, line.data() + line.size(), met);
        if (read.ec != std::errc()) continue;
        met_before_[name] = clock_.steady_ms() - std::max<std::int64_t>(0, clock_.now() - met);
    }
}

Status AttentionCalls::write_seen() const {
    std::string lines;
    for (const std::string& name : seen_) lines.append(name).append("\n");
    for (const auto& [name, call] : calls_) {
        if (!call.since || call.late || is_seen_.contains(name)) continue;
        const UnixMs met = clock_.now() - (clock_.steady_ms() - *call.since);
        lines.append(name).append(" ").append(std::to_string(met)).append("\n");
    }
    return files_.write(seen_file(folder_), as_bytes(lines), Access::Owner);
}

Result<sync::Store*> AttentionCalls::store() {
    if (store_) return store_.get();
    auto settings = sync::load_store_settings(files_, folder_.store_settings());
    if (!settings) return fail(std::move(settings));
    auto opened = sync::open_store(files_, *settings, objects_.clinic());
    if (!opened) return fail(std::move(opened));
    store_ = std::move(*opened);
    return store_.get();
}

std::optional<AttentionCalls::Call> AttentionCalls::verify(ByteView bytes) const {
    for (const auto& [device, admission] : objects_.admissions()) {
        if (admission.role != crypto::Role::Kiosk) continue;
        const auto attention =
            crypto::verify_attention(bytes, admission.signing, objects_.clinic());
        if (!attention) continue;
        for (const crypto::SealSecretKey& key : keys_)
            if (const auto text = opening::open_attention(*attention, key))
                return Call{device, admission.name, text->at, {}, false};
        return std::nullopt;
    }
    return std::nullopt;
}

AttentionCalls::Call* AttentionCalls::read(const std::string& name, sync::Store& store) {
    if (const auto known = calls_.find(name); known != calls_.end()) return &known->second;
    // What no tablet of the clinic has signed is looked at again when another one is admitted.
    const std::size_t devices = objects_.admissions().size();
    if (const auto not_read = not_read_.find(name);
        not_read != not_read_.end() && not_read->second == devices)
        return nullptr;
    const auto bytes = store.get(sync::places::attention, name, crypto::kMaxObjectSize);
    // Under any other name the same call would sound again after it was answered. One that was read
    // torn is looked at again at once.
    if (!bytes || !crypto::check_name(*bytes, name)) return nullptr;
    auto call = verify(*bytes);
    if (!call) {
        not_read_[name] = devices;
        return nullptr;
    }
    return &calls_.emplace(name, std::move(*call)).first->second;
}

void AttentionCalls::first_met(const std::string& name, Call& call) {
    const std::int64_t steady = clock_.steady_ms();
    if (const auto before = met_before_.find(name); before != met_before_.end()) {
        call.since = before->second;
        return;
    }
    const std::int64_t age = looked_ ? 0 : std::max<std::int64_t>(0, clock_.now() - call.at);
    call.since = steady - age;
    call.late = age > kCallLivesMs;
}

Result<std::vector<Attention>> AttentionCalls::now() {
    auto reached = store();
    if (!reached) return fail(std::move(reached));
    if (auto fresh = objects_.refresh(**reached); !fresh) return fail(std::move(fresh));
    const auto names = (*reached)->list(sync::places::attention);
    if (!names) return fail(names.error());
    std::vector<Attention> out;
    bool changed = false;
    for (const std::string& name : *names) {
        if (is_seen_.contains(name)) continue;
        Call* call = read(name, **reached);
        if (call == nullptr || objects_.revoked(call->device)) continue;
        if (!call->since) {
            first_met(name, *call);
            changed = true;
        }
        const std::int64_t age = clock_.steady_ms() - *call->since;
        if (age <= kCallLivesMs) {
            out.push_back({name, call->tablet, clock_.now() - age});
        } else if (!call->late) {
            note_seen(name);
            changed = true;
        }
    }
    looked_ = true;
    // A call is shown even where it cannot be noted.
    if (changed) (void)write_seen();
    return out;
}

void AttentionCalls::note_seen(const std::string& name) {
    if (!is_seen_.insert(name).second) return;
    seen_.push_back(name);
    if (seen_.size() <= kSeenKept) return;
    is_seen_.erase(seen_.front());
    seen_.erase(seen_.begin());
}

Status AttentionCalls::answered(const std::string& id) {
    note_seen(id);
    return write_seen();
}

}  // namespace spine::clinic
