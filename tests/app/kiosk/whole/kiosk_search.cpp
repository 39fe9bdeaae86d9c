// Searches any tablet's folder for what must not be there, for whoever wants to see for themselves:
//
//     kiosk_search KIOSK --answers answers.ndjson --text 'what I typed' --code 131873
//
// Looks at every file but the signed configuration, and with --store STORE at the whole store but
// for what is published in it: typed text, option codes, answers, pickup codes
// in every form of support/byte_search.h; and tries every 32 bytes as key of the sessions that lie
// there and as the secret of those to whom they are sealed. Exit 1 if anything is found.
#include <CLI/CLI.hpp>
#include <iostream>
#include <limits>

#include "crypto/init.h"
#include "stolen_tablet.h"

namespace {

using namespace spine;

struct Arguments {
    std::string kiosk, answers, store;
    std::vector<std::string> texts, codes;
    bool quick = false;
};

Result<test::ByteSearch> needles(const Arguments& arguments) {
    test::ByteSearch search;
    if (auto added = test::add_questionnaires(search, arguments.kiosk); !added)
        return fail(std::move(added));
    if (!arguments.answers.empty()) {
        if (auto added = test::add_answers(search, arguments.answers); !added)
            return fail(std::move(added));
    }
    for (const std::string& text : arguments.texts) search.add_text(text);
    for (const std::string& code : arguments.codes) search.add_code(code);
    return search;
}

int run(const Arguments& arguments) {
    const auto say = [](const Fault& fault) {
        std::cerr << "kiosk_search: " << fault.sentence() << '\n';
        return 2;
    };
    if (auto started = crypto::start(); !started) return say(started.error());
    const auto search = needles(arguments);
    if (!search) return say(search.error());
    auto tablet = test::StolenTablet::read(arguments.kiosk);
    if (!tablet) return say(tablet.error());
    if (!arguments.store.empty()) {
        if (auto added = tablet->add_store(arguments.store); !added) return say(added.error());
    }
    const auto found = tablet->found(*search);
    for (const std::string& what : found) std::cout << what << '\n';
    constexpr std::size_t some = 65'536;
    const test::KeyHunt hunt =
        tablet->hunt(arguments.quick ? some : std::numeric_limits<std::size_t>::max());
    for (const std::string& key : hunt.found()) std::cout << "a key: " << key << '\n';
    std::cout << tablet->files().size() << " files, " << tablet->bytes() << " bytes, "
              << tablet->headers().size() << " sessions; " << hunt.tried() << " windows tried; "
              << found.size() + hunt.found().size() << " found\n";
    return found.empty() && hunt.found().empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App command("Searches a tablet's folder for answers, codes and keys");
    Arguments arguments;
    command.add_option("KIOSK", arguments.kiosk, "The tablet's folder")->required();
    command.add_option("--answers", arguments.answers, "answers.ndjson of kioskctl demo");
    command.add_option("--store", arguments.store, "The store that it sends to, a folder");
    command.add_option("--text", arguments.texts, "What was typed at the tablet, 8 bytes or more");
    command.add_option("--code", arguments.codes, "A pickup code that it gave");
    command.add_flag("--quick", arguments.quick, "Every 61st window of files over 64 KiB");
    CLI11_PARSE(command, argc, argv);
    return run(arguments);
}
