// What a head means for its session: a beginning, more of it, or one end beside another.
//
// A session's key is in the memory of its tablet only, as long as the session runs. So two ends
// that open are of one patient: the tablet was put back from a backup taken in mid-walk, or cloned.
// Neither is thrown away. Whoever has the tablet's key alone makes no second end that opens and
// says anything else: his is refused.
//
// A withdrawal seals nothing, so that it proves less than an end in which the session's key has
// sealed that the session ended. It takes all but such an end, which it does not touch: whichever
// of them came first, all computers come to the same.
#include <algorithm>

#include "crypto/causes.h"
#include "crypto/refusal.h"
#include "import/ends.h"
#include "import/importer.h"

namespace spine::importing {

using archive::SessionPlace;
using crypto::SessionStatus;

namespace {

tl::unexpected<Fault> another_head(std::string where = "another head of this session") {
    return crypto::refuse(crypto::causes::record_altered, std::move(where));
}

bool is_open(const SessionPlace& end) {
    return end.status == SessionStatus::Open;
}

// The earlier one's records are not at hand any more; what they said is. Fillers say nothing.
bool begins_with(const std::vector<std::string>& later, const std::vector<std::string>& earlier) {
    return later.size() >= earlier.size() &&
           std::equal(earlier.begin(), earlier.end(), later.begin());
}

// A tablet that is put back so often is out of order: further ends are kept aside, byte for byte.
constexpr std::size_t kMostEnds = 8;

struct SaidEnd {
    SessionPlace place;
    std::vector<std::string> events;
};

// An end that says only what another begins with gives way to it, whatever its status: with the
// tablet's key alone anybody could sign the first records of a session as the whole.
std::vector<SessionPlace> best_first(const std::vector<SaidEnd>& standing) {
    std::vector<SessionPlace> whole, cut;
    for (const SaidEnd& one : standing) {
        const bool is_cut =
            std::any_of(standing.begin(), standing.end(), [&](const SaidEnd& other) {
                return other.events.size() > one.events.size() &&
                       begins_with(other.events, one.events);
            });
        (is_cut ? cut : whole).push_back(one.place);
    }
    put_best_first(whole);
    put_best_first(cut);
    whole.insert(whole.end(), cut.begin(), cut.end());
    return whole;
}

}  // namespace

// Nothing of other tablets bears on it: a session is found by its tablet and its id.
Result<Importer::Ruling> Importer::rule(const ReadBundle& read, const Judged& judged) {
    const SessionPlace& place = judged.place;
    const std::vector<SessionPlace> known = chains_.ends(place.ref());
    if (known.empty() || known.front().by_receipt_alone())
        return Ruling{Verdict::New, {place}, {}, {}};
    const SessionPlace& own = known.front();
    if (std::any_of(known.begin(), known.end(),
                    [&](const SessionPlace& end) { return end.head == place.head; }))
        return Ruling{};
    if (own.header != place.header) return another_head();
    if (judged.erased) return rule_of_erased(*read.verified, place, known);
    if (own.status == SessionStatus::Withdrawn) return rule_behind_withdrawal(read, place, known);
    if (place.status == SessionStatus::Withdrawn) return rule_of_withdrawal(place, known);
    if (known.size() == 1 && is_open(own) && read.verified->extends(head_of(own)))
        return Ruling{Verdict::Extends, {place}, {}, {}};
    return rule_of_two(read, place, known);
}

// Nothing is opened or kept of it but the places of its ends, so that their tablets get receipts
// and the chain has no gap.
Importer::Ruling Importer::rule_of_erased(const crypto::VerifiedBundle& bundle,
                                          const SessionPlace& place,
                                          const std::vector<SessionPlace>& known) {
    const SessionPlace& own = known.front();
    if (is_open(place))
        return is_open(own) && bundle.extends(head_of(own))
                   ? Ruling{Verdict::Extends, {place}, {}, {}}
                   : Ruling{};
    if (is_open(own)) return {Verdict::Extends, {place}, {}, {}};
    Ruling ruling{Verdict::Branch, known, {}, {}};
    ruling.ends.push_back(place);
    put_best_first(ruling.ends);
    if (ruling.ends.front().head == place.head) {
        ruling.verdict = Verdict::Extends;
        ruling.displaced = own;
    }
    return ruling;
}

// Whether the session's key has sealed that the session ended: an interrupted end has no such word,
// and the first records of a session, signed as the whole, lack it.
Result<bool> Importer::patient_ended(const SessionPlace& end) {
    const auto judged = std::find_if(judged_.begin(), judged_.end(), [&](const Judged& one) {
        return one.ruling.verdict != Verdict::Already && one.place.head == end.head &&
               one.place.ref() == end.ref();
    });
    if (judged != judged_.end()) return judged->summary.ended > 0;
    const auto kept = archive_.kept_summary(end.ref(), end.head);
    if (!kept) return fail(kept.error());
    return kept->ended > 0;
}

// What it takes is in the store still, for all that is known of whose word it was: that is read
// anew, kept aside and named.
Result<Importer::Ruling> Importer::rule_of_withdrawal(const SessionPlace& place,
                                                      const std::vector<SessionPlace>& known) {
    Ruling ruling{Verdict::Extends, {place}, {}, {}};
    for (const SessionPlace& end : known) {
        const auto ended = patient_ended(end);
        if (!ended) return fail(ended.error());
        if (*ended) return another_head("a withdrawal of what its patient has ended");
        if (end.head != known.front().head) ruling.replaced.push_back(end.head);
    }
    ruling.alone = true;
    return ruling;
}

// No receipt for what is kept aside: with the tablet's key alone anybody could have signed the
// withdrawal.
Result<Importer::Ruling> Importer::rule_behind_withdrawal(const ReadBundle& read,
                                                          const SessionPlace& place,
                                                          const std::vector<SessionPlace>& known) {
    if (is_open(place)) return Ruling{};
    if (place.status == SessionStatus::Withdrawn) return another_head();
    if (!read.session) return fail(read.session.error());
    if (read.session->told.ended == 0) return another_head("an end of what was withdrawn");
    Ruling ruling{Verdict::Extends, {place}, {}, {}};
    for (auto further = known.begin() + 1; further != known.end(); ++further)
        ruling.replaced.push_back(further->head);
    ruling.alone = true;
    return ruling;
}

Result<Importer::Ruling> Importer::rule_of_two(const ReadBundle& read, const SessionPlace& place,
                                               const std::vector<SessionPlace>& known) {
    if (!read.session) return fail(read.session.error());
    if (known.size() >= kMostEnds) return another_head();
    const std::vector<std::string>& said = read.session->events;
    Ruling ruling{Verdict::Branch, {}, {}, {}};
    std::vector<SaidEnd> standing;
    for (const SessionPlace& end : known) {
        auto kept = events_of(end);
        if (!kept) return fail(std::move(kept));
        const bool extends = is_open(end) && read.verified->extends(head_of(end));
        const bool no_more = is_open(end) && said.size() == kept->size() && better_end(end, place);
        const bool earlier = is_open(place) && begins_with(*kept, said) &&
                             (!is_open(end) || said.size() < kept->size() || no_more);
        if (earlier && !extends) return Ruling{};
        const bool more_of_it = extends || (is_open(end) && begins_with(said, *kept));
        if (!more_of_it)
            standing.push_back({end, std::move(*kept)});
        else if (end.head == known.front().head)
            ruling.verdict = Verdict::Extends;
        else
            ruling.replaced.push_back(end.head);
    }
    standing.push_back({place, said});
    ruling.ends = best_first(standing);
    return ruling;
}

// As this batch will write them, or as the archive has them.
Result<std::vector<std::string>> Importer::events_of(const SessionPlace& end) {
    const auto judged = std::find_if(judged_.begin(), judged_.end(), [&](const Judged& one) {
        return one.ruling.verdict != Verdict::Already && one.place.head == end.head &&
               one.place.ref() == end.ref();
    });
    if (judged != judged_.end()) return judged->response.events;
    auto kept = archive_.kept_end(end.ref(), end.head);
    if (!kept) return fail(std::move(kept));
    return std::move(kept->response.events);
}

Status Importer::write_end(const Judged& judged) {
    const Ruling& ruling = judged.ruling;
    if (judged.forget) {
        if (ruling.verdict == Verdict::Branch) return archive_.forget_branch(judged.place);
        auto gone = judged.erased ? archive_.forget_erased(judged.place)
                                  : archive_.forget_response(judged.place);
        for (const crypto::Hash& head : ruling.replaced)
            if (gone) gone = archive_.drop_branch(judged.place.ref(), head);
        if (gone && ruling.displaced) gone = archive_.forget_branch(*ruling.displaced);
        return gone && ruling.alone ? archive_.forget_other_bundles(judged.place) : gone;
    }
    auto done = ruling.verdict == Verdict::Branch
                    ? archive_.put_branch(judged.place, judged.response, judged.summary)
                    : archive_.put_response(judged.place, judged.response, judged.summary);
    for (const crypto::Hash& head : ruling.replaced)
        if (done) done = archive_.drop_branch(judged.place.ref(), head);
    // Those that were here before came before this one.
    for (const SessionPlace& end : ruling.ends)
        if (done && ruling.ends.size() > 1)
            done = archive_.note_end(end, end.head == judged.place.head ? clock_.now() : 0);
    if (done && ruling.ends.size() > 1)
        done = archive_.choose_end(judged.place.ref(), ruling.ends.front().head);
    if (done && ruling.alone) done = archive_.forget_other_bundles(judged.place);
    return done;
}

}  // namespace spine::importing
