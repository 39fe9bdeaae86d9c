#include "schedule.h"

#include <fmt/format.h>

#include <set>

#include "import/importer.h"
#include "memory_bucket.h"
#include "sync/http_patience.h"
#include "sync/s3_store.h"
#include "sync/webdav_store.h"

namespace spine::test {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr int kMostCalmRounds = 12;

class Schedule {
  public:
    Schedule(const SmallClinic& clinic, std::uint64_t seed, Proof proof);
    Course run();

  private:
    [[nodiscard]] WebAnswer serve(const WebRequest& request);
    [[nodiscard]] std::unique_ptr<sync::Store> connect();
    [[nodiscard]] Status set_up();
    [[nodiscard]] Status step();
    [[nodiscard]] Status import();
    [[nodiscard]] Status calm_round();
    [[nodiscard]] Status finish_patients();
    [[nodiscard]] Result<bool> settled();
    [[nodiscard]] Status check_nothing_early();
    [[nodiscard]] Status check_all_arrived();
    void check_answers(const archive::Row& row, const ScheduledTablet& tablet);
    void restart_clinic();
    [[nodiscard]] ScheduledTablet& any_tablet() {
        return *tablets_[random_.below(static_cast<std::uint32_t>(tablets_.size()))];
    }
    void broken(std::string what) { course_.broken.push_back(std::move(what)); }

