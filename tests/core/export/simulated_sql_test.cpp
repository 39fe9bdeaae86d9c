// Simulated studies, exported by the real engine, and their files looked at by SQL alone: a server
// that we did not write loads what was written and counts.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <sstream>

#include "simulated_study.h"
#include "support/postgres_server.h"

using namespace spine;
using spine::test::PostgresServer;
using spine::test::SimulatedStudy;

namespace {

// What stands in "responses" of the schema on the search path, as name|value. {classes} is a
// class's columns, {first} whether a row counts towards it.
constexpr std::string_view kQuestions = R"(
SELECT 'rows', count(*) FROM responses;
SELECT 'counted', count(*) FROM responses WHERE {first};
SELECT 'smallest', coalesce(min(n), 0) FROM
    (SELECT count(*) FILTER (WHERE {first}) AS n FROM responses GROUP BY {classes}) AS c;
SELECT 'smallest later', coalesce(min(n) FILTER (WHERE n > 0), 1000) FROM
    (SELECT count(*) FILTER (WHERE NOT {first}) AS n FROM responses GROUP BY {classes}) AS c;
SELECT 'classes', count(*) FROM (SELECT 1 FROM responses GROUP BY {classes}) AS c;
SELECT 'uniques', count(*) FROM
    (SELECT 1 FROM responses WHERE {first} GROUP BY {classes} HAVING count(*) = 1) AS c;
SELECT 'unexplained columns', count(*) FROM information_schema.columns
    WHERE table_schema = current_schema AND table_name = 'responses'
    AND regexp_replace(column_name, '_missing$', '') NOT IN (SELECT name FROM variables);
SELECT 'withheld columns', count(*) FROM variables WHERE link_id IN
    ('consent.care', 'consent.research', 'about.first-time', 'words.hope', 'ask.own')
    OR link_id LIKE 'signs.%' OR name LIKE 'signs%' OR name LIKE '%code%' OR name LIKE '%session%';
SELECT 'items', count(*) FROM variables WHERE role = 'plain' AND name !~
    '^(score_|pain_)' AND name <> 'first_time';
SELECT 'ids', count(*) FROM responses AS r, jsonb_each_text(to_jsonb(r)) AS cell
    JOIN ids ON cell.value = id;
SELECT 'parts of ids', count(*) FROM ids, (SELECT string_agg(r::text, ' ') AS words
    FROM responses AS r) AS w WHERE length(id) >= 32 AND position(id IN words) > 0;
SELECT 'times', count(*) FROM responses AS r WHERE r::text ~ '[0-9]{2}:[0-9]{2}|20[0-9]{2}-[01][0-9]-';
SELECT 'words', count(*) FROM responses AS r WHERE r::text LIKE '%SUM(A1)%' OR r::text LIKE '%I hope%';
SELECT 'of nobody', count(*) FROM responses AS r WHERE NOT EXISTS (SELECT 1 FROM truth AS t
    WHERE t.may_leave AND t.told = {told} AND r.age = ANY(t.ages) AND r.language = ANY(t.languages));
SELECT 'more than there were', count(*) FROM
    (SELECT {told} AS told, count(*) AS n FROM responses AS r GROUP BY 1) AS a LEFT JOIN
    (SELECT told, count(*) AS m FROM truth WHERE may_leave GROUP BY 1) AS b USING (told)
    WHERE n > coalesce(m, 0);
SELECT 'different people', count(DISTINCT {told}) FROM responses AS r;
SELECT 'seen before', count(*) FROM responses JOIN public.seen USING (pseudonym);
SELECT 'may leave', count(*) FROM truth WHERE may_leave AND first_time;
SELECT 'may leave at all', count(*) FROM truth WHERE may_leave;
SELECT 'said smallest', said->>'smallest_class' FROM disclosure;
SELECT 'said classes', said->>'classes' FROM disclosure;
SELECT 'said uniques', said->>'uniques' FROM disclosure;
SELECT 'said suppressed', coalesce(said->>'suppressed', '-1') FROM disclosure;
SELECT 'said highest risk', said->'risk'->>'maximum' FROM disclosure;
SELECT 'said mean risk', said->'risk'->>'mean' FROM disclosure;
)";

// l of the least diverse class, as METHODS.md defines it; what is missing is no value.
constexpr std::string_view kDistinct = R"(
SELECT 'l', min(l) FROM (SELECT count(DISTINCT {sensitive}) AS l FROM responses
    WHERE {first} GROUP BY {classes}) AS c;
)";
constexpr std::string_view kEntropy = R"(
SELECT 'l', exp(min(h)) FROM (SELECT -sum(n / s * ln(n / s)) AS h FROM
    (SELECT {classes}, count(*)::float8 AS n, sum(count(*)) OVER (PARTITION BY {classes})::float8 AS s
     FROM responses WHERE {first} AND {sensitive} IS NOT NULL GROUP BY {classes}, {sensitive}) AS v
    GROUP BY {classes}) AS c;
)";

