// A chart as inline SVG, with its words for whoever does not see it. Internal to the module.
#pragma once

#include <string>
#include <string_view>

namespace spine::exporting {

// The light tokens of look/clinic.
namespace colour {
inline constexpr std::string_view ink = "#12181f", ink2 = "#3a4350", ink3 = "#475060",
                                  accent = "#144f8d", line = "#dce1e8", lines = "#808c9c",
                                  ghost = "#c9d0da", paper = "#ffffff";
}  // namespace colour

// Units are CSS pixels at full width.
class SvgChart {
  public:
    // `id`: unique on the page. `title` and `words` are what a screen reader says.
    SvgChart(std::string_view id, double width, double height, std::string_view title,
             std::string_view words);
    void line(double x1, double y1, double x2, double y2, std::string_view stroke, double wide);
    // Empty `stroke`: none.
    void rectangle(double x, double y, double width, double height, std::string_view fill,
                   std::string_view stroke = "");
    void disc(double x, double y, double r, std::string_view fill);
    void ring(double x, double y, double r, std::string_view stroke);
    enum class At { Start, Middle, End };
    struct Type {
        At at = At::Start;
        double size = 14;
        bool bold = false;
        std::string_view fill = colour::ink;
    };
    // On the line whose middle is y.
    void text(double x, double y, std::string_view words, const Type& type);
    [[nodiscard]] std::string end();

  private:
    std::string text_;
};

}  // namespace spine::exporting
