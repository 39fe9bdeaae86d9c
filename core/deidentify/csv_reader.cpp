#include "deidentify/csv_reader.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace spine::deidentify {
namespace {

constexpr std::size_t kReadBlock = std::size_t{1} << 16U;
constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kSeparators = ";,\t";

bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

// The length of the well-formed UTF-8 sequence at the front, 0 if there is none (RFC 3629 §4).
std::size_t utf8_sequence(std::string_view at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(at[i]); };
    const unsigned lead = byte(0);
    if (lead < 0x80) return lead == 0 ? 0 : 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at.size() < length) return 0;
    unsigned code = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) return 0;
        code = code << 6U | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return overlong || surrogate || code > 0x10FFFF ? 0 : length;
}

bool is_text(std::string_view cell) {
    while (!cell.empty()) {
        const std::size_t length = utf8_sequence(cell);
        if (length == 0) return false;
        cell.remove_prefix(length);
    }
    return true;
}

bool is_plain_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) - 1U < 0x7F; });
}

char separator_of(std::string_view beginning) {
    std::array<std::size_t, kSeparators.size()> counts{};
    bool quoted = false;
    const std::size_t first = beginning.find_first_not_of("\r\n");
    beginning.remove_prefix(std::min(first, beginning.size()));
    for (const char c : beginning) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (is_line_end(c)) break;
        if (const std::size_t which = kSeparators.find(c); which != std::string_view::npos)
            ++counts[which];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return *most == 0 ? ',' : kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

struct FreeParser {
    void operator()(csv_parser* parser) const {
        csv_free(parser);
        delete parser;
    }
};
using Parser = std::unique_ptr<csv_parser, FreeParser>;

// Spaces belong to a cell (RFC 4180 §2.4); libcsv would strip them.
int no_space(unsigned char /*c*/) {
    return 0;
}

}  // namespace

struct CsvReader::State {
    std::unique_ptr<ByteSource> source;
    std::string name;
    Parser parser;
    std::vector<std::string> columns;
    char separator = ',';
    std::size_t width = 0;  // cells of a row; 0 until the first

    std::string block;  // what was read and not parsed yet lies behind `at`
    std::size_t at = 0;
    bool finished = false;  // the source has ended, and the parser knows
    std::uint64_t at_line = 1;
    bool behind_cr = false;  // whose line ends with it, unless an LF follows

    std::string text;               // of the row's cells, one behind the other
    std::vector<std::size_t> ends;  // where each cell ends in it
    std::vector<std::string_view> cells;
    std::uint64_t row_line = 0;
    bool in_row = false;
    bool row_complete = false;

    static void on_cell(void* cell, std::size_t size, void* self) {
        auto& state = *static_cast<State*>(self);
        state.text.append(static_cast<const char*>(cell), size);
        state.ends.push_back(state.text.size());
    }
    static void on_row(int /*end*/, void* self) { static_cast<State*>(self)->row_complete = true; }

    [[nodiscard]] tl::unexpected<Fault> fault(Cause cause, std::string happened,
                                              std::string next) const {
        return fail(cause, std::move(happened), std::move(next),
                    fmt::format("{}, line {}", name, row_line));
    }
    [[nodiscard]] Status refill();
    [[nodiscard]] std::string_view take_piece();
    void count_lines(std::string_view piece);
    [[nodiscard]] Status parse(std::string_view piece);
    [[nodiscard]] Status end();
    [[nodiscard]] Status check_row();
    [[nodiscard]] Status check_names() const;
    [[nodiscard]] Status begin();
};

// A whole block, if there is as much: the separator is told by the first.
Status CsvReader::State::refill() {
    block.resize(kReadBlock);
    at = 0;
    std::size_t filled = 0;
    while (filled < block.size()) {
        const auto got = source->read(
            std::span(reinterpret_cast<std::uint8_t*>(block.data()), block.size()).subspan(filled));
        if (!got) return fail(got.error());
        if (*got == 0) break;
        filled += *got;
    }
    block.resize(filled);
    return {};
}

// Up to the first line end, so that no piece holds the end of more than one row.
std::string_view CsvReader::State::take_piece() {
    const auto from = block.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = std::find_if(from, block.end(), is_line_end);
    const auto size = static_cast<std::size_t>(end - from) + (end == block.end() ? 0 : 1);
    const std::string_view piece = std::string_view(block).substr(at, size);
    at += size;
    return piece;
}

