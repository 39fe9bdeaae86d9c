#include "agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <sstream>

namespace spine::test {

namespace fs = std::filesystem;

namespace {

template <typename Pair>
std::string keys_of(const std::string& name, const Pair& pair) {
    return fmt::format(R"("{}":{{"public":"{}","secret":"{}"}})", name, pair.public_key.hex(),
                       to_hex(pair.secret_key.view()));
}

std::string keys_of(const SampleClinic& clinic) {
    return fmt::format(R"({{"clinic_id":"{}",{},{},{},{},{},{}}})", clinic.clinic.hex(),
                       keys_of("root", clinic.root), keys_of("device", clinic.device),
                       keys_of("computer", clinic.computer), keys_of("clinic", clinic.clinic_key),
                       keys_of("recovery", clinic.recovery),
                       keys_of("attention", clinic.attention));
}

std::size_t alike(auto first, auto last, auto other, auto other_last) {
    return static_cast<std::size_t>(std::mismatch(first, last, other, other_last).first - first);
}

// What to do to `base` so that it becomes `bytes`, as read.py takes it.
std::string difference(const Bytes& base, const Bytes& bytes) {
    const std::size_t before = alike(base.begin(), base.end(), bytes.begin(), bytes.end());
    const ByteView view(bytes);
    if (base.size() != bytes.size())
        return fmt::format(R"("cut":{},"more":"{}")", before, to_hex(view.subspan(before)));
    const std::size_t behind = std::min(
        bytes.size() - before, alike(base.rbegin(), base.rend(), bytes.rbegin(), bytes.rend()));
    return fmt::format(R"("put":[[{},"{}"]])", before,
                       to_hex(view.subspan(before, bytes.size() - before - behind)));
}

}  // namespace

std::vector<std::string> second_reader(const std::string& words) {
    const TemporaryFolder folder;
    const fs::path script = project() / "tests/core/open/second_reader/read.py";
    const std::string line =
        fmt::format(R"(/usr/bin/python3 "{}" {} >"{}" 2>"{}")", script.string(), words,
                    (folder / "out").string(), (folder / "err").string());
    const int status = std::system(line.c_str());  // NOLINT(cert-env33-c): a script of ours
    INFO(slurp(folder / "err"));
    REQUIRE(status == 0);
    std::istringstream out(slurp(folder / "out"));
    std::vector<std::string> lines;
    for (std::string one; std::getline(out, one);) lines.push_back(one);
    return lines;
}

void Agreement::say(std::string item, ByteView bytes, const ItemKind& kind) {
    items_.push_back(std::move(item));
    ours_.push_back(our_line(clinic_, bytes, kind));
}

std::size_t Agreement::add(const ItemKind& kind, const Bytes& bytes) {
    const std::size_t number = items_.size();
    say(fmt::format(R"({{"format":"{}","opener":"{}","passphrase":"{}","hex":"{}"}})", kind.format,
                    kind.opener, kind.passphrase, to_hex(bytes)),
        bytes, kind);
    wholes_.emplace(number, Whole{kind, bytes});
    return number;
}

void Agreement::variant(std::size_t of, const Bytes& bytes) {
    const Whole& base = wholes_.at(of);
    say(fmt::format(R"({{"base":{},{}}})", of, difference(base.bytes, bytes)), bytes, base.kind);
}

Agreement::Outcome Agreement::ask(const SampleClinic& known) const {
    const TemporaryFolder folder;
    spit(folder / "keys.json", keys_of(known));
    std::string all;
    for (const std::string& item : items_) all += item + "\n";
    spit(folder / "items", all);
    const auto theirs = second_reader(fmt::format(
        R"(items "{}" "{}")", (folder / "keys.json").string(), (folder / "items").string()));
    REQUIRE(theirs.size() == items_.size());
    Outcome outcome{items_.size()};
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (theirs[i] == ours_[i]) continue;
        if (outcome.differing++ == 0)
            outcome.first = fmt::format(R"(item {} {}: ours "{}", the second reader "{}")", i,
                                        items_[i].substr(0, 300), ours_[i], theirs[i]);
    }
    return outcome;
}

void Agreement::check(const std::set<std::string>& causes) const {
    const Outcome outcome = ask(clinic_);
    INFO(outcome.first);
    CHECK(outcome.differing == 0);
    std::set<std::string> given;
    for (const std::string& line : ours_) given.insert(line.substr(0, line.find(' ')));
    for (const std::string& cause : causes) {
        INFO(cause);
        CHECK(given.contains(cause));
    }
    test::figure(
        fmt::format("{} items read alike, {} different answers", outcome.items, given.size()));
}

}  // namespace spine::test