// Classes in which whoever was asked what only a sore low back is asked can be told from the
// others.
constexpr std::string_view kAsked = R"(
SELECT 'told by being asked', count(*) FROM (SELECT
    count(DISTINCT know_changes_missing IS NOT DISTINCT FROM 'not-asked') AS n
    FROM responses GROUP BY {classes}) AS c WHERE n > 1;
)";

using Answers = std::map<std::string, double>;

class SqlReader {
  public:
    SqlReader() {
        std::ignore = server_.query("CREATE TABLE public.seen (pseudonym text PRIMARY KEY);");
    }

    // Loads what was written, and what there was beside it.
    void load(const SimulatedStudy& study, std::size_t number) {
        schema_ = fmt::format("data_{}", number);
        const auto loaded =
            server_.psql("-v schema=" + schema_ + " -f load.sql", study.world.out());
        INFO(loaded.err);
        REQUIRE(loaded.code == 0);
        std::string sql =
            "CREATE TABLE truth (session text, device text, code text, started text, may_leave "
            "boolean, first_time boolean, told text, ages text[], languages text[]);\nINSERT INTO "
            "truth VALUES ";
        const char* between = "";
        for (const auto& one : study.sessions()) {
            sql += fmt::format("{}('{}', '{}', '{}', '{}', {}, {}, '{}', '{{{}}}', '{{{}}}')",
                               between, one.session, one.device, one.code, one.started,
                               one.may_leave, one.first_time, one.told, fmt::join(one.ages, ","),
                               fmt::join(one.languages, ","));
            between = ",\n";
        }
        sql +=
            ";\nCREATE TABLE ids AS SELECT session AS id FROM truth UNION SELECT device FROM truth "
            "UNION SELECT code FROM truth UNION SELECT started FROM truth";
        sql += fmt::format(";\nCREATE TABLE disclosure AS SELECT $json${}$json$::jsonb AS said;",
                           test::slurp(study.world.out() / "disclosure.json"));
        std::ignore = ask(sql);
        told_.clear();
        for (const std::string& column : study.told_columns())
            told_ += fmt::format(
                "{}coalesce({}::text, '-')", told_.empty() ? "" : " || '/' || ",
                study.for_public ? fmt::format("trim_scale(r.{})", column) : "r." + column);
        first_ = study.repeated ? "first_time" : "true";
        classes_ =
            ask("SELECT string_agg(format('%I, %I', name, name || '_missing'), ', ') FROM "
                "variables WHERE role = 'quasi-identifier';");
        classes_.pop_back();
    }

    [[nodiscard]] Answers answers(const SimulatedStudy& study) const {
        std::string questions(kQuestions);
        if (study.diverse) questions += study.diverse->kind == "distinct" ? kDistinct : kEntropy;
        if (study.by_part) questions += kAsked;
        const auto put = [&](const std::string& name, const std::string& words) {
            for (std::size_t at; (at = questions.find(name)) != std::string::npos;)
                questions.replace(at, name.size(), words);
        };
        put("{classes}", classes_);
        put("{first}", first_);
        put("{told}", told_);
        put("{sensitive}", study.diverse ? study.diverse->variable : "");
        std::istringstream lines(ask(questions));
        Answers out;
        for (std::string line; std::getline(lines, line);) {
            const auto bar = line.find('|');
            out[line.substr(0, bar)] = std::stod(line.substr(bar + 1));
        }
        return out;
    }

    [[nodiscard]] std::string ask(const std::string& sql) const {
        return server_.query("SET search_path TO " + schema_ + ";\n" + sql);
    }
    void remember() const {
        std::ignore = ask("INSERT INTO public.seen SELECT pseudonym FROM responses;");
    }
    void drop() const { std::ignore = ask("DROP SCHEMA " + schema_ + " CASCADE;"); }

  private:
    PostgresServer server_;
    std::string schema_ = "public", classes_, first_, told_;
};

