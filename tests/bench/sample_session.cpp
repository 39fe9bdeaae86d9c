#include "bench/sample_session.h"

#include <string>
#include <utility>

namespace spine::bench {
namespace {
constexpr int kScreens = 45;
constexpr std::int64_t kMsAScreen = 4000;
}  // namespace

std::vector<session::Event> sample_session(UnixMs at, std::uint64_t counter) {
    using session::EventKind;
    std::vector<session::Event> out;
    const auto tell = [&](session::Event event) {
        event.at = at += kMsAScreen;
        out.push_back(std::move(event));
    };
    const std::string code = std::to_string(100'000 + counter % 900'000);
    tell({EventKind::Began, 0, code, "before-assessment", "da", false});
    tell({EventKind::Answered, 0, "consent.care", "true", {}, false});
    tell({EventKind::Answered, 0, "consent.research", "false", {}, false});
    for (int screen = 0; screen < kScreens; ++screen) {
        const std::string item = "about.item-" + std::to_string(screen);
        tell({EventKind::Shown, 0, item, {}, {}, false});
        const std::string value = screen % 4 == 0 ? R"(["none"])" : std::to_string(screen % 11);
        tell({EventKind::Answered, 0, item, value, {}, false});
    }
    tell({EventKind::Answered, 0, "words", R"("At jeg kan cykle til arbejde igen")", {}, false});
    tell({EventKind::Ended, 0, "complete", {}, {}, false});
    return out;
}

}  // namespace spine::bench
