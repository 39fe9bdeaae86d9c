#include "busy_clinic.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>

#include "whole_clinic.h"

namespace spine::test {
namespace {

// Everybody ends with a session: who declines care leaves none.
const tool::Habits kAllStay{
    .declines_care = 0, .stops_deleting = 0, .stops_keeping = 0, .walks_away = 0, .warning_a = 0};

template <typename T>
T expect(Result<T> result) {
    if (!result) FAIL(result.error().sentence());
    return std::move(*result);
}

}  // namespace

BusyClinic::BusyClinic() {
    REQUIRE(clinic_.sign());
    REQUIRE(clinic_.enrol("kiosk"));
    spit(clinic_.folder / "passphrase", "a passphrase\n");
    tablet_ = expect(kiosk::Tablet::open(clinic_.folder / "kiosk", "a test", clinic_.files, clock_,
                                         clinic_.random));
    keeper_ = expect(tablet_->make_keeper());
    desk_ = std::make_unique<kiosk::Desk>(tablet_->config(), *keeper_, clock_);
}

void BusyClinic::patients(int count) {
    for (int i = 0; i < count; ++i) {
        auto visit = expect(tool::simulate_visit(*desk_, random_, kAllStay));
        REQUIRE_FALSE(visit.session.empty());
        const std::string session = visit.session;
        visits_.emplace(session, std::move(visit));
        clock_.pass(600'000);
    }
    (void)sync();
}

sync::SyncResult BusyClinic::sync() {
    return expect(tablet_->sync_once());
}

std::uint64_t BusyClinic::without_receipt() {
    const auto status = expect(tablet_->journal().status());
    return status.waiting + status.awaiting_receipt;
}

Arguments BusyClinic::import_command() const {
    return {program("kioskctl"),
            "import",
            (clinic_.folder / "clinic").string(),
            "--passphrase-file",
            (clinic_.folder / "passphrase").string(),
            "--from",
            (clinic_.folder / "store").string(),
            "--json"};
}

void BusyClinic::compare(archive::Archive& archive, const archive::Row& row,
                         std::vector<std::string>& wrong) const {
    const auto visit = visits_.find(row.place.session.hex());
    if (visit == visits_.end()) {
        wrong.emplace_back("a session that nobody gave");
        return;
    }
    const auto response = archive.response_for_list(row.place.ref());
    if (!response || response->answers != visit->second.answers ||
        row.summary.code != visit->second.code)
        wrong.emplace_back("another answer than was given");
}

std::vector<std::string> BusyClinic::wrong() {
    std::vector<std::string> wrong;
    const auto archive = expect(archive::Archive::open({clinic_.folder / "clinic"}, clinic_.files,
                                                       clock_, clinic_.random, "a test"));
    REQUIRE(archive->unlock(as_bytes("a passphrase")));
    std::set<crypto::SessionId> there;
    for (const archive::Row& row : expect(archive->rows())) {
        if (!there.insert(row.place.session).second) wrong.emplace_back("a session is there twice");
        compare(*archive, row, wrong);
    }
    if (there.size() != visits_.size())
        wrong.push_back(fmt::format("{} came and {} are there", visits_.size(), there.size()));
    if (const auto waiting = expect(archive->without_receipt()); !waiting.empty())
        wrong.push_back(fmt::format("{} have no receipt", waiting.size()));
    return wrong;
}

std::size_t BusyClinic::receipts() const {
    std::size_t receipts = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(clinic_.folder / "store"))
        receipts += entry.is_regular_file() &&
                            entry.path().parent_path().parent_path().filename() == "receipts"
                        ? 1
                        : 0;
    return receipts;
}

}  // namespace spine::test
