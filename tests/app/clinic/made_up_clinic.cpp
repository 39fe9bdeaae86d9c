#include "made_up_clinic.h"

#include "archive/causes.h"

namespace spine::test {
namespace {

constexpr UnixMs kMorning = 1'795'510'680'000;

review::Point value(double of) {
    return {review::Mark::Value, of, static_cast<int>(of + 0.5), {}, 1, 1};
}

std::vector<review::ProfileRow> usual_profile() {
    const auto row = [](const char* domain, const char* title, double before, double after,
                        bool hope) {
        review::ProfileRow made;
        made.domain = domain;
        made.title = title;
        made.before = value(before);
        made.after = value(after);
        made.hope = hope;
        return made;
    };
    std::vector<review::ProfileRow> rows = {row("picture", "True picture", 75, 50, true),
                                            row("name", "A name for it", 75, 75, true),
                                            row("doors", "Opens doors", 50, 50, true),
                                            row("proof", "Proof", 100, 75, true),
                                            row("serious", "Taken seriously", 75, 50, true),
                                            row("calm", "Calm from a scan", 100, 50, true),
                                            row("worry", "Worry", 70, 40, false),
                                            row("knowledge", "Knowledge", 33, 67, false),
                                            row("importance", "Scan is important", 90, 70, false)};
    rows[1].named = rows[3].named = true;
    rows[4].after = {review::Mark::NotAnswered, 0, 0, {}, 0, 1};
    rows[6].raw = review::Raw{4, 10, false};
    rows[7].raw = review::Raw{2, 3, true};
    rows[8].raw = review::Raw{7, 10, false};
    return rows;
}

review::PatientPage complete_page() {
    review::PatientPage page;
    page.code = "131873";
    page.session = "aa";
    page.tablet = "Tablet 2";
    page.language_name = "English";
    page.age_band = "40 to 49";
    page.who_answered = "self";
    page.status = "complete";
    page.started = kMorning;
    page.ended = kMorning + 780'000;
    page.warning = {review::Warning::NoneTicked, {}, 2, 2};
    page.hopes = review::Mark::Value;
    page.headline = "Hopes the scan will prove the pain and give it a name";
    page.profile = usual_profile();
    page.pain_now = 6;
    page.pain_worst = 8;
    page.pain_codes = {"back.lower.left", "back.lower.right", "back.thigh.left", "back.calf.left"};
    page.pain_words = "Lower back, left thigh and calf at the back";
    page.duration = "over a year";
    page.own_words =
        "I have had this for two years. I want a picture so that my boss can see that it is not "
        "all "
        "in my head. And honestly I am afraid of ending up like my father, who could hardly walk.";
    page.questions = {"What can I do myself while I wait?",
                      "Why does my leg hurt when it is my back?"};
    page.words = page.asks = page.drawing = review::Mark::Value;
    page.teach_back = {
        review::Mark::Value, 2, 3, 0, {{"know.normal", "what a normal scan means", "True", false}}};
    page.guide = {
        {1, "Recognise",
         "It is hard to have pain that nobody else can see. I believe you, whatever a picture "
         "shows.",
         "Proof is 75 after reading", ""},
        {2, "Give it words",
         "Let me examine you first. Then we find words for what this is, and you tell me if they "
         "fit.",
         "A name for it stays at 75", ""},
        {3, "Ask", "Your worry eased while you read. What helped, and what is still on your mind?",
         "Worry 70, then 40", ""},
        {4, "Keep the promise",
         "You want to know what you can do while you wait. We get to that before you go.",
         "First question on their list", ""}};
    return page;
}

review::PatientPage stopped_page() {
    review::PatientPage page = complete_page();
    page.code = "371337";
    page.session = "bb";
    page.status = "interrupted";
    page.warning = {
        review::Warning::TierA,
        {{"New numbness between the legs", false, "a"}, {"Cannot start passing urine", true, "a"}},
        1,
        1};
    for (review::ProfileRow& row : page.profile) {
        row.after = {review::Mark::NotReached, 0, 0, {}, 0, 1};
        row.named = false;
    }
    page.own_words.clear();
    page.questions.clear();
    page.words = page.asks = review::Mark::NotReached;
    page.teach_back = {};
    page.guide = {{0, "First things first",
                   "Thank you for telling us. What you ticked matters, so I look at that before "
                   "anything else.",
                   "A stop-now sign is open", ""}};
    return page;
}

review::WorklistRow row_of(const review::PatientPage& page) {
    review::WorklistRow row;
    row.code = page.code;
    row.session = page.session;
    row.language_name = page.language_name;
    row.tablet = page.tablet;
    row.status = page.status;
    row.started = page.started;
    row.ended = page.ended;
    row.taken_over = page.taken_over;
    row.proxy = page.proxy;
    row.reviewed = page.reviewed;
    row.reviewed_by = page.reviewed_by;
    row.reviewed_at = page.reviewed_at;
    if (page.warning.kind == review::Warning::TierA) {
        row.tier = "a";
        row.signs = "Numbness between the legs";
        row.warning = review::Warning::TierA;
    } else {
        row.warning = review::Warning::NoneTicked;
        row.hopes_mark = review::Mark::Value;
        row.hopes = {{"proof", "Proof", "prove the pain", 75, false},
                     {"name", "A name for it", "give it a name", 75, false}};
        row.worry = 40;
    }
    return row;
}

}  // namespace

MadeUpClinic::MadeUpClinic() {
    pages_["aa"] = complete_page();
    pages_["bb"] = stopped_page();
    pages_["cc"] = complete_page();
    pages_["cc"].session = "cc";
    pages_["cc"].code = "186805";
    pages_["cc"].proxy = true;
}

Status MadeUpClinic::unlock(ByteView passphrase) {
    unlocked_ = as_text(passphrase) == "a right passphrase";
    if (unlocked_) return {};
    return fail(archive::causes::passphrase_wrong, "That did not open it.", "Try again.");
}

Status MadeUpClinic::answered(const std::string& attention) {
    std::erase_if(calls_, [&](const auto& call) { return call.id == attention; });
    return {};
}

Result<clinic::Worklist> MadeUpClinic::worklist() {
    if (!unlocked_) return fail("locked", "The archive is locked.", "Unlock it.");
    clinic::Worklist list;
    for (const auto& [session, page] : pages_) list.rows.push_back(row_of(page));
    list.received = {kMorning, 2, {}, 0, 3};
    return list;
}

Result<review::PatientPage> MadeUpClinic::open(const std::string& session) {
    if (!unlocked_) return fail("locked", "The archive is locked.", "Unlock it.");
    return pages_.at(session);
}

Status MadeUpClinic::mark_reviewed(const std::string& session, bool reviewed) {
    pages_.at(session).reviewed = reviewed;
    pages_.at(session).reviewed_by = reviewed ? "LH" : "";
    pages_.at(session).reviewed_at = kMorning;
    return {};
}

Status MadeUpClinic::take_over(const std::string& session) {
    pages_.at(session).taken_over = true;
    return {};
}

}  // namespace spine::test
