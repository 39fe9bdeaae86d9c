// Rows that wait on the disk.
#include "export/sealed_spill.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "crypto/init.h"
#include "export/packed_row.h"
#include "support/support.h"

using namespace spine;
using namespace spine::exporting;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> read_all(SealedSpill& spill) {
    std::vector<std::string> rows;
    crypto::WipedBytes row;
    for (;;) {
        const auto more = spill.next(row);
        REQUIRE(more);
        if (!*more) return rows;
        rows.emplace_back(as_text(row));
    }
}

std::vector<std::string> through(const std::vector<std::string>& rows, const fs::path& folder,
                                 Random& random) {
    auto spill = SealedSpill::make(folder, random).value();
    for (const std::string& row : rows) REQUIRE(spill->add(as_bytes(row)));
    REQUIRE(spill->finish());
    CHECK(spill->rows() == rows.size());
    return read_all(*spill);
}

// Of "row 12": 12; of others 0.
int place(const std::string& row) {
    return row.starts_with("row ") ? std::stoi(row.substr(4)) : 0;
}

// Whatever this process has open in the folder, named or not.
std::string open_files_in(const fs::path& folder) {
    std::string all;
    for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        const std::string target = fs::read_symlink(entry.path(), gone).string();
        if (target.starts_with(folder.string() + "/")) all += test::slurp(entry.path());
    }
    return all;
}

}  // namespace

TEST_CASE("every row comes back once, in another order, the same one again") {
    REQUIRE(crypto::start());
    const test::TemporaryFolder folder;
    test::SeededRandom random(1);
    std::vector<std::string> rows;
    for (int i = 0; i < 20'000; ++i) rows.push_back("row " + std::to_string(i));
    rows.push_back("");
    rows.push_back(std::string(300'000, 'z'));
    auto spill = SealedSpill::make(folder.path(), random).value();
    for (const std::string& row : rows) REQUIRE(spill->add(as_bytes(row)));
    REQUIRE(spill->finish());
    const auto seen = read_all(*spill);
    CHECK(seen != rows);
    CHECK(std::multiset<std::string>(seen.begin(), seen.end()) ==
          std::multiset<std::string>(rows.begin(), rows.end()));
    // Neighbours stand in either order as often, also those that waited together.
    std::size_t rising = 0;
    for (std::size_t i = 1; i < seen.size(); ++i) rising += place(seen[i - 1]) < place(seen[i]);
    CHECK(std::abs(static_cast<double>(rising) / static_cast<double>(seen.size()) - 0.5) < 0.02);
    spill->rewind();
    CHECK(read_all(*spill) == seen);
    CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("every order of the rows is as likely as the others") {
    REQUIRE(crypto::start());
    const test::TemporaryFolder folder;
    test::SeededRandom random(2);
    std::map<std::vector<std::string>, int> orders;
    constexpr int kTimes = 3000;
    for (int i = 0; i < kTimes; ++i) ++orders[through({"a", "b", "c"}, folder.path(), random)];
    REQUIRE(orders.size() == 6);
    // 500 each; five standard deviations are 102.
    for (const auto& [order, times] : orders) CHECK(std::abs(times - kTimes / 6) < 102);
}

TEST_CASE("no row waits on the disk in clear") {
    REQUIRE(crypto::start());
    const test::TemporaryFolder folder;
    test::SeededRandom random(3);
    auto spill = SealedSpill::make(folder.path(), random).value();
    const std::string telling = "an answer that nobody may read";
    for (int i = 0; i < 20'000; ++i) REQUIRE(spill->add(as_bytes(telling)));
    REQUIRE(spill->finish());
    const std::string on_disk = open_files_in(folder.path());
    CHECK(on_disk.size() > 20'000 * telling.size());
    CHECK(on_disk.find("an answer") == std::string::npos);
}

TEST_CASE("a packed row is the row again, and other bytes are none") {
    const std::vector<Cell> row = {std::string("pé\0\n", 5),
                                   exporting::Coded{0},
                                   exporting::Coded{223},
                                   exporting::Coded{224},
                                   exporting::Coded{65'535},
                                   std::int64_t{-7},
                                   std::int64_t{0},
                                   -12.5,
                                   true,
                                   false,
                                   Missing::NotAsked,
                                   Missing::Suppressed};
    const Bytes packed = pack(row);
    std::vector<Cell> back;
    REQUIRE(unpack(packed, back));
    CHECK(back == row);
    for (std::size_t cut = 0; cut < packed.size(); ++cut)
        CHECK_FALSE(unpack(ByteView(packed).first(cut), back));
    CHECK_FALSE(unpack(Bytes{1, 0, 15}, back));
}
