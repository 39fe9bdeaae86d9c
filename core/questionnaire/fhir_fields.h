// Reading FHIR's JSON without trusting it. Internal to the module.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "questionnaire/model.h"
#include "questionnaire/parser.h"

namespace spine::questionnaire {

// Keeps the first fault found. The parser goes on with harmless defaults after a fault and asks
// once at the end, which keeps the reading code free of error paths.
class Findings {
  public:
    // FHIR's own rules are broken. `happened` ends with a full stop.
    void malformed(std::string_view link_id, std::string happened);
    // Valid FHIR, but more than a kiosk without a server can do.
    void unsupported(std::string_view link_id, std::string happened);
    void report(Fault fault);
    [[nodiscard]] bool any() const { return first_.has_value(); }
    [[nodiscard]] Fault take() { return std::move(*first_); }

  private:
    std::optional<Fault> first_;
};

// One JSON object of the questionnaire. A field of the wrong JSON type is reported and counts as
// absent. The JSON, the linkId and the findings must outlive it.
class Fields {
  public:
    Fields(const nlohmann::json& object, std::string_view link_id, Findings& findings);

    [[nodiscard]] bool has(const char* name) const;
    [[nodiscard]] std::string text(const char* name) const;
    [[nodiscard]] bool flag(const char* name) const;
    [[nodiscard]] std::optional<std::int64_t> whole(const char* name) const;
    [[nodiscard]] std::optional<double> number(const char* name) const;
    // An object or an array of objects; null when absent.
    [[nodiscard]] const nlohmann::json* object(const char* name) const;
    [[nodiscard]] const nlohmann::json* array(const char* name) const;
    // The `extension` entries of a primitive's companion ("_text" of "text"); null if none.
    [[nodiscard]] const nlohmann::json* companion(const char* name) const;

    // The one value[x] under a prefix such as "value", "answer"; nothing when there is none. Two
    // of them, or a type that no answer can have, are reported.
    [[nodiscard]] std::optional<Value> value(const char* prefix) const;

    [[nodiscard]] Fields inside(const nlohmann::json& object) const;
    [[nodiscard]] const nlohmann::json& raw() const { return object_; }
    [[nodiscard]] std::string_view link_id() const { return link_id_; }
    [[nodiscard]] Findings& findings() const { return findings_; }
    void malformed(std::string happened) const {
        findings_.malformed(link_id_, std::move(happened));
    }
    void unsupported(std::string happened) const {
        findings_.unsupported(link_id_, std::move(happened));
    }

  private:
    const nlohmann::json& object_;
    std::string_view link_id_;
    Findings& findings_;
};

[[nodiscard]] Coding read_coding(const Fields& fields);
[[nodiscard]] Quantity read_quantity(const Fields& fields);

}  // namespace spine::questionnaire
