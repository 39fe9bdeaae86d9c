#include "bench/push_tablet.h"

#include <unistd.h>

#include <string>
#include <utility>
#include <vector>

#include "bench/place.h"
#include "bench/sample_session.h"
#include "crypto/object_common.h"
#include "sync/uploader.h"

namespace spine::bench {

namespace fs = std::filesystem;

PushTablet::PushTablet(fs::path folder)
    : folder_(std::move(folder)),
      root_(crypto::make_sign_pair(random_)),
      device_(crypto::make_sign_pair(random_)),
      clinic_(crypto::clinic_id_of(root_.public_key)),
      inputs_{
          {},
          {crypto::make_seal_pair(random_).public_key, crypto::make_seal_pair(random_).public_key},
          session::encode({})} {}

Result<std::unique_ptr<journal::Journal>> PushTablet::open(const fs::path& folder) {
    return journal::Journal::open(journal::KioskFolder{folder},
                                  journal::make_identity(clinic_, device_.secret_key), clock_,
                                  random_, files_);
}

Status PushTablet::seal(std::size_t sessions, const fs::path& files) {
    for (const fs::path& made : {folder_ / "sealed", files})
        if (auto done = files_.make_folders(made); !done) return done;
    auto journal = open(folder_ / "sealed");
    if (!journal) return fail(std::move(journal));
    for (std::size_t i = 0; i < sessions; ++i) {
        std::vector<std::string> payloads;
        for (const session::Event& event : sample_session(clock_.now(), i))
            payloads.push_back(session::encode(event));
        auto session = (*journal)->begin(inputs_, payloads);
        if (!session) return fail(std::move(session));
        if (auto done = session->finish(crypto::SessionStatus::Complete); !done) return done;
    }
    std::uint64_t from = 0;
    for (;;) {
        const auto some = (*journal)->outbox().next_bundles(32, from);
        if (!some) return fail(some.error());
        if (some->empty()) break;
        from = some->back().counter + 1;
        for (const journal::OutgoingBundle& bundle : *some) {
            bytes_ += bundle.bytes.size();
            auto laid = files_.write(files / crypto::object_name(bundle.bytes), bundle.bytes,
                                     Access::Everyone);
            if (!laid) return laid;
        }
    }
    return (*journal)->outbox().tidy();
}

Result<std::chrono::duration<double>> PushTablet::push(sync::Store& store, std::size_t sessions) {
    const fs::path copy = folder_ / "copy";
    std::error_code error;
    fs::remove_all(copy, error);
    fs::copy(folder_ / "sealed", copy, fs::copy_options::recursive, error);
    if (error) return failed("The sealed journal could not be copied.");
    auto journal = open(copy);
    if (!journal) return fail(std::move(journal));
    ::sync();
    sync::Uploader uploader((*journal)->outbox(), store, root_.public_key,
                            crypto::device_id_of(clinic_, device_.public_key));
    const auto start = std::chrono::steady_clock::now();
    const auto done = uploader.run();
    const auto took = std::chrono::steady_clock::now() - start;
    if (!done) return fail(done.error());
    if (done->sent != sessions || !done->failed.empty())
        return failed("Not every session was sent.");
    return took;
}

}  // namespace spine::bench
