#include "archive/archive.h"

#include <system_error>
#include <utility>

#include "archive/schema.h"
#include "crypto/keyfile.h"
#include "database/holder_lock.h"
#include "database/settings.h"

namespace spine::archive {
namespace {

database::Options options(const ClinicFolder& folder, database::IfMissing if_missing,
                          std::string program) {
    database::Options out;
    out.file = folder.database();
    out.schema = schema();
    out.program = std::move(program);
    out.if_missing = if_missing;
    // Who reads all responses looks for each one's key where chance has put it: for a hundred
    // thousand the keys lie on 12 MB, and the responses pass through the same cache.
    out.cache_kib = 32'768;
    return out;
}

// Where an archive is made. What one that was broken off has left was never in use.
class Making {
  public:
    explicit Making(const ClinicFolder& of) : folder_{of.root / "making"} { clean(); }
    Making(const Making&) = delete;
    Making& operator=(const Making&) = delete;
    ~Making() { clean(); }
    [[nodiscard]] const ClinicFolder& folder() const { return folder_; }

  private:
    void clean() const {
        std::error_code error;
        // What a creation makes, and nothing of anybody else's.
        for (const char* end : {"", "-wal", "-shm", "-journal", ".new", ".lock"}) {
            auto file = folder_.database();
            file += end;
            std::filesystem::remove(file, error);
        }
        std::filesystem::remove(folder_.root, error);
    }
    ClinicFolder folder_;
};

}  // namespace

Archive::Archive(ClinicFolder folder, database::Database database, Files& files, Clock& clock,
                 Random& random)
    : folder_(std::move(folder)),
      database_(std::move(database)),
      files_(files),
      clock_(clock),
      random_(random) {}
Archive::~Archive() = default;

// Whole or not at all: filled in a folder of its own, its file's name is given last.
Result<std::unique_ptr<Archive>> Archive::create(const ClinicFolder& folder,
                                                 const crypto::SignPublicKey& root,
                                                 const ClinicKeys& keys, const NewSlot& first,
                                                 Files& files, Clock& clock, Random& random) {
    {
        const auto held = database::HolderLock::take(folder.database(), "clinic");
        if (!held) return fail(held.error());
        if (files.exists(folder.database())) {
            return fail(spine::causes::file_exists, "There is a clinic in this folder already.",
                        "Name an empty folder.", folder.root.string());
        }
        const Making making(folder);
        if (auto made = files.make_folders(making.folder().root); !made)
            return fail(std::move(made));
        auto filled = create_in(making.folder(), root, keys, first, files, clock, random);
        if (!filled) return filled;
        const auto attention = crypto::encode_key_file(crypto::KeyPurpose::Attention,
                                                       (*filled)->clinic_, keys.attention.view());
        if (auto kept = files.write(folder.attention_key(), attention, Access::Owner); !kept)
            return fail(std::move(kept));
        if (auto moved = move_to(std::move(*filled), folder); !moved) return fail(std::move(moved));
    }
    return open(folder, files, clock, random, "clinic");
}

Result<std::unique_ptr<Archive>> Archive::create_in(const ClinicFolder& folder,
                                                    const crypto::SignPublicKey& root,
                                                    const ClinicKeys& keys, const NewSlot& first,
                                                    Files& files, Clock& clock, Random& random) {
    auto database =
        database::Database::open(options(folder, database::IfMissing::Create, "clinic"));
    if (!database) return fail(std::move(database));
    std::unique_ptr<Archive> made(new Archive(folder, std::move(*database), files, clock, random));
    made->root_ = root;
    made->clinic_ = crypto::clinic_id_of(root);
    const auto archive_key = crypto::WrapKey::random(random);
    auto stored = made->transact([&]() -> Status {
        if (auto set = database::set_blob(made->database_, "root", root.view()); !set) return set;
        if (auto kept = made->store_keys(archive_key, keys); !kept) return kept;
        return made->store_slot(first, archive_key);
    });
    if (!stored) return fail(std::move(stored));
    return made;
}

Result<std::unique_ptr<Archive>> Archive::open(const ClinicFolder& folder, Files& files,
                                               Clock& clock, Random& random, std::string program) {
    if (!files.exists(folder.database())) {
        return fail(database::causes::missing, "There is no clinic in this folder.",
                    "Check the path, or make one with: kioskctl clinic create.",
                    folder.root.string());
    }
    auto database =
        database::Database::open(options(folder, database::IfMissing::Refuse, std::move(program)));
    if (!database) return fail(std::move(database));
    std::unique_ptr<Archive> opened(
        new Archive(folder, std::move(*database), files, clock, random));
    const auto root = database::get_blob(opened->database_, "root");
    if (!root) return fail(root.error());
    const auto key = *root ? crypto::SignPublicKey::from(**root) : std::nullopt;
    if (!key) return damaged("root");
    opened->root_ = *key;
    opened->clinic_ = crypto::clinic_id_of(*key);
    return opened;
}

Status Archive::transact(const std::function<Status()>& work) {
    auto done = database_.transact(work);
    if (!done && open_) {
        // They may hold what was not written after all.
        open_->authors.reset();
        open_->marks.reset();
    }
    return done;
}

Status Archive::tidy() {
    return database_.tidy();
}

void Archive::lock() {
    open_.reset();
}

const Slot& Archive::user() const {
    return open_->user;
}

crypto::DeviceId Archive::computer() const {
    return crypto::device_id_of(clinic_, open_->signer.public_key());
}

Status Archive::require_open() const {
    if (open_) return {};
    return fail(causes::archive_locked, "The archive is locked.", "Unlock it with a passphrase.");
}

Result<const crypto::Signer*> Archive::signer() const {
    if (auto open = require_open(); !open) return fail(std::move(open));
    return &open_->signer;
}

}  // namespace spine::archive
