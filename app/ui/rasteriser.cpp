#include "ui/rasteriser.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "imgui.h"
#include "png.h"

namespace spine::ui {

namespace {

struct Atlas {
    const unsigned char* alpha = nullptr;
    int w = 0, h = 0;

    [[nodiscard]] float texel(int x, int y) const {
        x = std::clamp(x, 0, w - 1);
        y = std::clamp(y, 0, h - 1);
        return alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(w) +
                     static_cast<std::size_t>(x)];
    }
    // 0-1, bilinear as OpenGL's GL_LINEAR.
    [[nodiscard]] float sample(float u, float v) const {
        const float x = u * static_cast<float>(w) - 0.5F;
        const float y = v * static_cast<float>(h) - 0.5F;
        const int x0 = static_cast<int>(std::floor(x));
        const int y0 = static_cast<int>(std::floor(y));
        const float fx = x - static_cast<float>(x0);
        const float fy = y - static_cast<float>(y0);
        const float top = texel(x0, y0) * (1 - fx) + texel(x0 + 1, y0) * fx;
        const float bottom = texel(x0, y0 + 1) * (1 - fx) + texel(x0 + 1, y0 + 1) * fx;
        return (top * (1 - fy) + bottom * fy) / 255;
    }
};

struct Clip {
    int x0, y0, x1, y1;
};

std::uint8_t* pixel_at(Picture& picture, int x, int y) {
    return &picture.rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.w) +
                         static_cast<std::size_t>(x)) *
                        3];
}

void blend(std::uint8_t* pixel, const std::array<float, 4>& color) {
    for (std::size_t i = 0; i < 3; ++i) {
        const float mixed = color[i] * color[3] + static_cast<float>(pixel[i]) * (1 - color[3]);
        pixel[i] = static_cast<std::uint8_t>(mixed + 0.5F);
    }
}

// The same to the last bit from both sides, but for its sign: or two triangles that share an edge
// would both think that a pixel on it is the other's.
float edge(ImVec2 a, ImVec2 b, float x, float y) {
    if (b.y < a.y || (b.y == a.y && b.x < a.x)) return -edge(b, a, x, y);
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}

// An edge on which a pixel's middle lies belongs to the triangle on its lower right only.
bool owns_edge(ImVec2 a, ImVec2 b) {
    return (a.y == b.y && b.x > a.x) || b.y < a.y;
}

bool same_place(ImVec2 a, ImVec2 b) {
    return a.x == b.x && a.y == b.y;
}

// The one colour of a triangle without text or shading, as most of a page is; nothing for others.
std::optional<std::array<float, 4>> flat_color(const Atlas& atlas,
                                               const std::array<const ImDrawVert*, 3>& v) {
    const bool flat = v[0]->col == v[1]->col && v[0]->col == v[2]->col &&
                      same_place(v[0]->uv, v[1]->uv) && same_place(v[0]->uv, v[2]->uv);
    if (!flat) return {};
    const ImU32 c = v[0]->col;
    return std::array<float, 4>{static_cast<float>((c >> IM_COL32_R_SHIFT) & 0xFFU),
                                static_cast<float>((c >> IM_COL32_G_SHIFT) & 0xFFU),
                                static_cast<float>((c >> IM_COL32_B_SHIFT) & 0xFFU),
                                static_cast<float>((c >> IM_COL32_A_SHIFT) & 0xFFU) / 255 *
                                    atlas.sample(v[0]->uv.x, v[0]->uv.y)};
}

// A triangle of positive area: its corners, and on whose edges a pixel's middle belongs to it.
struct Triangle {
    std::array<const ImDrawVert*, 3> v;
    float area;
    std::array<bool, 3> owned;

    // Of the corner `i`: the edge function of the side across from it.
    [[nodiscard]] float weight(std::size_t i, int x, int y) const {
        return edge(v[(i + 1) % 3]->pos, v[(i + 2) % 3]->pos, static_cast<float>(x) + 0.5F,
                    static_cast<float>(y) + 0.5F);
    }
    [[nodiscard]] bool inside(std::size_t i, int x, int y) const {
        const float w = weight(i, x, y);
        return w > 0 || (w == 0 && owned[i]);
    }
};

// The pixels from x0 to below x1 of the row that lie inside. Each edge function only rises or only
// falls along a row, rounding included, so that each end is found by halving.
std::pair<int, int> span_inside(const Triangle& triangle, int y, int x0, int x1) {
    for (std::size_t i = 0; i < 3 && x0 < x1; ++i) {
        const bool first = triangle.inside(i, x0, y);
        const bool last = triangle.inside(i, x1 - 1, y);
        if (first && last) continue;
        if (!first && !last) return {x0, x0};
        int low = x0;
        int high = x1 - 1;
        while (high - low > 1) {
            const int middle = low + (high - low) / 2;
            (triangle.inside(i, middle, y) == first ? low : high) = middle;
        }
        (first ? x1 : x0) = high;
    }
    return {x0, x1};
}

