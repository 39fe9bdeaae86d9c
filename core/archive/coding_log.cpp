#include "archive/coding_log.h"

#include "archive/schema.h"
#include "crypto/wrap.h"
#include "database/settings.h"

namespace spine::archive {
namespace {

constexpr Roles kWhoCodes = Role::Clinician | Role::Researcher;
constexpr std::string_view kEnd = "coding-end";

Bytes line_context(const crypto::ClinicId& clinic, std::int64_t sequence) {
    ByteWriter place;
    place.bytes(clinic.view()).u64(static_cast<std::uint64_t>(sequence));
    return context("coding", place.view());
}

}  // namespace

// How many lines there are, sealed: cutting the last ones off shows.
struct CodingLog::End {
    std::int64_t count = 0;
    std::string beside;
};

Result<CodingLog::End> CodingLog::end() {
    const auto sealed = database::get_blob(archive_.database_, kEnd);
    if (!sealed) return fail(sealed.error());
    if (!*sealed) return End();
    const auto text = crypto::unwrap_text(archive_.open_->archive_key,
                                          context(kEnd, archive_.clinic_.view()), **sealed);
    if (!text) return damaged("coding");
    ByteReader in(*text);
    End out;
    out.count = static_cast<std::int64_t>(in.u64());
    out.beside = as_text(in.bytes(in.left()));
    if (!in.ok()) return damaged("coding");
    return out;
}

Status CodingLog::put_end(const End& end) {
    ByteWriter text;
    text.u64(static_cast<std::uint64_t>(end.count)).text(end.beside);
    return database::set_blob(
        archive_.database_, kEnd,
        crypto::wrap(archive_.open_->archive_key, context(kEnd, archive_.clinic_.view()),
                     text.view(), archive_.random_));
}

Result<CodingLog::Content> CodingLog::read() {
    if (auto may = archive_.require(kWhoCodes); !may) return fail(std::move(may));
    auto ends = end();
    if (!ends) return fail(std::move(ends));
    Content out;
    auto read = each_row(
        archive_.database_, "SELECT sequence, sealed FROM coding ORDER BY sequence", {},
        [&](const database::Statement& row) -> Status {
            const auto sequence = static_cast<std::int64_t>(out.lines.size()) + 1;
            const auto text = crypto::unwrap_text(
                archive_.open_->archive_key, line_context(archive_.clinic_, sequence), row.blob(1));
            if (row.integer(0) != sequence || !text) return damaged("coding");
            out.lines.emplace_back(as_text(*text));
            return {};
        });
    if (!read) return fail(std::move(read));
    if (static_cast<std::int64_t>(out.lines.size()) != ends->count) return damaged("coding");
    out.beside = std::move(ends->beside);
    return out;
}

Status CodingLog::append(std::span<const std::string> lines, std::string_view beside,
                         std::string_view what) {
    if (auto may = archive_.require(kWhoCodes); !may) return may;
    return archive_.transact([&]() -> Status {
        auto ends = end();
        if (!ends) return fail(std::move(ends));
        for (const std::string& line : lines) {
            const std::int64_t sequence = ++ends->count;
            const Bytes sealed =
                crypto::wrap(archive_.open_->archive_key, line_context(archive_.clinic_, sequence),
                             as_bytes(line), archive_.random_);
            if (auto kept =
                    archive_.database_.run("INSERT INTO coding VALUES (?, ?)", {sequence, sealed});
                !kept)
                return kept;
        }
        ends->beside = beside;
        if (auto put = put_end(*ends); !put) return put;
        return archive_.audit_append(what, {});
    });
}

Status CodingLog::note(std::string_view what) {
    if (auto may = archive_.require(kWhoCodes); !may) return may;
    return archive_.audit_write(what, {});
}

}  // namespace spine::archive
