#include "export/research_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <optional>

#include "base/clock.h"
#include "export/packed_row.h"
#include "export/session_cells.h"
#include "review/patient.h"
#include "review/visit.h"

namespace spine::exporting {
namespace {

using archive::AnsweredSession;
using archive::ResponseView;

constexpr std::size_t kPseudonymSize = 10;  // 80 random bits: no two alike in any archive
constexpr std::uint64_t kBetweenReports = 256;
constexpr UnixMs kTimeToSend = 7 * kDayMs;

bool among(const std::vector<crypto::SessionRef>& sorted, const crypto::SessionRef& session) {
    return std::binary_search(sorted.begin(), sorted.end(), session);
}

// A letter in front: spreadsheets would take some hexadecimal digits for a number.
std::string new_pseudonym(Random& random) {
    std::string name = "p";
    return name.append(to_hex(random.bytes<kPseudonymSize>()));
}

review::Visit visit_of(const AnsweredSession& session, const ResponseView& view,
                       const questionnaire::Questionnaire& asked) {
    review::Visit visit;
    visit.language = view.language;
    visit.status = std::string(crypto::name_of(session.status));
    visit.started = view.started;
    visit.questionnaire = view.questionnaire;
    for (const auto& [step, at] : view.shown) visit.shown.emplace(step);
    std::map<std::string, std::string, std::less<>> encoded;
    for (const auto& [link_id, json] : view.answers) encoded.emplace(link_id, json);
    visit.answers = review::decode_answers(asked, encoded);
    return visit;
}

// Decides about each session and hands on the rows of those that stay.
class Gathering {
  public:
    Gathering(const DataPlan& plan, const EarlierExports& earlier,
              const ConfigurationOf& configuration_of, ResearchData& into, Random& random)
        : plan_(plan),
          earlier_(earlier),
          configuration_of_(configuration_of),
          into_(into),
          random_(random) {}

    std::vector<crypto::SessionRef> withdrawn, forked;
    ReleasedTexts texts;

    [[nodiscard]] Status visit(const AnsweredSession& session, const ResponseView& view) {
        take_place(session);
        if (view.after_visit) return visit_after(session, view);
        ++into_.flow.sessions;
        const std::uint32_t before = kept_;
        auto decided = decide(session, view);
        into_.after.note_visit(view.code, view.started,
                               kept_ > before ? std::optional(before) : std::nullopt);
        return decided;
    }