void fill_flat(Picture& picture, int y, std::pair<int, int> span,
               const std::array<float, 4>& color) {
    std::uint8_t* pixel = pixel_at(picture, span.first, y);
    for (int x = span.first; x < span.second; ++x, pixel += 3) blend(pixel, color);
}

void fill_shaded(Picture& picture, const Atlas& atlas, const Triangle& triangle, int y,
                 std::pair<int, int> span) {
    std::uint8_t* pixel = pixel_at(picture, span.first, y);
    for (int x = span.first; x < span.second; ++x, pixel += 3) {
        std::array<float, 4> color{};
        float u = 0;
        float t = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const float share = triangle.weight(i, x, y) / triangle.area;
            const ImU32 c = triangle.v[i]->col;
            color[0] += share * static_cast<float>((c >> IM_COL32_R_SHIFT) & 0xFFU);
            color[1] += share * static_cast<float>((c >> IM_COL32_G_SHIFT) & 0xFFU);
            color[2] += share * static_cast<float>((c >> IM_COL32_B_SHIFT) & 0xFFU);
            color[3] += share * static_cast<float>((c >> IM_COL32_A_SHIFT) & 0xFFU) / 255;
            u += share * triangle.v[i]->uv.x;
            t += share * triangle.v[i]->uv.y;
        }
        color[3] *= atlas.sample(u, t);
        blend(pixel, color);
    }
}

void draw_triangle(Picture& picture, const Atlas& atlas, const Clip& clip,
                   std::array<const ImDrawVert*, 3> v) {
    float area = edge(v[0]->pos, v[1]->pos, v[2]->pos.x, v[2]->pos.y);
    if (area == 0) return;
    if (area < 0) {
        std::swap(v[1], v[2]);
        area = -area;
    }
    const auto [min_x, max_x] = std::minmax({v[0]->pos.x, v[1]->pos.x, v[2]->pos.x});
    const auto [min_y, max_y] = std::minmax({v[0]->pos.y, v[1]->pos.y, v[2]->pos.y});
    const int x0 = std::max(clip.x0, static_cast<int>(std::floor(min_x)));
    const int x1 = std::min(clip.x1, static_cast<int>(std::ceil(max_x)));
    const int y0 = std::max(clip.y0, static_cast<int>(std::floor(min_y)));
    const int y1 = std::min(clip.y1, static_cast<int>(std::ceil(max_y)));
    const Triangle triangle{v,
                            area,
                            {owns_edge(v[1]->pos, v[2]->pos), owns_edge(v[2]->pos, v[0]->pos),
                             owns_edge(v[0]->pos, v[1]->pos)}};
    const auto flat = flat_color(atlas, v);
    for (int y = y0; y < y1; ++y) {
        const auto span = span_inside(triangle, y, x0, x1);
        if (span.first >= span.second) continue;
        if (flat)
            fill_flat(picture, y, span, *flat);
        else
            fill_shaded(picture, atlas, triangle, y, span);
    }
}

}  // namespace

Color Picture::at(int x, int y) const {
    if (x < 0 || y < 0 || x >= w || y >= h) return {};
    const std::size_t i =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x)) *
        3;
    return {rgb[i], rgb[i + 1], rgb[i + 2], 255};
}

Picture rasterise(const ImDrawData& drawn, Color background) {
    Picture picture;
    picture.w = static_cast<int>(drawn.DisplaySize.x);
    picture.h = static_cast<int>(drawn.DisplaySize.y);
    picture.rgb.resize(static_cast<std::size_t>(picture.w) * static_cast<std::size_t>(picture.h) *
                       3);
    for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
        picture.rgb[i] = background.r;
        picture.rgb[i + 1] = background.g;
        picture.rgb[i + 2] = background.b;
    }
    unsigned char* alpha = nullptr;
    Atlas atlas;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&alpha, &atlas.w, &atlas.h);
    atlas.alpha = alpha;
    for (int n = 0; n < drawn.CmdListsCount; ++n) {
        const ImDrawList& list = *drawn.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr) continue;
            const Clip clip{std::max(0, static_cast<int>(command.ClipRect.x)),
                            std::max(0, static_cast<int>(command.ClipRect.y)),
                            std::min(picture.w, static_cast<int>(command.ClipRect.z)),
                            std::min(picture.h, static_cast<int>(command.ClipRect.w))};
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                const auto vertex = [&](unsigned k) {
                    const ImDrawIdx index =
                        list.IdxBuffer[static_cast<int>(command.IdxOffset + i + k)];
                    return &list.VtxBuffer[static_cast<int>(command.VtxOffset + index)];
                };
                draw_triangle(picture, atlas, clip, {vertex(0), vertex(1), vertex(2)});
            }
        }
    }
    return picture;
}

bool write_png(const Picture& picture, const std::filesystem::path& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.w);
    image.height = static_cast<png_uint_32>(picture.h);
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST;  // hundreds are written, few are kept
    return png_image_write_to_file(&image, file.c_str(), 0, picture.rgb.data(), 0, nullptr) != 0;
}

}  // namespace spine::ui
