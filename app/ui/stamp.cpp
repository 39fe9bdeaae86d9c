#include "ui/stamp.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "imgui.h"

namespace spine::ui {

struct Stamp::Kept {
    std::string what;
    std::optional<Scale> scale;
    ImVec2 white;  // where the atlas has its white pixel: solid triangles point there
    std::vector<ImDrawVert> vertices;
    std::vector<ImDrawIdx> indices;  // the first vertex is `base`
    unsigned base = 0;

    [[nodiscard]] bool fits(const Canvas& canvas, std::string_view wanted) const {
        const ImVec2 now = ImGui::GetIO().Fonts->TexUvWhitePixel;
        return scale && *scale == canvas.scale() && what == wanted && white.x == now.x &&
               white.y == now.y;
    }
    void copy_to(ImDrawList& list, Point by) const {
        if (vertices.empty()) return;
        list.PrimReserve(static_cast<int>(indices.size()), static_cast<int>(vertices.size()));
        ImDrawVert* const end = list._VtxWritePtr + vertices.size();
        std::memcpy(list._VtxWritePtr, vertices.data(), vertices.size() * sizeof(ImDrawVert));
        copy_indices(list._IdxWritePtr, list._VtxCurrentIdx);
        for (ImDrawVert* at = list._VtxWritePtr; by != Point{} && at != end; ++at) {
            at->pos.x += by.x;
            at->pos.y += by.y;
        }
        list._VtxWritePtr = end;
        list._IdxWritePtr += indices.size();
        list._VtxCurrentIdx += static_cast<unsigned>(vertices.size());
    }
    // Counted on from `first`. From frame to frame a shape mostly stands behind as many others.
    void copy_indices(ImDrawIdx* to, unsigned first) const {
        if (first == base) {
            std::copy(indices.begin(), indices.end(), to);
            return;
        }
        const unsigned further = first - base;
        std::transform(indices.begin(), indices.end(), to, [further](ImDrawIdx index) {
            return static_cast<ImDrawIdx>(index + further);
        });
    }
};

Stamp::Stamp() : kept_(std::make_unique<Kept>()) {}
Stamp::~Stamp() = default;

bool Stamp::again(Canvas& canvas, Point by) const {
    if (!kept_->scale) return false;
    const float x = canvas.scale().mirrored() ? -by.x : by.x;
    kept_->copy_to(canvas.list(), {canvas.scale().to_pixels(x), canvas.scale().to_pixels(by.y)});
    return true;
}

void Stamp::draw(Canvas& canvas, std::string_view what, const std::function<void()>& shape) {
    ImDrawList& list = canvas.list();
    if (kept_->fits(canvas, what)) {
        kept_->copy_to(list, {});
        return;
    }
    const int vertices = list.VtxBuffer.Size, indices = list.IdxBuffer.Size;
    const int commands = list.CmdBuffer.Size;
    const unsigned first = list._VtxCurrentIdx;
    shape();
    kept_->scale.reset();
    // A shape that began a new draw command cannot be kept: it is drawn anew each time.
    if (list.CmdBuffer.Size != commands || list._VtxCurrentIdx < first) return;
    kept_->what = what;
    kept_->scale = canvas.scale();
    kept_->white = ImGui::GetIO().Fonts->TexUvWhitePixel;
    kept_->vertices.assign(list.VtxBuffer.Data + vertices, list.VtxBuffer.end());
    kept_->indices.assign(list.IdxBuffer.Data + indices, list.IdxBuffer.end());
    kept_->base = first;
}

}  // namespace spine::ui
