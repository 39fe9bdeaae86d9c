#include "information/page.h"

namespace spine::information {
namespace {

void add_line(std::string& text, const std::string& line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
}

}  // namespace

std::string Block::plain() const {
    std::string text;
    for (const Run& run : runs) text += run.text;
    return text;
}

std::string running_text(const Page& page) {
    std::string text;
    for (const Block& block : page.blocks) {
        if (block.kind != BlockKind::ColumnHeading) add_line(text, block.plain());
    }
    return text;
}

std::string plain_text(const Page& page) {
    std::string text = page.title;
    for (const Block& block : page.blocks) add_line(text, block.plain());
    if (page.icons) {
        add_line(text, page.icons->have);
        add_line(text, page.icons->have_not);
        add_line(text, page.icons->alternative);
    }
    add_line(text, page.illustration_alternative);
    add_line(text, page.source_line);
    return text;
}

}  // namespace spine::information