  private:
    [[nodiscard]] Status decide(const AnsweredSession& session, const ResponseView& view) {
        if (const auto way = left_out_at_once(session, view)) {
            if (is_in_doubt(*way)) note_place(BatchPlace::InDoubt);
            return leave_out(*way);
        }
        const SessionCells* cells = cells_of(session.configuration, view.questionnaire);
        if (cells == nullptr) {
            note_place(BatchPlace::InDoubt);
            return leave_out(LeftOut::AskedOtherwise);
        }
        const review::Visit visit = visit_of(session, view, *cells->asked().questionnaire);
        if (cells->rules() == nullptr ||
            !questionnaire::research_counts(*cells->rules(), visit.answers))
            return leave_out(LeftOut::NoConsent);
        if (review::is_proxy(visit) && !plan_.study.proxies)
            return leave_out(LeftOut::SomebodyElseAnswered);
        const bool first = is_first_time(visit);
        if (!first && !plan_.study.repeated_visits) return leave_out(LeftOut::NotTheFirstTime);
        ++(first ? into_.flow.first_time : into_.flow.repeated);
        texts.session = session.session;
        cells->fill(visit, new_pseudonym(random_), row_, texts);
        return keep(earlier_.id_of(session.session), first);
    }
    // What was answered after a visit has no consent of its own: that of the visit counts.
    [[nodiscard]] Status visit_after(const AnsweredSession& session, const ResponseView& view) {
        if (into_.after.leave_from() > 0) return {};
        if (has_no_end(session.status) || among(withdrawn, session.session) ||
            among(forked, session.session))
            return {};
        const SessionCells* cells = cells_of(session.configuration, view.questionnaire);
        if (cells == nullptr) return {};
        ++into_.flow.after_visits;
        const review::Visit answers = visit_of(session, view, *cells->asked().questionnaire);
        cells->fill_after(answers, after_);
        into_.after.add(view.code, view.started, cells->asked().config->settings.after_visit_days,
                        after_);
        return {};
    }
    [[nodiscard]] static bool has_no_end(crypto::SessionStatus status) {
        return status == crypto::SessionStatus::Open || status == crypto::SessionStatus::Withdrawn;
    }
    [[nodiscard]] std::optional<LeftOut> left_out_at_once(const AnsweredSession& session,
                                                          const ResponseView& view) const {
        if (view.started < plan_.study.from || view.started >= plan_.study.until)
            return LeftOut::OutsidePeriod;
        if (session.status == crypto::SessionStatus::Open) return LeftOut::NotEnded;
        if (session.status == crypto::SessionStatus::Withdrawn) return LeftOut::Withdrawn;
        if (among(withdrawn, session.session)) return LeftOut::ConsentWithdrawn;
        if (among(forked, session.session)) return LeftOut::SeveralEnds;
        return std::nullopt;
    }
    [[nodiscard]] Status leave_out(LeftOut way) {
        ++into_.flow.left_out.at(static_cast<std::size_t>(way));
        return {};
    }
    [[nodiscard]] static bool is_in_doubt(LeftOut way) {
        return way == LeftOut::NotEnded || way == LeftOut::ConsentWithdrawn ||
               way == LeftOut::SeveralEnds;
    }
    void take_place(const AnsweredSession& session) {
        if (into_.flow.first_time >= kLeastRows) return;
        into_.places.push_back({BatchPlace::Neutral, 0, earlier_.id_of(session.session)});
    }
    void note_place(BatchPlace::State state, std::uint32_t row = 0) {
        if (into_.flow.first_time > kLeastRows || into_.places.empty()) return;
        into_.places.back().state = state;
        into_.places.back().row = row;
    }
    [[nodiscard]] Status keep(const deidentify::PersonId& person, bool first) {
        if (first) {
            engine_cells(plan_, row_, texts_, views_);
            const auto combination = into_.joint.append(person, views_);
            if (!combination) return fail(combination.error());
            codes_.clear();
            for (std::size_t i = 0; i < plan_.study.sensitive.size(); ++i)
                codes_.push_back(into_.joint.microdata().values_of(i).find(texts_[i]).value_or(0));
            into_.waiting.add_first(person, *combination, codes_);
            note_place(BatchPlace::Counts, kept_);
        } else {
            const auto& history = earlier_.history();
            into_.waiting.add_later(person, key_of(plan_, row_), history.trace_of(person),
                                    !history.values_of(person).empty());
        }
        row_.emplace_back(std::int64_t{kept_++});
        return into_.spill ? into_.spill->add(pack(row_)) : Status();
    }
    // Null: not one that the configuration has for the walk, or for after it.
    [[nodiscard]] const SessionCells* cells_of(const crypto::Hash& configuration,
                                               std::string_view questionnaire) {
        auto& known = cells_[configuration];
        if (!known.looked_for) {
            known.looked_for = true;
            if (const config::Config* config = configuration_of_(configuration))
                for (const std::string& id : {config->settings.walk_questionnaire,
                                              config->settings.after_visit_questionnaire})
                    if (const auto found = config->questionnaires.find(id);
                        found != config->questionnaires.end())
                        known.cells.try_emplace(id, plan_, Asked{config, &found->second});
        }
        const auto found = known.cells.find(questionnaire);
        return found == known.cells.end() ? nullptr : &found->second;
    }

