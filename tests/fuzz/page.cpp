// A page file: it is read or every problem has its place, and it can be read again.
#include "information/page_reader.h"

#include "fuzz.h"

namespace spine::fuzz {

using namespace information;

namespace {

Evidence some_evidence() {
    Evidence evidence;
    evidence.sources["s"] = {"s", "Somebody, 2015", "Somebody, 2015", "adults"};
    evidence.figures["bulge-40"] = {"bulge-40", 50, "of 100", "s", "40", "A. B.", "2026-01-01"};
    evidence.figures["unchecked"] = {"unchecked", 7.5, "percent", "s", "", "", ""};
    return evidence;
}

}  // namespace

void page(ByteView bytes) {
    static const Evidence evidence = some_evidence();
    const PageContext context{evidence,
                              {{"bulge", "bulge-40"}},
                              {"bulge", "older"},
                              {{"desk_phone", "12 34 56 78"}},
                              "Source: {sources}"};
    for (const char* language : {"da", "en"}) {
        Problems problems;
        const auto read = read_page("why", language, as_text(bytes), context, problems);
        demand(read.has_value() == problems.empty());
        (void)differs_by_age(as_text(bytes), context.age_names);
    }
}

}  // namespace spine::fuzz
