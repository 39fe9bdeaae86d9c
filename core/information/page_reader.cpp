#include "information/page_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/clock.h"
#include "information/markdown.h"
#include "information/substitution.h"

namespace spine::information {
namespace {

constexpr std::string_view kFence = "+++";

const std::map<std::string, Layout, std::less<>>& layouts() {
    static const std::map<std::string, Layout, std::less<>> kLayouts = {
        {"text", Layout::Text},
        {"picture", Layout::Picture},
        {"icon-array", Layout::IconArray},
        {"two-columns", Layout::TwoColumns},
        {"explanation", Layout::Explanation},
        {"tell-staff", Layout::TellStaff},
        {"tell-staff-kindly", Layout::TellStaffKindly}};
    return kLayouts;
}

struct Parts {
    std::string_view head, text;
};

// The head between two lines "+++" at the very beginning, and what follows.
std::optional<Parts> split(std::string_view file) {
    if (!file.starts_with("+++\n")) return std::nullopt;
    const auto end = file.find("\n+++\n", kFence.size());
    if (end == std::string_view::npos) return std::nullopt;
    // The head keeps the first fence's line as an empty one, so that its lines count as the file's.
    return Parts{file.substr(kFence.size(), end + 1 - kFence.size()),
                 file.substr(end + 2 + kFence.size())};
}

class PageReader {
  public:
    PageReader(TomlTable head, const PageContext& context, std::string_view language,
               Problems& problems)
        : head_(std::move(head)),
          context_(context),
          problems_(problems),
          fill_(context, language, head_.texts("plain_numbers"), problems) {}

    void read(std::string_view text, Page& page) {
        read_head(page);
        read_review(page);
        read_icons(page);
        read_blocks(text, page);
        check_layout(page);
        cite(page);
        head_.done();
    }

  private:
    void read_head(Page& page) {
        page.title = fill_.fill(head_.text("title"), "title");
        const std::string layout = head_.text("layout");
        if (const auto found = layouts().find(layout); found != layouts().end()) {
            page.layout = found->second;
        } else if (!layout.empty()) {
            head_.report(causes::value_unfit, "layout",
                         fmt::format("\"{}\" is no layout. Use text, picture, icon-array, "
                                     "two-columns, explanation, tell-staff or tell-staff-kindly.",
                                     layout));
        }
        page.illustration = head_.text_or("illustration", "");
        page.illustration_alternative = fill_.fill(head_.text_or("alt", ""), "alt");
        if (!page.illustration.empty() && page.illustration_alternative.empty())
            head_.report(causes::key_missing, "illustration",
                         "An illustration needs \"alt\", the words that stand for it.");
    }

    void read_review(Page& page) {
        const std::string review = head_.text("review");
        page.review = review == "human" ? Review::Human : Review::None;
        page.reviewed_by = head_.text_or("reviewed_by", "");
        page.reviewed_on = head_.text_or("reviewed_on", "");
        if (!review.empty() && review != "human" && review != "none")
            head_.report(causes::value_unfit, "review", R"(This must be "none" or "human".)");
        if (page.review == Review::Human && page.reviewed_by.empty())
            head_.report(causes::key_missing, "review",
                         "A review by a human needs reviewed_by and reviewed_on.");
        if ((page.review == Review::Human || !page.reviewed_on.empty()) &&
            !from_rfc3339(page.reviewed_on))
            head_.report(causes::value_unfit, "reviewed_on", "This must be a date: YYYY-MM-DD.");
        page.published = head_.text("published");
        if (!page.published.empty() && !from_rfc3339(page.published))
            head_.report(causes::value_unfit, "published", "This must be a date: YYYY-MM-DD.");
    }

    void read_icons(Page& page) {
        auto table = head_.table("icons");
        if (!table) return;
        IconArray icons;
        const std::string part = table->text("part");
        const Figure* figure = part.empty() ? nullptr : fill_.figure(part, "icons.part");
        icons.have = fill_.fill(table->text("have"), "icons.have");
        icons.have_not = fill_.fill(table->text("have_not"), "icons.have_not");
        icons.alternative = fill_.fill(table->text("alternative"), "icons.alternative");
        table->done();
        if (figure != nullptr) {
            if (!figure->share())
                table->report(causes::value_unfit, "part",
                              fmt::format("The figure \"{}\" is no share of 100.", figure->id));
            icons.part = static_cast<int>(std::lround(figure->value));
            const auto says = [&](int number) {
                return icons.alternative.find(std::to_string(number)) != std::string::npos;
            };
            if (!says(icons.part) || !says(100 - icons.part))
                table->report(causes::value_unfit, "alternative",
                              "The words that stand for the icons must say both numbers.");
        }
        page.icons = std::move(icons);
    }

