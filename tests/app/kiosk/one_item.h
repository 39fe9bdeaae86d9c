// A tablet whose walk asks one question, "it", and then "end".
#pragma once

#include "touch_tablet.h"

namespace spine::test {

class OneItem {
  public:
    // `rest` are the members of one item besides its linkId, "it".
    explicit OneItem(std::string_view rest, std::string_view language = "en")
        : tablet(configuration_of_items(
              R"([{"linkId":"it",)" + std::string(rest) +
              R"(},{"linkId":"end","type":"boolean","text":"Was that all?"}])")) {
        tablet.tap("language:" + std::string(language));
    }
    // As it was sealed; empty when there is none.
    [[nodiscard]] std::string stored() const {
        const auto answers = tablet.keeper.told().answers;
        const auto found = answers.find("it");
        return found == answers.end() ? std::string() : found->second;
    }
    [[nodiscard]] bool shows(std::string_view words) const { return tablet.shows(words); }
    // The note that stands in the message slot.
    [[nodiscard]] bool says(std::string_view note) const {
        return shows(tablet.strings.get(tablet.desk.walk()->language(), note));
    }
    TouchTablet tablet;
};

// One of FHIR's own extensions: `value` is its member, such as R"("valueInteger":2)".
[[nodiscard]] inline std::string extension(std::string_view name, std::string_view value) {
    return R"({"url":"http://hl7.org/fhir/StructureDefinition/)" + std::string(name) + R"(",)" +
           std::string(value) + "}";
}

}  // namespace spine::test
