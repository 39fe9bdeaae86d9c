#include "export/report_page.h"

#include <fmt/format.h>

#include "export/cell_text.h"

namespace spine::exporting {
namespace {

// The light tokens of look/clinic.
constexpr std::string_view kStyle =
    R"(:root{--ink:#12181f;--ink2:#3a4350;--ink3:#475060;--accent:#144f8d;--line:#dce1e8;--lines:#808c9c;--ghost:#c9d0da;--sunken:#edf0f4;--soft:#e2ecf8}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:var(--ink);font:16px/1.55 "Noto Sans","Segoe UI",Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:944px;margin:0 auto;padding:56px 32px 72px}
.kicker{margin:0 0 8px;color:var(--accent);font-weight:700;font-size:14px}
h1{margin:0 0 24px;font-size:34px;line-height:1.2;letter-spacing:-.01em;max-width:26em}
h2{display:flex;gap:16px;margin:64px 0 16px;padding-top:16px;border-top:1px solid var(--lines);font-size:23px;line-height:1.3}
h2 span{color:var(--accent);min-width:1em}
h3{margin:32px 0 8px;font-size:16px}
p,ul{margin:0 0 16px;max-width:43em}
ul{padding-left:20px}li{margin:0 0 8px}li::marker{color:var(--lines)}
.lead{font-size:18px;line-height:1.5;color:var(--ink2)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:6px 32px;margin:0 0 24px;font-size:14px}
dt{color:var(--ink3)}dd{margin:0;overflow-wrap:anywhere}
.result{margin:32px 0 0;padding:24px 28px;background:var(--soft);border-left:4px solid var(--accent)}
.result p{margin:0;max-width:none}.result .headline{font-size:22px;line-height:1.35;font-weight:700;margin-bottom:8px}
figure{margin:24px 0 32px}svg{display:block;width:100%;height:auto;font-family:inherit}
figcaption,caption{text-align:left;font-size:14px;line-height:1.5;color:var(--ink2)}
figcaption{margin:12px 0 16px;max-width:50em}figcaption b,caption b{color:var(--ink)}
caption{padding:0 0 8px}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:1.4;margin:0 0 24px}
th,td{padding:6px 0 6px 20px;text-align:right;vertical-align:top;border-bottom:1px solid var(--line)}
th.w,td.w{text-align:left}th:first-child,td:first-child{padding-left:0}
thead th{color:var(--ink3);font-weight:400;vertical-align:bottom;border-bottom:1px solid var(--lines)}
tbody th{font-weight:400;text-align:left}
.groups td,.groups tbody th{border-bottom:0;padding-top:3px;padding-bottom:3px}.groups .g>*{border-top:1px solid var(--line);padding-top:8px}.groups tbody tr:first-child>*{border-top:0}.groups{border-bottom:1px solid var(--line)}.groups tbody th{font-weight:700}
td,tbody th{white-space:nowrap}td.w,tbody th{white-space:normal}
footer{margin-top:56px;padding-top:16px;border-top:1px solid var(--line);font-size:13px;color:var(--ink3)}
@page{size:A4;margin:16mm 15mm}
@media print{body{font-size:10pt}main{max-width:none;padding:0}h1{font-size:20pt}h2{margin-top:28pt;font-size:14pt;break-after:avoid}h3{break-after:avoid}
.lead{font-size:11.5pt}.result{-webkit-print-color-adjust:exact;print-color-adjust:exact}.result .headline{font-size:13pt}
svg,table,tr,li,.result{break-inside:avoid}svg{break-after:avoid;-webkit-print-color-adjust:exact;print-color-adjust:exact}figcaption{break-after:avoid}thead{display:table-header-group}
table,dl,figcaption,caption{font-size:8.5pt}th,td{padding-top:3pt;padding-bottom:3pt}})";

std::string minus(std::string text) {
    if (text.starts_with('-')) text.replace(0, 1, "–");
    return text;
}

}  // namespace

std::string with_commas(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), 1, ',');
    return text;
}

std::string count_text(const ShownCount& count, std::uint64_t threshold) {
    switch (count.kind) {
        case ShownCount::Hidden:
            return fmt::format("under {}", threshold);
        case ShownCount::AtLeast:
            return "at least " + with_commas(count.number);
        case ShownCount::Exact:
            break;
    }
    return with_commas(count.number);
}