    void read_blocks(std::string_view text, Page& page) {
        for (Block& block : read_markdown(text, problems_)) {
            if (block.runs.empty()) continue;
            const std::string where = fmt::format("text, \"{}\"", block.plain().substr(0, 40));
            if (!fill_.shown(block.runs.front().text, where)) continue;
            for (Run& run : block.runs) run.text = fill_.fill(run.text, where);
            page.blocks.push_back(std::move(block));
        }
        if (page.layout != Layout::TwoColumns)
            for (Block& block : page.blocks) block.column = 0;
        if (page.blocks.empty())
            problems_.push_back({causes::page_malformed, "text", "The page has no text."});
    }

    void check_layout(const Page& page) {
        const auto headings = std::count_if(
            page.blocks.begin(), page.blocks.end(),
            [](const Block& block) { return block.kind == BlockKind::ColumnHeading; });
        if (page.layout == Layout::TwoColumns && headings != 2)
            problems_.push_back({causes::page_malformed, "text",
                                 "The layout two-columns needs exactly two \"## \" headings."});
        if ((page.layout == Layout::IconArray) != page.icons.has_value())
            problems_.push_back({causes::page_malformed, "layout",
                                 "The layout icon-array and the table [icons] go together."});
        if (page.layout == Layout::Picture && page.illustration.empty())
            problems_.push_back(
                {causes::page_malformed, "layout", "The layout picture needs an illustration."});
    }

    void cite(Page& page) {
        page.figures = fill_.figures();
        const auto add = [&](const std::string& source) {
            if (std::find(page.sources.begin(), page.sources.end(), source) == page.sources.end())
                page.sources.push_back(source);
        };
        for (const std::string& figure : page.figures)
            add(context_.evidence.figures.find(figure)->second.source);
        for (const std::string& source : head_.texts("sources")) {
            if (context_.evidence.sources.contains(source)) {
                add(source);
            } else {
                head_.report(causes::value_unfit, "sources",
                             fmt::format("There is no source \"{}\" in evidence.toml.", source));
            }
        }
        std::string names;
        for (const std::string& source : page.sources) {
            const auto found = context_.evidence.sources.find(source);
            if (found == context_.evidence.sources.end()) continue;
            names += (names.empty() ? "" : "; ") + found->second.short_name;
        }
        if (names.empty()) return;
        page.source_line = context_.source_line;
        if (const auto at = page.source_line.find("{sources}"); at != std::string::npos)
            page.source_line.replace(at, std::string_view("{sources}").size(), names);
    }

    TomlTable head_;
    const PageContext& context_;
    Problems& problems_;
    Substitution fill_;
};

}  // namespace

std::optional<Page> read_page(std::string_view id, std::string_view language, std::string_view file,
                              const PageContext& context, Problems& problems) {
    const std::size_t before = problems.size();
    const auto parts = split(file);
    if (!parts) {
        problems.push_back({causes::page_malformed, "line 1",
                            "A page begins with its head between two lines \"+++\"."});
        return std::nullopt;
    }
    auto head = TomlTable::parse(parts->head, problems);
    if (!head) return std::nullopt;
    Page page;
    page.id = id;
    page.language = language;
    PageReader(std::move(*head), context, language, problems).read(parts->text, page);
    if (problems.size() != before) return std::nullopt;
    return page;
}

bool differs_by_age(std::string_view file, const std::set<std::string, std::less<>>& age_names) {
    return std::any_of(age_names.begin(), age_names.end(), [&](const std::string& name) {
        return file.find("{" + name + "}") != std::string_view::npos ||
               file.find(":" + name + "}") != std::string_view::npos ||
               file.find("part = \"" + name + "\"") != std::string_view::npos;
    });
}

std::string number_text(double value, std::string_view language) {
    std::string text = fmt::format("{:g}", value);
    if (language != "en") std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

}  // namespace spine::information
