#include "ui/shaping.h"

#include <hb-ot.h>
#include <hb.h>

#include <array>
#include <string>
#include <unordered_map>

namespace spine::ui {

namespace {

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};

template <typename T, void (*destroy)(T*)>
struct Destroy {
    void operator()(T* what) const { destroy(what); }
};
using Font = std::unique_ptr<hb_font_t, Destroy<hb_font_t, hb_font_destroy>>;
using Buffer = std::unique_ptr<hb_buffer_t, Destroy<hb_buffer_t, hb_buffer_destroy>>;
using Set = std::unique_ptr<hb_set_t, Destroy<hb_set_t, hb_set_destroy>>;

Font font_of(const Bytes& file) {
    hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(file.data()),
                                     static_cast<unsigned>(file.size()), HB_MEMORY_MODE_READONLY,
                                     nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, 0);
    Font font(hb_font_create(face));  // its scale is the file's own units
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

void describe(hb_buffer_t* buffer) {
    hb_buffer_set_direction(buffer, HB_DIRECTION_RTL);
    hb_buffer_set_script(buffer, HB_SCRIPT_ARABIC);
    // The texts are Arabic; a form that a font keeps for another language is not wanted.
    hb_buffer_set_language(buffer, hb_language_from_string("ar", -1));
}

struct Kept {
    Shaped shaped;
    unsigned frame = 0;  // of the last use
};
using Memory = std::unordered_map<std::string, Kept, Hash, std::equal_to<>>;

}  // namespace

struct Shaper::Parts {
    std::array<Font, 2> fonts;
    Buffer buffer{hb_buffer_create()};
    std::array<Memory, 2> kept;
    unsigned frame = 0;
};

Shaper::Shaper(const Bytes& regular, const Bytes& bold) : parts_(std::make_unique<Parts>()) {
    parts_->fonts = {font_of(regular), font_of(bold)};
}

Shaper::~Shaper() = default;

void Shaper::begin_frame() {
    ++parts_->frame;
    for (Memory& kept : parts_->kept) {
        std::erase_if(kept,
                      [this](const auto& one) { return one.second.frame + 1 < parts_->frame; });
    }
}

const Shaped& Shaper::shape(Weight weight, std::string_view utf8) {
    Memory& memory = parts_->kept.at(static_cast<std::size_t>(weight));
    const auto known = memory.find(utf8);
    if (known != memory.end()) {
        known->second.frame = parts_->frame;
        return known->second.shaped;
    }
    hb_font_t* font = parts_->fonts.at(static_cast<std::size_t>(weight)).get();
    hb_buffer_t* buffer = parts_->buffer.get();
    describe(buffer);
    const auto size = static_cast<int>(utf8.size());
    hb_buffer_add_utf8(buffer, utf8.data(), size, 0, size);
    const unsigned characters = hb_buffer_get_length(buffer);
    hb_shape(font, buffer, nullptr, 0);

    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, &count);
    const auto em = static_cast<float>(hb_face_get_upem(hb_font_get_face(font)));
    Kept kept;
    kept.frame = parts_->frame;
    kept.shaped.glyphs.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        const ShapedGlyph glyph{infos[i].codepoint, static_cast<float>(places[i].x_offset) / em,
                                static_cast<float>(places[i].y_offset) / em,
                                static_cast<float>(places[i].x_advance) / em};
        kept.shaped.advance += glyph.advance;
        kept.shaped.glyphs.push_back(glyph);
    }
    // The buffer's memory is not ours to wipe on free: it is filled with nothing instead.
    hb_buffer_set_length(buffer, 0);
    hb_buffer_set_length(buffer, characters);
    hb_buffer_clear_contents(buffer);
    return memory.emplace(utf8, std::move(kept)).first->second.shaped;
}

std::vector<std::uint32_t> Shaper::glyphs_for(Weight weight, std::u32string_view characters) const {
    const Buffer buffer(hb_buffer_create());
    describe(buffer.get());
    for (const char32_t c : characters) hb_buffer_add(buffer.get(), c, 0);
    hb_buffer_set_content_type(buffer.get(), HB_BUFFER_CONTENT_TYPE_UNICODE);
    const Set set(hb_set_create());
    hb_ot_shape_glyphs_closure(parts_->fonts.at(static_cast<std::size_t>(weight)).get(),
                               buffer.get(), nullptr, 0, set.get());
    std::vector<std::uint32_t> glyphs;
    for (hb_codepoint_t id = HB_SET_VALUE_INVALID; hb_set_next(set.get(), &id) != 0;) {
        glyphs.push_back(id);
    }
    return glyphs;
}

}  // namespace spine::ui
