#include "import/bundle_reader.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "crypto/causes.h"
#include "crypto/object_common.h"
#include "crypto/refusal.h"

namespace spine::importing {
namespace {

constexpr std::string_view kFiller = R"({"e":"filler"})";
constexpr unsigned kMostThreads = 4;

Result<ReadSession> decode(const opening::OpenedSession& opened) {
    ReadSession read;
    std::vector<session::Event> events;
    for (std::size_t i = 0; i < opened.size(); ++i) {
        const std::string_view payload = as_text(opened.payload(i));
        if (payload == kFiller) continue;
        auto event = session::decode(payload);
        if (!event) return crypto::refuse(crypto::causes::event_malformed);
        events.push_back(std::move(*event));
        read.events.emplace_back(payload);
    }
    read.told = session::fold(events);
    return read;
}

}  // namespace

BundleReader::BundleReader(const sync::ClinicObjects& objects, const crypto::ClinicId& clinic,
                           std::span<const crypto::SealSecretKey> keys, unsigned threads)
    : objects_(objects), clinic_(clinic) {
    for (unsigned i = 0; i < std::max(1U, threads); ++i) {
        openers_.emplace_back();
        for (const crypto::SealSecretKey& key : keys)
            openers_.back().emplace_back(clinic, key.copy());
    }
}

Result<opening::OpenedSession> BundleReader::open(const crypto::VerifiedBundle& bundle,
                                                  const Openers& openers) {
    Result<opening::OpenedSession> opened = crypto::refuse(crypto::causes::not_a_recipient);
    for (const opening::SessionOpener& opener : openers) {
        opened = opener.open(bundle);
        if (opened || opened.error().cause != crypto::causes::not_a_recipient) break;
    }
    return opened;
}

unsigned BundleReader::usual_threads() {
    return std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
}

std::vector<ReadBundle> BundleReader::read(std::vector<FetchedBundle> bundles) const {
    std::vector<std::optional<ReadBundle>> read(bundles.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&](const Openers& openers) {
        for (std::size_t i = next++; i < bundles.size(); i = next++)
            read[i] = read_one(std::move(bundles[i]), openers);
    };
    {
        // A future of std::async waits when it goes: nothing of this call is used afterwards.
        std::vector<std::future<void>> others;
        try {
            for (std::size_t i = 1; i < std::min(openers_.size(), bundles.size()); ++i)
                others.push_back(std::async(std::launch::async, work, std::cref(openers_[i])));
        } catch (const std::system_error&) {
            // No further thread can be had just now: those that there are read everything.
        }
        work(openers_.front());
        for (std::future<void>& other : others) other.get();
    }
    std::vector<ReadBundle> out;
    out.reserve(read.size());
    for (std::optional<ReadBundle>& one : read) out.push_back(std::move(*one));
    return out;
}

ReadBundle BundleReader::read_one(FetchedBundle fetched, const Openers& openers) const {
    ReadBundle read{
        std::move(fetched.name), {}, {}, crypto::refuse(crypto::causes::bundle_cut), {}};
    if (!fetched.bytes) {
        read.verified = fail(std::move(fetched.bytes));
        return read;
    }
    read.bytes = std::move(*fetched.bytes);
    read.verified = verify(read);
    if (!read.verified || read.verified->head().status == crypto::SessionStatus::Withdrawn ||
        objects_.tombstones().contains(
            {read.verified->header().device, read.verified->header().session}))
        return read;
    const auto opened = open(*read.verified, openers);
    if (opened) {
        read.session = decode(*opened);
    } else {
        read.session = fail(opened.error());
    }
    return read;
}

Result<crypto::VerifiedBundle> BundleReader::verify(ReadBundle& read) const {
    const auto outline = crypto::outline_bundle(read.bytes);
    if (!outline) return fail(outline.error());
    const crypto::Admission* tablet = objects_.find(outline->header.device);
    if (tablet == nullptr || tablet->role != crypto::Role::Kiosk)
        return crypto::refuse(crypto::causes::device_unknown);
    read.tablet = tablet->name;
    auto verified = crypto::verify_bundle(read.bytes, tablet->signing, clinic_);
    if (!verified) return verified;
    if (auto named = crypto::check_name(read.bytes, read.name); !named)
        return fail(std::move(named));
    return verified;
}

}  // namespace spine::importing
