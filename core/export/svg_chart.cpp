#include "export/svg_chart.h"

#include <fmt/format.h>

#include "export/cell_text.h"

namespace spine::exporting {
namespace {

// From the middle of a line to its base, by the height of small letters and capitals.
constexpr double kToBase = 0.355;

std::string_view anchor(SvgChart::At at) {
    switch (at) {
        case SvgChart::At::Middle:
            return "middle";
        case SvgChart::At::End:
            return "end";
        case SvgChart::At::Start:
            break;
    }
    return "start";
}

}  // namespace

SvgChart::SvgChart(std::string_view id, double width, double height, std::string_view title,
                   std::string_view words)
    : text_(fmt::format("<svg role=\"img\" viewBox=\"0 0 {0:g} {1:g}\" aria-labelledby=\"{2}-title "
                        "{2}-words\"><title id=\"{2}-title\">{3}</title><desc id=\"{2}-words\">{4}"
                        "</desc>\n",
                        width, height, id, html_text(title), html_text(words))) {}

void SvgChart::line(double x1, double y1, double x2, double y2, std::string_view stroke,
                    double wide) {
    text_ += fmt::format(
        "<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\" stroke=\"{}\" stroke-width=\"{:g}\"/>\n", x1, y1,
        x2, y2, stroke, wide);
}

void SvgChart::rectangle(double x, double y, double width, double height, std::string_view fill,
                         std::string_view stroke) {
    text_ += fmt::format(
        "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"{}/>\n", x,
        y, width, height, fill,
        stroke.empty() ? std::string()
                       : fmt::format(" stroke=\"{}\" stroke-width=\"1.5\"", stroke));
}

void SvgChart::disc(double x, double y, double r, std::string_view fill) {
    text_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:g}\" fill=\"{}\"/>\n", x, y, r,
                         fill);
}

void SvgChart::ring(double x, double y, double r, std::string_view stroke) {
    text_ += fmt::format(
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:g}\" fill=\"{}\" stroke=\"{}\" "
        "stroke-width=\"2\"/>\n",
        x, y, r, colour::paper, stroke);
}

void SvgChart::text(double x, double y, std::string_view words, const Type& type) {
    text_ += fmt::format(
        "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:g}\" text-anchor=\"{}\" fill=\"{}\"{}>{}"
        "</text>\n",
        x, y + kToBase * type.size, type.size, anchor(type.at), type.fill,
        type.bold ? " font-weight=\"700\"" : "", html_text(words));
}

std::string SvgChart::end() {
    return std::move(text_) + "</svg>\n";
}

}  // namespace spine::exporting