    const SmallClinic& clinic_;
    Course course_;
    SeededRandom random_;
    ManualClock clock_;
    TemporaryFolder folder_;
    SystemFiles files_;
    crypto::SystemRandom system_;
    const bool s3_;
    MemoryDav dav_;
    MemoryBucket bucket_;
    VirtualNetwork network_;
    std::vector<std::unique_ptr<ScheduledTablet>> tablets_;
    Status called_;  // the first call for staff that the disk did not take
    std::unique_ptr<archive::Archive> archive_;
    std::unique_ptr<sync::Store> clinics_store_;
    std::unique_ptr<importing::Importer> importer_;
};

Schedule::Schedule(const SmallClinic& clinic, std::uint64_t seed, Proof proof)
    : clinic_(clinic),
      random_(seed),
      s3_(random_.below(2) == 0),
      network_([this](const WebRequest& request) { return serve(request); }, clock_, random_) {
    static constexpr std::array kinds = {Conditions::Honoured, Conditions::Ignored,
                                         Conditions::Unknown};
    dav_.conditions = bucket_.conditions = kinds.at(random_.below(kinds.size()));
    bucket_.keys_a_page = 1 + random_.below(3);
    const std::size_t count = 1 + random_.below(kMostTablets);
    for (std::size_t i = 0; i < count; ++i)
        tablets_.push_back(std::make_unique<ScheduledTablet>(
            clinic_, i, clock_, [this] { return connect(); }, proof));
}

WebAnswer Schedule::serve(const WebRequest& request) {
    return s3_ ? bucket_.answer(request) : dav_.answer(request);
}

std::unique_ptr<sync::Store> Schedule::connect() {
    sync::Patience patience;
    patience.wait = [this](std::chrono::milliseconds time, const sync::GoOn& go_on) {
        (void)network_.wait(time.count(), go_on);
    };
    auto http = std::make_unique<sync::PatientHttp>(network_.client(), patience,
                                                    std::make_unique<SeededRandom>(17));
    if (!s3_)
        return std::make_unique<sync::WebDavStore>(std::move(http), "https://store.example/dav",
                                                   clinic_.id());
    return std::make_unique<sync::S3Store>(std::move(http), "s3://bucket",
                                           "https://store.example/bucket", "", clinic_.id());
}

void Schedule::restart_clinic() {
    importer_.reset();
    clinics_store_ = connect();
    importer_ = std::make_unique<importing::Importer>(*archive_, *clinics_store_, clock_,
                                                      importing::Assessor());
}

Status Schedule::set_up() {
    if (auto published = clinic_.publish(*connect(), files_); !published) return published;
    auto archive = clinic_.copy_archive(folder_ / "clinic", files_, clock_, system_);
    if (!archive) return fail(std::move(archive));
    archive_ = std::move(*archive);
    restart_clinic();
    network_.meanwhile([this] { called_ = any_tablet().call_staff(); });
    for (auto& tablet : tablets_)
        if (auto started = tablet->start(); !started) return started;
    return {};
}

Status Schedule::import() {
    const auto done = importer_->run();
    const bool of_store = !done && (sync::concerns_whole_store(done.error().cause) ||
                                    done.error().cause == sync::causes::store_refused);
    return done || of_store ? Status() : Status(fail(done.error()));
}

Status Schedule::step() {
    if (!called_) return called_;
    ScheduledTablet& tablet = any_tablet();
    const std::uint32_t what = random_.below(20);
    if (what < 7 && (tablet.given().size() < 3 || tablet.has_patient()))
        return tablet.patient_goes_on(random_);
    if (what < 13) return tablet.sync();
    if (what < 16) return import();
    if (what == 16) return tablet.start();
    if (what == 17) network_.worsen();
    if (what == 18) restart_clinic();
    clock_.advance_ms(kMinute * (1 + random_.below(360)));
    network_.deliver();
    return {};
}

Status Schedule::finish_patients() {
    for (auto& tablet : tablets_) {
        while (tablet->has_patient() || tablet->given().empty())
            if (auto done = tablet->patient_goes_on(random_); !done) return done;
    }
    return {};
}

Status Schedule::calm_round() {
    clock_.advance_ms(std::int64_t{5} * 60 * kMinute);
    network_.deliver();
    for (auto& tablet : tablets_)
        if (auto done = tablet->sync(); !done) return done;
    return import();
}

Result<bool> Schedule::settled() {
    if (network_.on_its_way()) return false;
    for (auto& tablet : tablets_) {
        const auto status = tablet->status();
        if (!status) return fail(status.error());
        if (status->waiting + status->awaiting_receipt + status->kept + status->attention_waiting >
            0)
            return false;
    }
    return true;
}

// What the archive does not have by its newest head must stand on its tablet's disk.
Status Schedule::check_nothing_early() {
    const auto places = archive_->places();
    if (!places) return fail(places.error());
    std::set<crypto::Hash> archived;
    for (const archive::SessionPlace& place : *places) archived.insert(place.head);
    for (auto& tablet : tablets_) {
        const auto held = tablet->held();
        if (!held) return fail(held.error());
        for (const auto& [session, given] : tablet->given()) {
            if (given.head.is_zero() || archived.contains(given.head)) continue;
            const auto there = held->find(session);
            if (there == held->end() || there->second != given.head)
                broken(fmt::format("{}: session {} is neither there nor in the archive",
                                   tablet->name(), given.code));
        }
    }
    return {};
}

void Schedule::check_answers(const archive::Row& row, const ScheduledTablet& tablet) {
    const auto given = tablet.given().find(row.place.session);
    if (given == tablet.given().end()) {
        broken("the archive has a session that nobody gave");
        return;
    }
    const Given& wanted = given->second;
    const auto response = archive_->response_for_list(row.place.ref());
    const bool same = response && response->code == wanted.code &&
                      std::map<std::string, std::string>(response->answers.begin(),
                                                         response->answers.end()) == wanted.answers;
    if (!same || row.summary.status != wanted.status)
        broken(fmt::format("{}: session {} is not as it was given", tablet.name(), wanted.code));
}

Status Schedule::check_all_arrived() {
    const auto rows = archive_->rows();
    if (!rows) return fail(rows.error());
    std::set<crypto::SessionId> sessions;
    for (const archive::Row& row : *rows) {
        if (!sessions.insert(row.place.session).second) broken("a session is there twice");
        for (const auto& tablet : tablets_)
            if (tablet->device() == row.place.device) check_answers(row, *tablet);
    }
    for (const auto& tablet : tablets_) course_.sessions += tablet->given().size();
    if (sessions.size() != course_.sessions)
        broken(fmt::format("{} sessions were given and {} arrived", course_.sessions,
                           sessions.size()));
    const auto last = importer_->run();
    if (!last) return fail(last.error());
    if (!last->forks.empty() || !last->gaps.empty()) broken("a fork or a gap is reported");
    return {};
}

Course Schedule::run() {
    const auto all = [this]() -> Status {
        if (auto done = set_up(); !done) return done;
        network_.worsen();
        for (std::uint32_t left = 20 + random_.below(20); left > 0; --left) {
            if (auto done = step(); !done) return done;
            if (auto done = check_nothing_early(); !done) return done;
        }
        network_.calm();
        if (auto done = finish_patients(); !done) return done;
        for (int round = 0; round < kMostCalmRounds; ++round) {
            if (auto done = calm_round(); !done) return done;
            if (auto done = check_nothing_early(); !done) return done;
            const auto all_settled = settled();
            if (!all_settled) return fail(all_settled.error());
            if (*all_settled) return check_all_arrived();
        }
        broken("not all has arrived and gone, though the network is well");
        return check_all_arrived();
    };
    if (const auto done = all(); !done) broken(done.error().sentence());
    course_.met = network_.met();
    course_.gave_way = network_.gave_way();
    course_.virtual_ms = clock_.steady_ms();
    return std::move(course_);
}

}  // namespace

Course run_schedule(const SmallClinic& clinic, std::uint64_t seed, Proof proof) {
    return Schedule(clinic, seed, proof).run();
}

}  // namespace spine::test