    struct Known {
        bool looked_for = false;
        std::map<std::string, SessionCells, std::less<>> cells;  // by questionnaire
    };
    const DataPlan& plan_;
    const EarlierExports& earlier_;
    const ConfigurationOf& configuration_of_;
    ResearchData& into_;
    Random& random_;
    std::map<crypto::Hash, Known> cells_;
    std::vector<Cell> row_, after_;
    std::uint32_t kept_ = 0;
    std::vector<std::string> texts_;
    std::vector<std::string_view> views_;
    std::vector<std::uint32_t> codes_;
};

// A session is one row of its archive: nobody comes twice.
Result<deidentify::JointData> empty_data(const DataPlan& plan, const EarlierExports& earlier) {
    std::vector<deidentify::Hierarchy> quasi_identifiers;
    std::vector<std::string> sensitive;
    for (std::size_t i = 0; i < plan.hierarchies.size(); ++i) {
        auto hierarchy =
            deidentify::Hierarchy::build(plan.study.quasi_identifiers[i].name, plan.hierarchies[i]);
        if (!hierarchy) return fail(std::move(hierarchy));
        quasi_identifiers.push_back(std::move(*hierarchy));
    }
    for (const Sensitive& one : plan.study.sensitive) sensitive.push_back(one.variable);
    return deidentify::JointData::create(std::move(quasi_identifiers), std::move(sensitive),
                                         earlier.history(), deidentify::JointData::Twice::Never);
}

// As text that tells values apart; empty where there is none, which is nobody's diversity.
std::string text_of(const Column& column, const Cell& cell) {
    if (const auto* coded = std::get_if<Coded>(&cell))
        return std::to_string(column.variable.labels.at(coded->label).number);
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
    if (const auto* decimal = std::get_if<double>(&cell)) return fmt::format("{}", *decimal);
    if (const auto* flag = std::get_if<bool>(&cell)) return *flag ? "1" : "0";
    return {};
}

std::vector<std::string> in_order(const deidentify::Dictionary& values) {
    std::vector<std::pair<double, std::string>> numbered;
    for (std::uint32_t number = 0; number < values.size(); ++number) {
        const std::string& text = values.value(number);
        const double place = text.empty() ? std::numeric_limits<double>::infinity()
                                          : std::strtod(text.c_str(), nullptr);
        numbered.emplace_back(place, text);
    }
    std::sort(numbered.begin(), numbered.end());
    std::vector<std::string> order;
    for (auto& [place, text] : numbered) order.push_back(std::move(text));
    return order;
}

}  // namespace

UnixMs after_leave_from(const DataPlan& plan) {
    if (plan.after_visit().empty() || plan.asked_after.empty()) return 0;
    int days = 0;
    for (const Asked& asked : plan.asked_after)
        days = std::max(days, asked.config->settings.after_visit_days);
    return plan.study.until + days * kDayMs + kTimeToSend;
}

deidentify::Requirements requirements_of(const DataPlan& plan,
                                         const deidentify::Microdata& microdata) {
    const Study& study = plan.study;
    deidentify::Requirements asked;
    asked.k = static_cast<std::uint32_t>(study.k);
    asked.max_suppression = study.suppression;
    asked.metric = study.metric == Metric::Loss ? deidentify::Metric::Loss
                                                : deidentify::Metric::Discernibility;
    for (std::size_t i = 0; i < study.sensitive.size(); ++i) {
        const Sensitive& one = study.sensitive[i];
        deidentify::SensitiveRequirement wanted;
        wanted.column = one.variable;
        if (one.l > 0 && one.l_kind == Sensitive::LKind::Distinct)
            wanted.distinct_l = static_cast<std::uint32_t>(one.l);
        if (one.l > 0 && one.l_kind == Sensitive::LKind::Entropy) wanted.entropy_l = one.l;
        wanted.t = one.t;
        wanted.ground = one.ordered ? deidentify::Ground::Ordered : deidentify::Ground::Equal;
        if (one.ordered) wanted.order = in_order(microdata.values_of(i));
        asked.sensitive.push_back(std::move(wanted));
    }
    return asked;
}

void engine_cells(const DataPlan& plan, const std::vector<Cell>& row,
                  std::vector<std::string>& texts, std::vector<std::string_view>& cells) {
    cells.clear();
    texts.clear();
    texts.reserve(plan.study.sensitive.size());
    for (std::size_t i = 0; i < plan.hierarchies.size(); ++i) {
        const auto* coded = std::get_if<Coded>(&row[1 + i]);
        cells.emplace_back(coded != nullptr ? plan.hierarchies[i].at(coded->label).front()
                                            : kNotStated);
    }
    for (const Sensitive& one : plan.study.sensitive) {
        const Column* column = plan.find(one.variable);
        texts.push_back(
            text_of(*column, row.at(static_cast<std::size_t>(column - plan.columns.data()))));
        cells.emplace_back(texts.back());
    }
}

Result<ResearchData> gather(archive::Archive& archive, const DataPlan& plan,
                            const EarlierExports& earlier, const ConfigurationOf& configuration_of,
                            std::unique_ptr<SealedSpill> spill, Random& random,
                            const ExportProgress& progress) {
    auto joint = empty_data(plan, earlier);
    if (!joint) return fail(std::move(joint));
    ResearchData data{{}, std::move(*joint), std::move(spill), {}, {}, {}};
    if (const UnixMs from = after_leave_from(plan); archive.now() < from)
        data.after.leave_from(from);
    data.waiting.set_sensitive_columns(plan.study.sensitive.size());
    Gathering gathering(plan, earlier, configuration_of, data, random);
    auto withdrawn = archive.research_withdrawn();
    if (!withdrawn) return fail(std::move(withdrawn));
    gathering.withdrawn = std::move(*withdrawn);
    auto forked = archive.forked();
    if (!forked) return fail(std::move(forked));
    gathering.forked = std::move(*forked);
    archive::TextReadings readings;
    if (plan.study.free_text != FreeText::Withheld) {
        auto read = archive.text_readings();
        if (!read) return fail(std::move(read));
        readings = std::move(*read);
        gathering.texts.readings = &readings;
        gathering.texts.clinic = archive.clinic();
        gathering.texts.readers = plan.study.free_text == FreeText::ReleasedByTwo ? 2 : 1;
    }
    const auto all = archive.answered_count();
    if (!all) return fail(all.error());
    data.after.expect(*all);
    data.waiting.expect(*all);
    std::uint64_t done = 0;
    std::vector<crypto::SessionRef> damaged;
    auto read = archive.each_answered(
        archive::Events::LeftOut,
        [&](const AnsweredSession& session, const ResponseView& view) -> Status {
            if (done++ % kBetweenReports == 0 && progress &&
                !progress({ExportStep::Reading,
                           static_cast<double>(done) / static_cast<double>(*all + 1)}))
                return fail(causes::export_cancelled, "The export was cancelled.",
                            "Nothing was written; start it again when you like.");
            return gathering.visit(session, view);
        },
        &damaged);
    if (!read) return fail(std::move(read));
    data.after.join();
    data.flow.joined = data.after.joined();
    data.flow.of_several = data.after.of_several();
    data.flow.sessions += damaged.size();
    data.flow.left_out.at(static_cast<std::size_t>(LeftOut::Unreadable)) = damaged.size();
    return data;
}

}  // namespace spine::exporting