std::string number(double value, int decimals) {
    return minus(decimal_text(value, decimals));
}

std::string plus(double value, int decimals) {
    std::string text = number(value, decimals);
    if (value > 0 && text.find_first_not_of("0.") != std::string::npos) text.insert(0, 1, '+');
    return text;
}

std::string interval_text(const Interval& interval, int decimals) {
    return fmt::format("{} to {}", number(interval.low, decimals), number(interval.high, decimals));
}

Page::Page(std::string_view title, std::string_view kicker) {
    text_ = fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n<title>{0}</title>\n<style>\n{1}\n</style></head>\n<body><main>\n"
        "<header><p class=\"kicker\">{2}</p>\n<h1 dir=\"auto\">{0}</h1>\n",
        html_text(title), kStyle, html_text(kicker));
}

void Page::section(std::string_view title) {
    if (sections_ == 0) text_ += "</header>\n";
    text_ += fmt::format("{}<section>\n<h2><span>{}</span>{}</h2>\n", open_ ? "</section>\n" : "",
                         ++sections_, html_text(title));
    open_ = true;
    part_ = title;
}

void Page::heading(std::string_view title) {
    text_ += fmt::format("<h3>{}</h3>\n", html_text(title));
}

void Page::paragraph(std::string_view text) {
    text_ += fmt::format("<p dir=\"auto\">{}</p>\n", html_text(text));
}

void Page::lead(std::string_view text) {
    text_ += fmt::format("<p class=\"lead\" dir=\"auto\">{}</p>\n", html_text(text));
}

void Page::list(const std::vector<std::string>& points) {
    text_ += "<ul>\n";
    for (const std::string& point : points) text_ += fmt::format("<li>{}</li>\n", html_text(point));
    text_ += "</ul>\n";
}

void Page::facts(const std::vector<std::pair<std::string, std::string>>& facts) {
    text_ += "<dl>\n";
    for (const auto& [name, fact] : facts)
        if (!fact.empty())
            text_ += fmt::format("<dt>{}</dt><dd dir=\"auto\">{}</dd>\n", html_text(name),
                                 html_text(fact));
    text_ += "</dl>\n";
}

void Page::table(const PageTable& table) {
    add_table(table, table.caption);
}

void Page::add_table(const PageTable& table, std::string_view caption) {
    tables_.push_back({part_, std::string(caption), table});
    const auto mark = [&](std::size_t column) {
        return column < table.words ? " class=\"w\"" : "";
    };
    text_ += table.words > 1 ? "<table class=\"groups\">\n" : "<table>\n";
    if (!table.caption.empty())
        text_ += fmt::format("<caption>{}</caption>\n", html_text(table.caption));
    text_ += "<thead><tr>";
    for (std::size_t i = 0; i < table.head.size(); ++i)
        text_ += fmt::format("<th scope=\"col\"{}>{}</th>", mark(i), html_text(table.head[i]));
    text_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
        const bool begins = table.words > 1 && !row.front().empty();
        text_ += fmt::format("<tr{}><th scope=\"row\" dir=\"auto\">{}</th>",
                             begins ? " class=\"g\"" : "", html_text(row.front()));
        for (std::size_t i = 1; i < row.size(); ++i)
            text_ += fmt::format("<td{}>{}</td>", mark(i), html_text(row[i]));
        text_ += "</tr>\n";
    }
    text_ += "</tbody></table>\n";
}

void Page::figure(const std::string& svg, std::string_view caption, const PageTable& figures) {
    text_ += fmt::format("<figure>\n{}<figcaption><b>Figure {}.</b> {}</figcaption>\n", svg,
                         ++figures_, html_text(caption));
    add_table(figures, caption);
    text_ += "</figure>\n";
}

void Page::result(std::string_view headline, std::string_view detail) {
    text_ += fmt::format("<div class=\"result\"><p class=\"headline\">{}</p>\n<p>{}</p></div>\n",
                         html_text(headline), html_text(detail));
}

std::string Page::end() {
    if (open_) text_ += "</section>\n";
    return std::move(text_) + "</main></body></html>\n";
}

}  // namespace spine::exporting
