// A FHIR R4 Questionnaire as the kiosk asks it (https://hl7.org/fhir/R4/questionnaire.html).
//
// parse() (parser.h) makes one; afterwards it never changes and may be read from any thread.
// Names are FHIR's. What a kiosk without a server cannot honour is refused by parse() with the
// item and the reason, so that everything in here can be asked.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace spine::questionnaire {

// Text in the questionnaire's own language and its translations
// (http://hl7.org/fhir/StructureDefinition/translation).
struct Text {
    std::string original;
    std::map<std::string, std::string, std::less<>> translations;  // language -> text
    // The translation, else the original.
    [[nodiscard]] const std::string& in(std::string_view language) const;
    [[nodiscard]] bool empty() const { return original.empty() && translations.empty(); }
};

struct Coding {
    std::string system;  // may be empty
    std::string code;
    std::string display;
    // Codings are the same when system and code are (display is only for people). FHIR also allows
    // a coding of words alone: without a code the words are all there is to compare.
    friend bool operator==(const Coding& a, const Coding& b) {
        return a.system == b.system && a.code == b.code &&
               (!a.code.empty() || a.display == b.display);
    }
};

struct Quantity {
    double value = 0;
    std::string unit, system, code;
    friend bool operator==(const Quantity&, const Quantity&) = default;
};

// Dates and times stay as FHIR writes them ("2026-11", "2026-11-24", "09:58:00",
// "2026-11-24T09:58:00+01:00"); compare() in value.h orders them by the precision they share.
struct Date {
    std::string text;
    friend bool operator==(const Date&, const Date&) = default;
};
struct DateTime {
    std::string text;
    friend bool operator==(const DateTime&, const DateTime&) = default;
};
struct Time {
    std::string text;
    friend bool operator==(const Time&, const Time&) = default;
};

// One answer value. std::string serves string, text, url and the free text of an open-choice.
using Value =
    std::variant<bool, std::int64_t, double, Date, DateTime, Time, std::string, Coding, Quantity>;

enum class ItemType {
    Group,
    Display,
    Boolean,
    Decimal,
    Integer,
    Date,
    DateTime,
    Time,
    String,
    Text,
    Url,
    Choice,
    OpenChoice,
    Quantity
};

struct Option {
    Value value;
    Text display;
    std::string prefix;
    std::optional<double> ordinal;  // ordinalValue / itemWeight
    bool initially_selected = false;
    bool exclusive = false;  // questionnaire-optionExclusive: "none of these", "not sure"
};

// How a touch screen shows an item: questionnaire-itemControl, and this project's own controls
// (urn:spine-kiosk:control) for what FHIR has no name for.
enum class Control {
    Default,  // from type and repeats
    RadioButton,
    CheckBox,
    DropDown,
    Slider,
    Spinner,
    TextBox,
    Table,
    Page,
    Header,
    Footer,
    Help,
    AgreeScale,   // five labelled steps, no preset
    NumberScale,  // 0-10 with words at both ends
    BodyMap,      // front and back figure; options are body parts
    SignList,     // warning signs: two columns, none and not sure exclusive
    Consent,      // group of two cards side by side
    QuestionList  // prepared questions to take along
};

enum class Operator { Exists, Equal, NotEqual, Greater, Less, GreaterOrEqual, LessOrEqual };
enum class Behavior { All, Any };

struct EnableWhen {
    std::string question;  // linkId; parse() has checked that it exists
    Operator op = Operator::Equal;
    Value answer = false;
};

// What can be entered several times as a whole (a repeating group, or a repeating question that
// has questions under it) is laid out by parse() as plain items, so that a walk needs no notion
// of it: a Holder (a group) with the Entries in a row and between them a yes/no item, More, that
// switches the next entry on. linkIds of entry 2 end in "#2", of its More in "#2+". The response
// is written as FHIR wants it, several entries under one linkId and nothing of Holder and More.
enum class Entering { Once, Holder, Entry, More };

struct Item {
    std::string link_id;  // unique; equal to FHIR's but for entries, see Entering
    ItemType type = ItemType::Display;
    Entering entering = Entering::Once;
    std::string fhir_link_id;  // as the questionnaire has it; equal to link_id unless in an entry
    Text text, prefix;
    Text help;  // child display items with itemControl "help" or "flyover", taken in
    std::vector<Coding> codes;
    bool required = false, repeats = false, read_only = false, hidden = false;
    int min_occurs = 0;                         // 1 when required
    std::optional<int> max_occurs;              // only with repeats
    std::optional<int> min_length, max_length;  // Unicode code points
    std::optional<Value> min_value, max_value;
    std::optional<int> max_decimal_places;
    std::optional<double> slider_step;
    std::vector<Value> initial;
    std::vector<Option> options;  // answerOption, or the contained value set
    Control control = Control::Default;
    bool horizontal = false;             // choiceOrientation
    Text low_label, high_label;          // words at the ends of a scale
    std::string unit;                    // questionnaire-unit, as shown
    std::vector<Quantity> unit_options;  // units that a quantity may carry (value unused)
    std::vector<EnableWhen> enable_when;
    Behavior enable_behavior = Behavior::All;
    std::vector<Item> items;  // children: of a group, or under a question
    // This project's own extensions, url without "urn:spine-kiosk:" -> value as text; the session
    // reads "step", "explains", "may-decline", "tier", "icon" from here (kiosk-config/CONTENT.md).
    std::map<std::string, std::string, std::less<>> kiosk;
};

struct Questionnaire {
    std::string url, version, id, name, language;
    Text title;
    std::vector<std::string> languages;  // own language first, then each translation's
    std::vector<Item> items;
    std::string source;  // the JSON as read, byte for byte

    // Null if there is none. Pointers stay valid as long as the questionnaire is not moved.
    [[nodiscard]] const Item* find(std::string_view link_id) const;
};

}  // namespace spine::questionnaire
