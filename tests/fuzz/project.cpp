// A project of another program, the XML within a .qdpx: what is read can be written and read again,
// the same.
#include <algorithm>

#include "coding/qde.h"
#include "coding/words.h"
#include "fuzz.h"

namespace spine::fuzz {

void project(ByteView bytes) {
    (void)coding::read_qdpx(bytes);
    const std::string text = "I hope for rest.\r\n\xF0\x9F\x99\x82";
    const auto read = coding::read_qde(
        as_text(bytes), [&](std::string_view, std::size_t) -> Result<std::string> { return text; });
    if (!read) return;
    coding::Project project = read->project;
    for (const auto& marked : project.state.units) {
        const auto& unit = marked.second;
        const auto source = std::find_if(project.sources.begin(), project.sources.end(),
                                         [&](const auto& one) { return one.id == unit.text; });
        demand(source != project.sources.end() && unit.from < unit.to &&
               unit.to <= coding::code_points_in(source->text).value_or(0));
    }
    project.history.clear();
    project.name = project.origin = "again";
    for (coding::Source& one : project.sources) one.name = "text";
    const auto written = coding::write_qdpx(project);
    demand(written.has_value());
    const auto again = coding::read_qdpx(*written);
    std::set<coding::Guid> texts;
    for (const coding::Source& one : project.sources) texts.insert(one.id);
    demand(again && again->project.state == restricted_to(project.state, texts));
}

}  // namespace spine::fuzz
