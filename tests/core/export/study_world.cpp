#include "study_world.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "config/signed.h"
#include "core/review/fixture.h"
#include "export/formats.h"
#include "export/study.h"
#include "questionnaire/answers.h"
#include "questionnaire/relevance.h"

namespace spine::test {
namespace {

using questionnaire::Answer;
using questionnaire::Item;

void show(const std::vector<Item>& items, archive::Response& response) {
    for (const Item& item : items) {
        response.shown.emplace_back(item.link_id, response.started);
        show(item.items, response);
    }
}

Answer drawn_answer(const Item& item, Random& random) {
    Answer answer;
    if (item.type == questionnaire::ItemType::Integer) {
        answer.values = {static_cast<std::int64_t>(random.below(11))};
    } else if (item.type == questionnaire::ItemType::Boolean) {
        answer.values = {true};
    } else if (item.type == questionnaire::ItemType::Text) {
        answer.values = {std::string("=SUM(A1) I hope, \"truly\"")};
    } else if (!item.options.empty()) {
        // No sign that would open a dozen more questions.
        if (item.link_id.starts_with("signs.")) {
            for (const auto& option : item.options)
                if (option.exclusive || item.link_id.find(".each.") != std::string::npos)
                    answer.values = {option.value};
        } else {
            const auto count = static_cast<std::uint32_t>(item.options.size());
            answer.values = {item.options[random.below(count)].value};
        }
    }
    return answer;
}

// Every second field of a line is what stood in quotes; enough for what we write.
std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

}  // namespace

StudyWorld::StudyWorld(std::uint64_t seed) : config(real_config()), drawn(seed) {
    config.settings.walk_questionnaire = "before-assessment-long";
    // Nobody of the usual study's period can answer after a visit any more.
    world.clock.advance_ms(150 * std::int64_t{86'400'000});
}

void StudyWorld::sign_configuration() {
    const auto kept = world.clinic_folder.configurations();
    std::filesystem::create_directories(kept);
    std::filesystem::copy(project() / "kiosk-config", kept / "new",
                          std::filesystem::copy_options::recursive);
    std::string settings = slurp(kept / "new" / "kiosk.toml");
    const std::string usual = "walk = \"before-assessment\"";
    settings.replace(settings.find(usual), usual.size(), "walk = \"before-assessment-long\"");
    spit(kept / "new" / "kiosk.toml", settings);
    const auto made = config::sign(world.files, kept / "new", world.root.secret_key,
                                   {world.clinic_key.public_key, world.recovery.public_key, {}}, 1);
    if (!made) FAIL(made.error().sentence());
    world.configuration = made->hash;
    std::filesystem::rename(kept / "new", kept / made->hash.hex());
}

crypto::SessionRef StudyWorld::add(Session session) {
    archive::SessionPlace place;
    drawn.fill(place.session.bytes);
    drawn.fill(place.device.bytes);
    place.configuration = world.configuration;
    place.status = session.status;
    session.says.emplace("consent.care", "true");
    session.says.emplace("consent.research", "true");
    session.says.emplace("about.who", "\"self\"");
    session.says.emplace("about.first-time", "\"yes\"");
    session.says.emplace("about.age", "\"40-49\"");  // under 18 nobody consents to research
    const auto& asked = config.questionnaires.at(
        session.after_visit ? std::string("after-visit") : config.settings.walk_questionnaire);
    archive::Response response;
    response.code =
        session.code.empty() ? std::to_string(910'000 + answered_.size()) : session.code;
    response.questionnaire = asked.id;
    response.language = session.language;
    response.started = session.started;
    response.after_visit = session.after_visit;
    show(asked.items, response);
    if (!session.last_shown.empty()) {
        const auto last =
            std::find_if(response.shown.begin(), response.shown.end(),
                         [&](const auto& one) { return one.first == session.last_shown; });
        REQUIRE(last != response.shown.end());
        response.shown.erase(last + 1, response.shown.end());
    }
    const auto was_shown = [&](const std::string& link_id) {
        return std::any_of(response.shown.begin(), response.shown.end(),
                           [&](const auto& one) { return one.first == link_id; });
    };
    const auto answers =
        questionnaire::answer_all(asked, {}, [&](const Item& item) -> std::optional<Answer> {
            if (!was_shown(item.link_id)) return std::nullopt;
            const auto own = session.says.find(item.link_id);
            if (own == session.says.end()) return drawn_answer(item, drawn);
            auto answer = questionnaire::decode(item, own->second);
            INFO(item.link_id);
            REQUIRE(answer);
            return std::move(*answer);
        });
    for (const auto& [link_id, answer] : answers)
        if (answer.declined || !answer.values.empty())
            response.answers[link_id] = questionnaire::encode(*asked.find(link_id), answer);
    archive::Summary summary;
    summary.code = response.code;
    summary.started = response.started;
    REQUIRE(world.archive->put_response(place, response, summary));
    answered_[place.ref()] = response.answers;
    codes_[place.ref()] = response.code;
    return place.ref();
}

crypto::SessionRef StudyWorld::add_saying(Says says, std::string language) {
    Session session;
    session.says = std::move(says);
    session.language = std::move(language);
    return add(std::move(session));
}

void StudyWorld::add_many(int count) {
    REQUIRE(world.archive->transact([&]() -> Status {
        for (int i = 0; i < count; ++i) {
            Session session;
            session.language = drawn.below(5) == 0 ? "ar" : "da";
            static constexpr std::array kAges = {"18-29", "30-39", "40-49",
                                                 "50-59", "60-79", "80-plus"};
            session.says["about.age"] = "\"" + std::string(kAges.at(drawn.below(6))) + "\"";
            session.started += static_cast<UnixMs>(drawn.below(250)) * 86'400'000;
            std::ignore = add(std::move(session));
        }
        return {};
    }));
}

exporting::ExportRequest StudyWorld::request(const std::string& study_toml,
                                             const std::vector<std::string>& formats) {
    exporting::ExportRequest made;
    auto study = exporting::read_study(study_toml, "study.toml");
    if (!study) FAIL(study.error().sentence());
    made.study = std::move(*study);
    made.study_text = study_toml;
    made.study_name = "study.toml";
    made.newest_first = {&config};
    made.configuration_of = [this](const crypto::Hash& hash) {
        return hash == world.configuration ? &config : nullptr;
    };
    made.clinic_name = "A clinic";
    made.program = "spine-kiosk test";
    made.made = "2026-11-27";
    made.to = out();
    for (const std::string& format : formats)
        made.formats.push_back(std::move(exporting::make_format(format).value()));
    return made;
}

Result<exporting::ExportResult> StudyWorld::run(exporting::ExportRequest& wanted) {
    return exporting::export_research(*world.archive, wanted, random, progress);
}

exporting::ExportResult StudyWorld::exported(const std::string& study_toml) {
    auto wanted = request(study_toml);
    auto result = run(wanted);
    if (!result) FAIL(result.error().sentence());
    return std::move(*result);
}

std::vector<std::vector<std::string>> StudyWorld::data() const {
    return rows_of(slurp(out() / "data.csv"));
}

Rows rows_of(const std::string& csv) {
    std::istringstream text(csv);
    Rows rows;
    for (std::string line; std::getline(text, line);) rows.push_back(cells_of(line));
    return rows;
}

std::size_t column_of(const Rows& data, const std::string& name) {
    const auto found = std::find(data.at(0).begin(), data.at(0).end(), name);
    INFO(name);
    REQUIRE(found != data.at(0).end());
    return static_cast<std::size_t>(found - data.at(0).begin());
}

std::set<std::string> values_in(const Rows& data, const std::string& name) {
    std::set<std::string> values;
    const std::size_t column = column_of(data, name);
    for (std::size_t i = 1; i < data.size(); ++i) values.insert(data[i].at(column));
    return values;
}

std::vector<std::string> quasi_identifiers_of(const Rows& data) {
    const std::set<std::string> usual = {"age",           "sex",   "language",  "period", "status",
                                         "questionnaire", "proxy", "about_who", "part"};
    std::vector<std::string> names;
    std::copy_if(data.at(0).begin(), data.at(0).end(), std::back_inserter(names),
                 [&](const std::string& name) { return usual.contains(name); });
    return names;
}

std::map<std::vector<std::string>, std::uint64_t> classes_of(const Rows& data) {
    const auto quasi_identifiers = quasi_identifiers_of(data);
    std::map<std::vector<std::string>, std::uint64_t> classes;
    for (std::size_t i = 1; i < data.size(); ++i) {
        std::vector<std::string> values;
        for (const auto& name : quasi_identifiers)
            values.push_back(data[i].at(column_of(data, name)));
        ++classes[values];
    }
    return classes;
}

std::string StudyText::toml() const {
    std::string text = "format = 1\ntitle = \"T\"\nquestion = \"Q\"\nethics = \"E\"\n";
    text.append("profile = \"").append(profile).append("\"\n[period]\nfrom = \"").append(from);
    text.append("\"\nuntil = \"").append(until).append("\"\n[privacy]\n").append(privacy);
    text.append("[data]\n").append(data).append(more);
    return text;
}

}  // namespace spine::test
