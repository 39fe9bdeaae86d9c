#include "journal/status.h"

#include <nlohmann/json.hpp>

#include "journal/room.h"

namespace spine::journal {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxStatusFile = 65'536;

json time_or_null(const std::optional<UnixMs>& time) {
    return time ? json(to_rfc3339(*time)) : json(nullptr);
}

std::optional<UnixMs> time_in(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    return from_rfc3339(found->get_ref<const std::string&>());
}

std::uint64_t number_in(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

bool truth_in(const json& object, const char* name, bool otherwise = false) {
    const auto found = object.find(name);
    return found != object.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

std::string text_in(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

json part_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_object() ? *found : json::object();
}

}  // namespace

std::string to_json(const JournalStatus& status) {
    const Counters& counters = status.counters;
    const json chain = {{"sound", status.chain.sound},
                        {"checked", status.chain.checked},
                        {"cause", status.chain.cause},
                        {"counter", status.chain.counter},
                        {"last_head", status.last_head}};
    const json out = {{"written", to_rfc3339(status.written)},
                      {"waiting", status.waiting},
                      {"awaiting_receipt", status.awaiting_receipt},
                      {"kept", status.kept},
                      {"attention_waiting", status.attention_waiting},
                      {"last_sent", time_or_null(status.last_sent)},
                      {"last_receipt", time_or_null(status.last_receipt)},
                      {"disk_left", status.disk_left},
                      {"room", status.room},
                      {"failed", status.failed},
                      {"revoked", status.revoked},
                      {"chain", chain},
                      {"counters",
                       {{"sessions", counters.sessions},
                        {"interrupted", counters.interrupted},
                        {"withdrawn", counters.withdrawn},
                        {"receipts", counters.receipts},
                        {"wrong_heads", counters.wrong_heads},
                        {"deleted", counters.deleted}}}};
    return out.dump(2) + "\n";
}

Result<JournalStatus> status_from_json(std::string_view text) {
    const json in = json::parse(text, nullptr, false);
    if (!in.is_object()) {
        return fail(causes::status_unreadable, "The kiosk's status file cannot be read.",
                    "Start the kiosk once; it writes the file anew.");
    }
    const json chain = part_of(in, "chain");
    const json counters = part_of(in, "counters");
    JournalStatus status;
    status.written = time_in(in, "written").value_or(0);
    status.waiting = number_in(in, "waiting");
    status.awaiting_receipt = number_in(in, "awaiting_receipt");
    status.kept = number_in(in, "kept");
    status.attention_waiting = number_in(in, "attention_waiting");
    status.last_sent = time_in(in, "last_sent");
    status.last_receipt = time_in(in, "last_receipt");
    status.disk_left = number_in(in, "disk_left");
    status.room = truth_in(in, "room", true);
    status.failed = truth_in(in, "failed");
    status.revoked = truth_in(in, "revoked");
    status.chain = {truth_in(chain, "sound"), number_in(chain, "checked"), text_in(chain, "cause"),
                    number_in(chain, "counter")};
    status.last_head = text_in(chain, "last_head");
    status.counters = {number_in(counters, "sessions"),    number_in(counters, "interrupted"),
                       number_in(counters, "withdrawn"),   number_in(counters, "receipts"),
                       number_in(counters, "wrong_heads"), number_in(counters, "deleted")};
    return status;
}

Result<JournalStatus> read_status(Files& files, const std::filesystem::path& file) {
    const auto bytes = files.read(file, kMaxStatusFile);
    if (!bytes) return fail(bytes.error());
    auto status = status_from_json(as_text(*bytes));
    if (!status) {
        status.error().where = file.string();
        return status;
    }
    if (const auto left = files.free_space(file.parent_path()); left) {
        status->disk_left = *left;
        status->room = status->room && *left >= kRoomNeeded;
    }
    return status;
}

}  // namespace spine::journal
