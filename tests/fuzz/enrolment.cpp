// What a tablet was handed at its enrolment: 32 bytes as the root's key, the rest as admission; and
// the same fields well signed. A tablet that takes it has an admission that its root signed.
#include "sync/enrolment.h"

#include <map>

#include "crypto/random.h"
#include "signing_clinic.h"

namespace spine::fuzz {

namespace {

// A folder of a few files, in memory.
class MemoryFiles final : public Files {
  public:
    std::map<std::string, Bytes> content;

    Result<Bytes> read(const std::filesystem::path& file, std::uint64_t limit) override {
        const auto found = content.find(file.string());
        if (found == content.end()) return fail(causes::file_missing, "missing", "");
        if (found->second.size() > limit) return fail(causes::file_too_large, "too large", "");
        return found->second;
    }
    Status write(const std::filesystem::path& file, ByteView bytes, Access) override {
        content[file.string()] = Bytes(bytes.begin(), bytes.end());
        return {};
    }
    Status create(const std::filesystem::path& file, ByteView bytes, Access access) override {
        if (exists(file)) return fail(causes::file_exists, "there is one", "");
        return write(file, bytes, access);
    }
    Result<std::vector<FolderEntry>> list(const std::filesystem::path&) override {
        return std::vector<FolderEntry>{};
    }
    bool exists(const std::filesystem::path& file) override {
        return content.contains(file.string());
    }
    Status make_folders(const std::filesystem::path&) override { return {}; }
    Status remove(const std::filesystem::path& file) override {
        content.erase(file.string());
        return {};
    }
    Result<std::uint64_t> free_space(const std::filesystem::path&) override {
        return std::uint64_t{0};
    }
};

const journal::KioskFolder kFolder{"kiosk"};

bool is_taken(ByteView root, ByteView admission) {
    MemoryFiles files;
    files.content["kiosk/clinic.root"] = Bytes(root.begin(), root.end());
    files.content["kiosk/admission.signed"] = Bytes(admission.begin(), admission.end());
    const auto loaded = sync::load_enrolment(files, kFolder);
    if (!loaded) return false;
    demand(loaded->admission.clinic == crypto::clinic_id_of(loaded->root));
    demand(!loaded->admission.name.empty());
    return true;
}

}  // namespace

void enrolment(ByteView bytes) {
    static const SigningClinic clinic;
    const ByteView root = bytes.first(std::min<std::size_t>(bytes.size(), 32));
    demand(!is_taken(root, bytes.subspan(root.size())));  // nobody signed it
    const Bytes signed_one = clinic.object(crypto::labels::admission, false, bytes);
    if (!is_taken(clinic.signer.public_key().view(), signed_one)) return;
    // Well signed, but for another tablet: this one does not take it.
    MemoryFiles files;
    crypto::SystemRandom random;
    demand(sync::make_device_key(files, kFolder, clinic.clinic, random).has_value());
    demand(!sync::accept_admission(files, kFolder, clinic.signer.public_key(), signed_one));
    demand(!files.exists(kFolder.root / "clinic.root"));
}

}  // namespace spine::fuzz
