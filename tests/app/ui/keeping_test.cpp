// Typed text, strings and tasks.
#include <catch2/catch.hpp>
#include <future>

#include "support/support.h"
#include "ui/strings.h"
#include "ui/tasks.h"
#include "ui/typed_text.h"
#include "ui/window.h"

using namespace spine;
using namespace spine::ui;

TEST_CASE("typed text counts characters, gives them back whole, and refuses what is too much") {
    TypedText text(4);
    for (const char32_t c : {U'a', U'ø', U'€', U'\U0001F600'}) CHECK(text.append(c));
    CHECK_FALSE(text.append(U'x'));
    CHECK(text.view() == "aø€\U0001F600");
    CHECK(text.length() == 4);
    text.backspace();
    text.backspace();
    CHECK(text.view() == "aø");
    CHECK_FALSE(text.assign("abcde"));
    CHECK(text.view() == "aø");
    text.clear();
    CHECK(text.empty());
    text.backspace();
    CHECK(text.view().empty());
}

TEST_CASE("what was typed is gone from memory after a backspace and after clearing") {
    TypedText text(16);
    CHECK(text.assign("secret"));
    const char* memory = text.view().data();
    text.backspace();
    CHECK(memory[5] == 0);
    text.clear();
    for (int i = 0; i < 6; ++i) CHECK(memory[i] == 0);
}

TEST_CASE("a word that one language lacks is refused at load, with file and key") {
    const test::TemporaryFolder folder;
    SystemFiles files;
    test::spit(folder / "en.toml", "[button]\nnext = \"Next\"\nback = \"Back\"\n");
    test::spit(folder / "da.toml", "[button]\nnext = \"Næste\"\n");
    const auto loaded = Strings::load(files, folder.path(), {"en", "da"}, {});
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().cause == spine::ui::causes::strings_incomplete);
    CHECK(loaded.error().happened.find("button.back") != std::string::npos);
    CHECK(loaded.error().where.find("da.toml") != std::string::npos);
    test::spit(folder / "da.toml", "[button]\nnext = \"Næste\"\nback = \"Tilbage\"\n");
    const std::vector<std::string_view> required{"button.next"};
    const auto whole = Strings::load(files, folder.path(), {"en", "da"}, required);
    REQUIRE(whole);
    CHECK(whole->get("da", "button.next") == "Næste");
    const std::vector<std::string_view> more{"button.stop"};
    CHECK_FALSE(Strings::load(files, folder.path(), {"en", "da"}, more));
    test::spit(folder / "da.toml", "[button\n");
    CHECK(Strings::load(files, folder.path(), {"en", "da"}, {}).error().cause ==
          spine::ui::causes::strings_malformed);
}

TEST_CASE("names in a text are filled in, and unknown ones stay visible") {
    CHECK(fill_in("{index} of {of}", {{"index", "9"}, {"of", "22"}}) == "9 of 22");
    CHECK(fill_in("{other} {", {{"index", "9"}}) == "{other} {");
}

TEST_CASE("a task's result arrives on the thread that delivers, and a cancelled one never") {
    std::promise<void> woken;
    int wakes = 0;
    Tasks tasks([&] {
        if (++wakes == 1) woken.set_value();
    });
    int got = 0;
    const auto handle = tasks.start([](TaskState&) { return 42; }, [&](int value) { got = value; });
    woken.get_future().wait();
    CHECK(got == 0);
    CHECK(tasks.deliver());
    CHECK(got == 42);
    CHECK(handle->finished());
    std::promise<void> may_end;
    std::promise<void> began;
    auto end = may_end.get_future();
    const auto cancelled = tasks.start(
        [&](TaskState& state) {
            began.set_value();
            end.wait();
            return state.cancelled();
        },
        [&](bool) { got = -1; });
    began.get_future().wait();
    cancelled->cancel();
    may_end.set_value();
    std::promise<void> after;
    tasks.start([&](TaskState&) { return after.set_value(), 0; }, [](int) {});
    after.get_future().wait();
    tasks.deliver();
    CHECK(got == 42);
}

TEST_CASE("a window size is two whole numbers") {
    CHECK(parse_window_size("1280x800")->w == 1280);
    for (const char* bad :
         {"", "1280", "1280x", "x800", "1280x800x2", "1280 x 800", "10x10", "-1280x800"}) {
        CHECK_FALSE(parse_window_size(bad));
    }
}
