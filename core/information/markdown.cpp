#include "information/markdown.h"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <string>

namespace spine::information {
namespace {

// What md4c calls back into. Its callbacks are C functions: they must not throw.
struct Reader {
    std::vector<Block> blocks;
    std::vector<std::string> refused;
    int headings = 0;
    int bold = 0;
    bool in_bullet = false;

    void refuse(std::string_view what) {
        if (std::find(refused.begin(), refused.end(), what) == refused.end())
            refused.emplace_back(what);
    }
    void open(BlockKind kind) {
        if (kind == BlockKind::ColumnHeading) ++headings;
        blocks.push_back({kind, std::max(headings - 1, 0), {}});
    }
    void add(std::string_view text) {
        if (blocks.empty()) open(BlockKind::Paragraph);
        auto& runs = blocks.back().runs;
        if (!runs.empty() && runs.back().bold == (bold > 0)) {
            runs.back().text += text;
        } else {
            runs.push_back({std::string(text), bold > 0});
        }
    }
};

int enter_block(MD_BLOCKTYPE type, void* detail, void* data) noexcept {
    auto& reader = *static_cast<Reader*>(data);
    switch (type) {
        case MD_BLOCK_DOC:
        case MD_BLOCK_UL:
            break;
        case MD_BLOCK_P:
            // A loose list has a paragraph inside each of its bullets.
            if (!reader.in_bullet) reader.open(BlockKind::Paragraph);
            break;
        case MD_BLOCK_LI:
            reader.open(BlockKind::Bullet);
            reader.in_bullet = true;
            break;
        case MD_BLOCK_H:
            if (static_cast<MD_BLOCK_H_DETAIL*>(detail)->level != 2)
                reader.refuse("a heading other than \"## \" (the title stands in the head)");
            reader.open(BlockKind::ColumnHeading);
            break;
        case MD_BLOCK_OL:
            reader.refuse("a numbered list");
            break;
        case MD_BLOCK_CODE:
            reader.refuse("an indented or fenced block of code");
            break;
        default:
            reader.refuse("a quotation, rule, table or HTML");
            break;
    }
    return 0;
}

int leave_block(MD_BLOCKTYPE type, void* /*detail*/, void* data) noexcept {
    if (type == MD_BLOCK_LI) static_cast<Reader*>(data)->in_bullet = false;
    return 0;
}

int enter_span(MD_SPANTYPE type, void* /*detail*/, void* data) noexcept {
    auto& reader = *static_cast<Reader*>(data);
    if (type == MD_SPAN_STRONG) {
        ++reader.bold;
    } else {
        reader.refuse("a link, picture, italics or code");
    }
    return 0;
}

int leave_span(MD_SPANTYPE type, void* /*detail*/, void* data) noexcept {
    if (type == MD_SPAN_STRONG) --static_cast<Reader*>(data)->bold;
    return 0;
}

int take_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* data) noexcept {
    auto& reader = *static_cast<Reader*>(data);
    switch (type) {
        case MD_TEXT_NORMAL:
            reader.add({text, size});
            break;
        case MD_TEXT_BR:
        case MD_TEXT_SOFTBR:
            reader.add(" ");
            break;
        default:
            reader.refuse("an HTML entity or HTML");
            break;
    }
    return 0;
}

}  // namespace

std::vector<Block> read_markdown(std::string_view text, Problems& problems) {
    Reader reader;
    const MD_PARSER parser{0,          MD_FLAG_NOHTML, enter_block, leave_block, enter_span,
                           leave_span, take_text,      nullptr,     nullptr};
    if (md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &reader) != 0)
        reader.refuse("something that is no Markdown");
    for (const std::string& what : reader.refused)
        problems.push_back({causes::page_malformed, "text",
                            fmt::format("The text holds {}, which a page cannot show.", what)});
    return std::move(reader.blocks);
}

}  // namespace spine::information
