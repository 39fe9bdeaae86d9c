#include "coding/towards.h"

#include <algorithm>

namespace spine::coding {
namespace {

class Towards {
  public:
    Towards(const State& from, const State& to) : now_(from), to_(to) {}

    Result<std::vector<Step>> steps() {
        for (const auto part : {&Towards::users, &Towards::codes, &Towards::places, &Towards::units,
                                &Towards::writings})
            if (auto done = (this->*part)(); !done) return fail(std::move(done));
        return std::move(steps_);
    }

  private:
    Status take(Step step) {
        auto done = take_step(step, now_);
        if (done) steps_.push_back(std::move(step));
        return done;
    }

    Status users() {
        for (const auto& [id, user] : to_.users)
            if (!now_.users.contains(id) ||
                (now_.users.at(id).name != user.name && id == user_id(user.name)))
                if (auto done = take(AddUser{user}); !done) return done;
        return {};
    }

    Status codes() {
        std::vector<Guid> moved;
        for (const Code* code : codes_in_order(to_)) {
            const auto here = now_.codes.find(code->id);
            if (here == now_.codes.end()) {
                if (auto done = take(AddCode{*code}); !done) return done;
                continue;
            }
            const Code& it = here->second;
            if (it.name != code->name || it.description != code->description ||
                it.colour != code->colour || it.codable != code->codable)
                if (auto done = take(ChangeCode{code->id, code->name, code->description,
                                                code->colour, code->codable});
                    !done)
                    return done;
            if (it.parent != code->parent) moved.push_back(code->id);
        }
        // First out of each other's way: two may have changed places.
        for (const Guid& code : moved)
            if (auto done = take(MoveCode{code, {}, static_cast<std::uint32_t>(kMostCodes)}); !done)
                return done;
        for (const Guid& code : moved)
            if (auto done = take(MoveCode{code, to_.codes.at(code).parent,
                                          static_cast<std::uint32_t>(kMostCodes)});
                !done)
                return done;
        return {};
    }

    // In the order of `to` among themselves; those of here alone stay behind what they followed.
    Status places() {
        std::map<Guid, std::vector<Guid>> wanted;
        for (const Code* code : codes_in_order(to_)) wanted[code->parent].push_back(code->id);
        for (const auto& [parent, order] : wanted) {
            std::vector<Guid> there;
            for (const Code* code : codes_under(now_, parent))
                if (to_.codes.contains(code->id)) there.push_back(code->id);
            if (there == order) continue;
            for (std::uint32_t place = 0; place < order.size(); ++place)
                if (auto done = take(MoveCode{order[place], parent, place}); !done) return done;
        }
        return {};
    }

    Status units() {
        for (const auto& [id, unit] : to_.units) {
            const auto here = now_.units.find(id);
            if (here == now_.units.end()) {
                Unit bare = unit;
                bare.codings.clear();
                if (auto done = take(MarkUnit{bare}); !done) return done;
                if (auto done = codings(bare, unit); !done) return done;
                continue;
            }
            if (here->second.text != unit.text)
                return fail(causes::exists, "A unit stands in one text here and in another there.",
                            "Nothing was changed.");
            if (here->second.from != unit.from || here->second.to != unit.to)
                if (auto done = take(SpanUnit{id, unit.from, unit.to}); !done) return done;
            if (here->second.note != unit.note)
                if (auto done = take(NoteUnit{id, unit.note}); !done) return done;
            if (auto done = codings(here->second, unit); !done) return done;
        }
        return {};
    }

    Status codings(const Unit& here, const Unit& unit) {
        const auto has = [](const Unit& in, const Coding& one) {
            return std::any_of(in.codings.begin(), in.codings.end(), [&](const Coding& other) {
                return other.id == one.id && other.code == one.code;
            });
        };
        const std::vector<Coding> before = here.codings;
        for (const Coding& one : before)
            if (!has(unit, one))
                if (auto done = take(UncodeUnit{unit.id, one.code}); !done) return done;
        for (Coding one : unit.codings) {
            if (has(now_.units.at(unit.id), one)) continue;
            // Two units were merged there and are two here: the one that went still has it.
            if (now_.ids.contains(one.id)) one.id = derived_guid("coding", unit.id, one.code);
            if (auto done = take(CodeUnit{unit.id, one}); !done) return done;
        }
        return {};
    }

    Status writings() {
        for (const auto& [id, one] : to_.themes)
            if (const auto here = now_.themes.find(id);
                here == now_.themes.end() || !(here->second == one))
                if (auto done = take(WriteTheme{one}); !done) return done;
        for (const auto& [id, one] : to_.condensates)
            if (auto done = condensate(one); !done) return done;
        for (const auto& [id, one] : to_.syntheses)
            if (auto done = synthesis(one); !done) return done;
        for (const auto& [text, by] : to_.readings)
            if (!now_.readings.contains({text, by}))
                if (auto done = take(ReadText{text, by}); !done) return done;
        return {};
    }

    // Units that are here alone, it rests on still: where it comes from, nobody could see them.
    Status condensate(Condensate wanted) {
        const auto here = now_.condensates.find(wanted.id);
        if (here == now_.condensates.end()) return take(WriteCondensate{std::move(wanted)});
        const Condensate& before = here->second;
        const auto only_here = [&](const Guid& unit) { return !to_.units.contains(unit); };
        for (const Guid& unit : before.units)
            if (only_here(unit)) wanted.units.insert(unit);
        if (wanted.quotation == Guid{} && before.units.contains(before.quotation) &&
            only_here(before.quotation))
            wanted.quotation = before.quotation;
        if (before == wanted) return {};
        return take(WriteCondensate{std::move(wanted)});
    }

    Status synthesis(const Synthesis& wanted) {
        Synthesis words = wanted;
        words.checks.clear();
        const auto here = now_.syntheses.find(wanted.id);
        Synthesis before = here == now_.syntheses.end() ? Synthesis() : here->second;
        before.checks.clear();
        if (!(before == words))
            if (auto done = take(WriteSynthesis{words}); !done) return done;
        const auto checked = now_.syntheses.at(wanted.id).checks;
        for (const auto& [unit, verdict] : wanted.checks) {
            const auto found = checked.find(unit);
            if (found == checked.end() || found->second != verdict)
                if (auto done = take(CheckUnit{wanted.id, unit, verdict}); !done) return done;
        }
        // Of units that are there: those of here alone keep what was found.
        for (const auto& [unit, verdict] : checked)
            if (to_.units.contains(unit) && !wanted.checks.contains(unit))
                if (auto done = take(CheckUnit{wanted.id, unit, Verdict::Unchecked}); !done)
                    return done;
        return {};
    }

    State now_;
    const State& to_;
    std::vector<Step> steps_;
};

}  // namespace

Result<std::vector<Step>> steps_towards(const State& from, const State& to) {
    return Towards(from, to).steps();
}

}  // namespace spine::coding