void CsvReader::State::count_lines(std::string_view piece) {
    if (behind_cr && piece.front() != '\n') ++at_line;
    behind_cr = piece.back() == '\r';
    if (!in_row && !is_line_end(piece.front())) {
        in_row = true;
        row_line = at_line;
    }
}

Status CsvReader::State::parse(std::string_view piece) {
    count_lines(piece);
    const std::size_t parsed =
        csv_parse(parser.get(), piece.data(), piece.size(), on_cell, on_row, this);
    if (piece.back() == '\n') ++at_line;
    if (parsed != piece.size())
        return fault(causes::csv_quote, "A quote stands where none may.",
                     "A cell with quotes in it stands in quotes, each of its own doubled.");
    if (csv_get_buffer_size(parser.get()) > kLongestCell || text.size() + ends.size() > kLongestRow)
        return fault(causes::csv_too_long,
                     "The row that begins here is longer than any that is taken.",
                     "Look for a quote that is opened there and not closed.");
    return {};
}

Status CsvReader::State::end() {
    finished = true;
    if (csv_fini(parser.get(), on_cell, on_row, this) != 0)
        return fault(causes::csv_quote, "A quote of the row that begins here is never closed.",
                     "Close it; if the end of the file is missing, copy the file again.");
    return {};
}

Status CsvReader::State::check_row() {
    cells.clear();
    std::size_t from = 0;
    for (const std::size_t cell_end : ends) {
        cells.push_back(std::string_view(text).substr(from, cell_end - from));
        from = cell_end;
    }
    if (!is_plain_ascii(text) && !std::all_of(cells.begin(), cells.end(), is_text))
        return fault(causes::csv_not_text, "A cell is not UTF-8 text.",
                     "Save the table as CSV in UTF-8.");
    if (width == 0) width = cells.size();
    if (cells.size() == width) return {};
    return fault(
        causes::csv_row_length,
        fmt::format("The row has {} cells, and the first line has {}.", cells.size(), width),
        "Look for a separator inside a cell that does not stand in quotes.");
}

Status CsvReader::State::check_names() const {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].empty())
            return fault(causes::csv_header, fmt::format("Column {} has no name.", i + 1),
                         "The first line names each column; give it one.");
        if (!seen.insert(columns[i]).second)
            return fault(causes::csv_header,
                         fmt::format("Column {} has the name of an earlier one.", i + 1),
                         "The first line names each column; each name may stand there once.");
    }
    return {};
}

Status CsvReader::State::begin() {
    if (auto read = refill(); !read) return read;
    if (block.starts_with(kMark)) at = kMark.size();
    separator = separator_of(std::string_view(block).substr(at));
    parser.reset(new csv_parser);
    csv_init(parser.get(), CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(parser.get(), static_cast<unsigned char>(separator));
    csv_set_space_func(parser.get(), no_space);
    csv_set_blk_size(parser.get(), 4096);
    return {};
}

CsvReader::CsvReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<CsvReader> CsvReader::open(std::unique_ptr<ByteSource> source, std::string name,
                                  Header header) {
    auto state = std::make_unique<State>();
    state->source = std::move(source);
    state->name = std::move(name);
    if (auto begun = state->begin(); !begun) return fail(std::move(begun));
    CsvReader reader(std::move(state));
    if (header == Header::None) return reader;
    const auto first = reader.next();
    if (!first) return fail(first.error());
    if (!*first)
        return fail(causes::csv_empty, "The file is empty.",
                    "Its first line has to name the columns.", reader.state_->name);
    reader.state_->columns.assign(reader.row().begin(), reader.row().end());
    if (auto named = reader.state_->check_names(); !named) return fail(std::move(named));
    return reader;
}

const std::vector<std::string>& CsvReader::columns() const {
    return state_->columns;
}
char CsvReader::separator() const {
    return state_->separator;
}
std::span<const std::string_view> CsvReader::row() const {
    return state_->cells;
}
std::uint64_t CsvReader::line() const {
    return state_->row_line;
}

Result<bool> CsvReader::next() {
    State& state = *state_;
    state.text.clear();
    state.ends.clear();
    state.in_row = false;
    state.row_complete = false;
    while (!state.row_complete && !state.finished) {
        if (state.at == state.block.size()) {
            if (auto read = state.refill(); !read) return fail(std::move(read));
        }
        auto parsed = state.block.empty() ? state.end() : state.parse(state.take_piece());
        if (!parsed) return fail(std::move(parsed));
    }
    if (!state.row_complete) return false;
    if (auto whole = state.check_row(); !whole) return fail(std::move(whole));
    return true;
}

}  // namespace spine::deidentify
