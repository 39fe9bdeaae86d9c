#include "clinic/coding_board.h"

#include <algorithm>
#include <set>
#include <variant>

#include "coding/words.h"
#include "crypto/secret.h"

namespace spine::clinic {
namespace {

using coding::Guid;

std::string letter_of(std::size_t place) {
    std::string letters;
    for (std::size_t left = place + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    return letters;
}

struct Told {
    const char* key;
    Guid theme{};
};

// What a step is called; the theme that it names, if it names one.
struct Teller {
    const coding::State& state;
    [[nodiscard]] Guid under(const Guid& unit) const {
        const auto found = state.units.find(unit);
        return found == state.units.end() || found->second.codings.empty()
                   ? Guid{}
                   : found->second.codings.front().code;
    }
    Told operator()(const coding::AddUser&) const { return {"deed.other"}; }
    Told operator()(const coding::AddCode& step) const { return {"deed.theme", step.code.id}; }
    Told operator()(const coding::ChangeCode& step) const { return {"deed.renamed", step.code}; }
    Told operator()(const coding::MoveCode& step) const { return {"deed.themes", step.code}; }
    Told operator()(const coding::MergeCodes& step) const { return {"deed.themes", step.into}; }
    Told operator()(const coding::SplitCode& step) const { return {"deed.themes", step.from}; }
    Told operator()(const coding::RemoveCode&) const { return {"deed.theme_removed"}; }
    Told operator()(const coding::MarkUnit& step) const {
        const auto& codings = step.unit.codings;
        return {"deed.marked", codings.empty() ? Guid{} : codings.front().code};
    }
    Told operator()(const coding::CodeUnit& step) const { return {"deed.moved", step.coding.code}; }
    Told operator()(const coding::UncodeUnit& step) const { return {"deed.moved", step.code}; }
    Told operator()(const coding::MoveUnit& step) const { return {"deed.moved", step.into}; }
    Told operator()(const coding::SpanUnit& step) const { return {"deed.cut", under(step.unit)}; }
    Told operator()(const coding::NoteUnit& step) const { return {"deed.noted", under(step.unit)}; }
    Told operator()(const coding::SplitUnit& step) const {
        return {"deed.split", under(step.unit)};
    }
    Told operator()(const coding::MergeUnits& step) const {
        return {"deed.merged", under(step.unit)};
    }
    Told operator()(const coding::RemoveUnit&) const { return {"deed.removed"}; }
    Told operator()(const coding::WriteCondensate& step) const {
        return {"deed.condensed", step.condensate.group};
    }
    Told operator()(const coding::RemoveCondensate&) const { return {"deed.other"}; }
    Told operator()(const coding::WriteSynthesis& step) const {
        return {"deed.synthesis", step.synthesis.group};
    }
    Told operator()(const coding::RemoveSynthesis&) const { return {"deed.other"}; }
    Told operator()(const coding::CheckUnit& step) const {
        return {"deed.checked", under(step.unit)};
    }
    Told operator()(const coding::WriteTheme&) const { return {"deed.impression"}; }
    Told operator()(const coding::RemoveTheme&) const { return {"deed.impression"}; }
    Told operator()(const coding::ReadText&) const { return {"deed.read"}; }
};

void tell(CodingBoard& board, const std::vector<coding::Entry>& entries) {
    std::set<Guid> undone;
    for (auto one = entries.rbegin();
         one != entries.rend() && board.history.size() < kMostCodingLines; ++one) {
        CodingLine line{one->at, one->by, "deed.undone", {}, undone.contains(one->id)};
        if (!one->undoes.is_zero()) {
            undone.insert(one->undoes);
        } else if (one->stays) {
            line.key = "deed.carried";
        } else if (!one->steps.empty()) {
            const Told told = std::visit(Teller{board.state}, one->steps.back());
            line.key = told.key;
            if (const CodedTheme* theme = board.theme(told.theme)) line.theme = theme->letter;
        } else {
            line.key = "deed.other";
        }
        board.history.push_back(std::move(line));
    }
}

void add_texts(CodingBoard& board, std::vector<coding::Source> texts) {
    std::sort(texts.begin(), texts.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    for (coding::Source& one : texts) {
        board.text_places[one.id] = board.texts.size();
        CodedText& text = board.texts.emplace_back();
        text.id = one.id;
        text.name = std::move(one.name);
        text.text = std::move(one.text);
        text.size = size_of(text.text);
    }
}

void add_readings(CodingBoard& board, const Guid& me) {
    for (const auto& [text, user] : board.state.readings)
        if (user == me)
            if (const auto place = board.text_places.find(text); place != board.text_places.end())
                board.texts[place->second].read = true;
    std::set<Guid> of_texts;
    for (CodedText& text : board.texts) {
        if (!text.read) ++board.unread;
        for (const auto& [id, user] : board.state.users) {
            const auto noted = board.state.themes.find(impression_id(text.id, id));
            if (noted == board.state.themes.end()) continue;
            of_texts.insert(noted->first);
            board.noted.push_back({noted->second.words, text.id});
            if (id == me)
                text.impression = noted->second.words;
            else
                text.others.push_back({user.name, noted->second.words});
        }
    }
    // An impression of a text that stands aside looks like one of no text: it says nothing of it.
    for (const auto& [id, theme] : board.state.themes)
        if (!of_texts.contains(id)) board.noted.push_back({theme.words, {}});
}

void add_units(CodingBoard& board) {
    for (const auto& [id, unit] : board.state.units)
        if (const auto place = board.text_places.find(unit.text); place != board.text_places.end())
            board.texts[place->second].units.push_back(id);
    for (CodedText& text : board.texts) {
        std::sort(text.units.begin(), text.units.end(), [&](const Guid& a, const Guid& b) {
            const coding::Unit &left = board.state.units.at(a), &right = board.state.units.at(b);
            return std::pair(left.from, left.to) < std::pair(right.from, right.to);
        });
        if (!text.units.empty()) ++board.coded;
    }
}

void add_themes(CodingBoard& board) {
    for (const coding::Code* code : codes_in_order(board.state)) {
        CodedTheme theme;
        theme.id = code->id;
        theme.name = code->name;
        theme.letter = letter_of(board.themes.size());
        const auto above = board.theme_places.find(code->parent);
        if (above != board.theme_places.end()) theme.depth = board.themes[above->second].depth + 1;
        board.theme_places[code->id] = board.themes.size();
        board.themes.push_back(std::move(theme));
    }
    // Each unit once under a theme, however many codings below lead there.
    const auto put = [&](const Guid& unit, Guid code) {
        for (auto place = board.theme_places.find(code); place != board.theme_places.end();
             place = board.theme_places.find(board.state.codes.at(code).parent)) {
            auto& units = board.themes[place->second].units;
            if (units.empty() || units.back() != unit) units.push_back(unit);
            code = board.themes[place->second].id;
        }
    };
    for (const CodedText& text : board.texts)
        for (const Guid& unit : text.units)
            for (const coding::Coding& one : board.state.units.at(unit).codings)
                put(unit, one.code);
    for (const auto& [id, one] : board.state.condensates)
        if (const auto place = board.theme_places.find(one.group);
            place != board.theme_places.end())
            board.themes[place->second].condensates.push_back(id);
    for (const auto& [id, one] : board.state.syntheses)
        if (const auto place = board.theme_places.find(one.group);
            place != board.theme_places.end() && board.themes[place->second].synthesis.is_zero())
            board.themes[place->second].synthesis = id;
}

void count_links(CodingBoard& board) {
    for (CodedTheme& theme : board.themes) {
        const auto synthesis = board.state.syntheses.find(theme.synthesis);
        for (const Guid& unit : theme.units) {
            bool linked = false;
            for (const Guid& id : theme.condensates)
                if (board.state.condensates.at(id).units.contains(unit)) {
                    ++board.linked[id];
                    linked = true;
                }
            if (!linked) ++theme.unlinked;
            if (synthesis == board.state.syntheses.end() ||
                !synthesis->second.checks.contains(unit))
                ++theme.unchecked;
        }
    }
}

}  // namespace

CodingBoard::~CodingBoard() {
    for (CodedText& one : texts)
        crypto::wipe({reinterpret_cast<std::uint8_t*>(one.text.data()), one.text.size()});
}

const CodedText* CodingBoard::text(const Guid& id) const {
    const auto place = text_places.find(id);
    return place == text_places.end() ? nullptr : &texts[place->second];
}

const CodedTheme* CodingBoard::theme(const Guid& id) const {
    const auto place = theme_places.find(id);
    return place == theme_places.end() ? nullptr : &themes[place->second];
}

const CodedTheme* CodingBoard::theme_of(const coding::Unit& unit) const {
    const CodedTheme* first = nullptr;
    for (const coding::Coding& one : unit.codings)
        if (const CodedTheme* theme = this->theme(one.code);
            theme != nullptr && (first == nullptr || theme < first))
            first = theme;
    return first;
}

std::string CodingBoard::words_of(const coding::Unit& unit) const {
    const CodedText* in = text(unit.text);
    if (in == nullptr) return {};
    std::string words(coding::part_of(in->text, unit.from, unit.to));
    std::replace(words.begin(), words.end(), '\n', ' ');
    return words;
}

Guid impression_id(const Guid& text, const Guid& user) {
    return coding::derived_guid("impression of a text", text, user);
}

void fill_board(CodingBoard& board, std::vector<coding::Source> texts, coding::State shown,
                const std::vector<coding::Entry>& entries, const std::string& me) {
    board.state = std::move(shown);
    add_texts(board, std::move(texts));
    add_readings(board, coding::user_id(me));
    add_units(board);
    add_themes(board);
    count_links(board);
    tell(board, entries);
}

}  // namespace spine::clinic
