#include "bench/export.h"

#include <unistd.h>

#include <chrono>
#include <functional>

#include "bench/export_clinic.h"
#include "bench/export_floor.h"
#include "bench/figure.h"
#include "bench/place.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;

// Seconds, from a disk that has nothing else to write.
double timed(const std::function<void()>& work) {
    ::sync();
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Result<ExportFigures> bench_export(const fs::path& folder, const fs::path& project,
                                   std::size_t sessions, int rounds) {
    const Place place(folder, "export");
    ExportClinic clinic(place.path());
    if (auto made = clinic.make(project / "kiosk-config"); !made) return fail(std::move(made));
    if (auto filled = clinic.fill(sessions); !filled) return fail(std::move(filled));
    const fs::path out = place.path() / "out", plain = place.path() / "plain.db";
    ExportFigures figures;
    std::vector<double> ours, floors;
    for (int round = 0; round <= rounds; ++round) {
        std::error_code ignored;
        fs::remove_all(out, ignored);
        Result<exporting::ExportResult> result;
        const double took = timed([&] { result = clinic.run(out); });
        if (!result) return fail(result.error());
        if (result->rows < sessions * 9 / 10) return failed("Rows of the measurement are missing.");
        if (round == 0) {  // warms up, and says what the floor is of
            const auto cells = lay_cells(out / "data.csv", plain);
            if (!cells) return fail(cells.error());
            figures.cells = static_cast<double>(*cells);
            figures.bytes = static_cast<double>(fs::file_size(out / "data.csv")) /
                            static_cast<double>(result->rows);
            continue;
        }
        bool written = false;
        const double floor =
            timed([&] { written = write_plainly(plain, place.path() / "plain.csv"); });
        if (!written) return failed("The plain table could not be read and written.");
        ours.push_back(static_cast<double>(sessions) / took);
        floors.push_back(static_cast<double>(sessions) / floor);
        figures.ratios.push_back(floor / took);
    }
    figures.exported = median(ours);
    figures.floor = median(floors);
    return figures;
}

}  // namespace spine::bench
