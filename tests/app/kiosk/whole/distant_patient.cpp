#include "distant_patient.h"

#include <catch2/catch.hpp>

namespace spine::test {
namespace {

constexpr int kMostMovements = 400;

// The shell stands aside: the process is the kiosk's own. Core files as large as they may be.
Arguments in_folder(const std::string& program, const std::filesystem::path& kiosk,
                    const std::filesystem::path& working) {
    return {"/bin/sh",
            "-c",
            R"sh(cd "$1" && ulimit -c "$(ulimit -H -c)" && exec "$2" "$3" 2>standard-error.log)sh",
            "kiosk",
            working.string(),
            program,
            kiosk.string()};
}

std::vector<std::string> letters_of(const std::string& language) {
    if (language == "da") return {"a", "e", "k", "r", "t", "v", "z", "æ", "ø", "å"};
    return {"a", "e", "i", "k", "q", "r", "t", "v", "x", "z"};
}

}  // namespace

DistantPatient::DistantPatient(const std::string& program, const std::filesystem::path& kiosk,
                               const std::filesystem::path& working, Random& random)
    : child_(in_folder(program, kiosk, working)), random_(random) {
    look_around();
}

void DistantPatient::look_around() {
    targets_.clear();
    welcome_ = false;
    while (const auto line = child_.line()) {
        if (*line == "ready") return;
        if (*line == "welcome") welcome_ = true;
        if (line->starts_with("target ")) targets_.insert(line->substr(7));
        if (line->starts_with("code ")) code_ = line->substr(5);
        if (*line == "no such target") FAIL("a target that stood on the screen is not there");
    }
    FAIL("the kiosk has ended");
}

void DistantPatient::order(const std::string& command) {
    child_.say(command);
    look_around();
}

std::string DistantPatient::new_words() {
    const auto letters = letters_of(language_);
    std::string words;
    for (int i = 0; i < 24; ++i)
        words += letters[random_.below(static_cast<std::uint32_t>(letters.size()))];
    return words;
}

// As a patient who has something to say: after a pause it is an answer.
void DistantPatient::write() {
    const std::string words = new_words();
    words_.push_back(words);
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t size = static_cast<unsigned char>(words[at]) < 0x80 ? 1 : 2;
        tap("key:" + words.substr(at, size));
        at += size;
    }
    order("pass 2100");
    order("pass 300");
}

// What calls for staff is not chosen: nobody is there to let this patient go on. Empty: nothing of
// this item can be tapped.
std::string DistantPatient::choose(const std::string& item) {
    const std::string rows = "answer:" + item + ":";
    if (has(rows + "none")) return "none";
    if (item == "consent.care") return "yes";
    std::vector<std::string> values;
    for (const std::string& key : targets_)
        if (key.starts_with(rows) && key != rows + "other")
            values.push_back(key.substr(rows.size()));
    if (values.empty()) return {};
    return values[random_.below(static_cast<std::uint32_t>(values.size()))];
}

bool DistantPatient::answer_something() {
    for (const std::string& key : targets_) {
        if (!key.starts_with("answer:")) continue;
        const std::string item = key.substr(7, key.find(':', 7) - 7);
        if (!given_.insert(item).second) continue;
        const std::string value = choose(item);
        if (value.empty()) continue;
        answers_.emplace_back(item, value);
        tap(std::string("answer:").append(item).append(":").append(value));
        return true;
    }
    return false;
}

void DistantPatient::go_on() {
    if (has("own-question") && given_.insert("own-question").second) {
        tap("own-question");
        write();
    } else if (has("key:a") && given_.insert("the words of this screen").second) {
        write();
    } else {
        given_.erase("the words of this screen");
        tap(has("finished") ? "finished" : "next");
    }
}

void DistantPatient::walk(const std::string& language) {
    language_ = language;
    code_.clear();
    given_.clear();
    words_.clear();
    answers_.clear();
    REQUIRE(welcome_);
    tap("language:" + language);
    for (int i = 0; !welcome_; ++i) {
        REQUIRE(i < kMostMovements);
        if (!answer_something()) go_on();
    }
    CHECK(code_.size() >= 6);
    CHECK_FALSE(words_.empty());
}

}  // namespace spine::test