void check(const SimulatedStudy& study, Answers found) {
    CHECK(found["rows"] > 0);
    CHECK(found["smallest"] >= study.k);
    if (study.diverse) CHECK(found["l"] >= study.diverse->l - 1e-6);
    for (const char* none :
         {"unexplained columns", "withheld columns", "ids", "parts of ids", "times", "words",
          "seen before", "uniques", "told by being asked", "of nobody", "more than there were"}) {
        CAPTURE(none);
        CHECK(found[none] == 0);
    }
    if (study.for_public) CHECK(found["items"] == 0);
    // What is looked for tells people apart, or nobody's answers would pass for another's.
    if (!study.for_public) CHECK(found["different people"] > found["rows"] * 0.8);
    // Nobody is in it who must not be, and no more are left out than the study allows.
    const double suppressed = found["may leave"] - found["counted"];
    if (found["said suppressed"] < 0)  // hidden, since it is small
        CHECK((suppressed > 0 && suppressed < 5));
    else
        CHECK(found["said suppressed"] == suppressed);
    CHECK(found["rows"] <= found["may leave at all"]);
    CHECK(suppressed <= std::floor(study.suppression * found["may leave"] + 1e-9));
    CHECK(found["smallest later"] >= study.k);
    // The report says what SQL counts.
    CHECK(found["said smallest"] == found["smallest"]);
    CHECK(found["said classes"] == found["classes"]);
    CHECK(found["said uniques"] == found["uniques"]);
    CHECK(found["said highest risk"] == Approx(1 / found["smallest"]));
    CHECK(found["said mean risk"] == Approx(found["classes"] / found["counted"]));
}

}  // namespace

TEST_CASE("SQL finds in simulated data sets every class at k, l held, and nobody's trace") {
    if (!PostgresServer::there_or_skip()) return;
    const std::size_t sets = test::long_form() ? 1000 : 8;
    SqlReader reader;
    std::size_t refused = 0, tables = 0;
    double rows = 0;
    for (std::size_t number = 0; number < sets; ++number) {
        SimulatedStudy study(number);
        CAPTURE(number, study.toml());
        study.fill();
        auto request = study.world.request(study.toml(), {"psql"});
        const auto result = study.world.run(request);
        if (!result) {
            // Where nothing is safe enough nothing is written, and of too few people no table.
            INFO(result.error().sentence());
            const bool too_few = result.error().cause == exporting::causes::too_few_sessions;
            CHECK((too_few || result.error().cause == exporting::causes::cannot_protect));
            CHECK_FALSE(std::filesystem::exists(study.world.out()));
            ++refused;
            continue;
        }
        // Of under two hundred people tables leave, and nobody's row.
        if (result->tables_only) {
            CHECK_FALSE(std::filesystem::exists(study.world.out() / "load.sql"));
            ++tables;
            continue;
        }
        reader.load(study, number);
        const Answers found = reader.answers(study);
        check(study, found);
        rows += found.at("rows");
        reader.remember();
        reader.drop();
    }
    CHECK(refused < sets / 2);
    CHECK(tables <= sets / 10);
    test::figure(
        fmt::format("{} data sets of {:.0f} rows, {} refused as not safe enough, {} of too few for "
                    "rows; classes under k, ids, words and columns that must not leave: 0",
                    sets - refused - tables, rows, refused, tables));
}

TEST_CASE("control: SQL sees a row with another patient's answers") {
    if (!PostgresServer::there_or_skip()) return;
    std::uint64_t number = 0;
    while (SimulatedStudy(number).for_public) ++number;
    SimulatedStudy study(number);
    study.fill();
    auto request = study.world.request(study.toml(), {"psql"});
    REQUIRE(study.world.run(request));
    SqlReader reader;
    reader.load(study, number);
    CHECK(reader.answers(study)["of nobody"] == 0);
    std::ignore = reader.ask(
        "UPDATE responses AS r SET worry = o.worry, worry_missing = o.worry_missing FROM "
        "(SELECT worry, worry_missing FROM responses ORDER BY pseudonym DESC LIMIT 1) AS o WHERE "
        "r.pseudonym IN (SELECT pseudonym FROM responses WHERE worry IS DISTINCT FROM o.worry "
        "ORDER BY pseudonym LIMIT 10);");
    CHECK(reader.answers(study)["of nobody"] > 5);
}

TEST_CASE("control: SQL sees a row that is alone, a code, an id and words that were left in") {
    if (!PostgresServer::there_or_skip()) return;
    SimulatedStudy study(1);
    study.fill();
    auto request = study.world.request(study.toml(), {"psql"});
    REQUIRE(study.world.run(request));
    SqlReader reader;
    reader.load(study, 1);
    std::ignore = reader.ask(
        "UPDATE responses SET language = NULL, language_missing = 'suppressed' WHERE pseudonym = "
        "(SELECT min(pseudonym) FROM responses);");
    CHECK(reader.answers(study)["smallest"] == 1);
    const auto& session = study.sessions().front();
    std::ignore = reader.ask(
        "ALTER TABLE responses ADD COLUMN a text, ADD COLUMN b text;\nUPDATE responses SET a = '" +
        session.code + "', b = 'of " + session.session + ", I hope';");
    Answers found = reader.answers(study);
    CHECK(found["unexplained columns"] == 2);
    CHECK(found["ids"] == found["rows"]);
    CHECK(found["parts of ids"] == 1);
    CHECK(found["words"] == found["rows"]);
}
