// kioskctl inspect: what a sealed bundle shows to somebody who has no key at all.
#include <fmt/format.h>

#include "crypto/bundle.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/refusal.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

constexpr std::uint64_t kLargestFile = 64ULL << 20U;

Json as_json(const crypto::BundleOutline& outline) {
    const crypto::SessionHeader& header = outline.header;
    return {{"clinic", to_hex(header.clinic.view())},
            {"device", to_hex(header.device.view())},
            {"counter", header.counter},
            {"session", to_hex(header.session.view())},
            {"previous_head", to_hex(header.previous_head.view())},
            {"configuration", to_hex(header.configuration.view())},
            {"recipients",
             {to_hex(header.for_clinic.recipient.view()),
              to_hex(header.for_recovery.recipient.view())}},
            {"status", crypto::name_of(outline.head.status)},
            {"records", outline.head.records},
            {"record_bytes", crypto::kRecordSize},
            {"head_hash", to_hex(crypto::head_hash(outline.head_bytes).view())}};
}

Result<Report> inspect(Environment& environment, const std::string& file) {
    const auto content = environment.files.read(file, kLargestFile);
    if (!content) return tl::make_unexpected(content.error());
    // Before its length: another file is not a bundle that was cut off.
    if (!as_text(*content).starts_with(crypto::labels::header))
        return crypto::refuse(crypto::causes::not_this_format, file);
    auto outline = crypto::outline_bundle(*content);
    if (!outline) {
        outline.error().where = file;
        return fail(std::move(outline));
    }
    Report report{as_json(*outline), {}, true};
    for (const auto& [name, value] : report.json.items()) {
        report.text += fmt::format("{:<14} {}\n", name,
                                   value.is_string() ? value.get<std::string>() : value.dump());
    }
    report.text += "Nothing here was verified: 'kioskctl verify' checks signatures and chains.\n";
    return report;
}

}  // namespace

void add_inspect(CLI::App& app, Commands& commands) {
    const auto file = std::make_shared<std::string>();
    CLI::App& command =
        commands.add(app, "inspect", "Says what a sealed bundle shows without any key",
                     "kioskctl inspect store/CLINIC-ID/bundles/BUNDLE",
                     [file](Environment& environment) { return inspect(environment, *file); });
    add_option(command, "FILE", *file, "A bundle").required();
}

}  // namespace spine::tool
