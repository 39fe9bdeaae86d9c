// A researcher's sitting at the coding of the made-up clinic's texts.
#pragma once

#include <string>

#include "coding/words.h"
#include "sitting.h"

namespace spine::test {

class Coding : public Sitting {
  public:
    explicit Coding(const std::string& language = "en") : Sitting(language) {
        data_.person_.name = "MK";
        // Texts as a clinician leaves them: the first with what may point at somebody taken out.
        for (const auto& one : std::vector(data_.texts_[0].proposals))
            decide(0, {clinic::TextDecision::Redact, one.from, one.to, one.kind});
        for (const std::size_t place : {0U, 2U, 6U}) decide(place, {clinic::TextDecision::Release});
        data_.person_.name = "LH";
    }
    void decide(std::size_t place, const clinic::TextDecision& decision) {
        REQUIRE(data_.decide(data_.texts_[place], decision));
    }
    // Alt and the number in its ring.
    void step(char32_t number) {
        screen_.key({ui::Key::Character, number, false, false, true});
        until([&] { return model().coding().board() != nullptr; });
        settle();
        clock_.advance_ms(400);
    }
    void begin(char32_t number) {
        unlock();
        go(U'3');
        until([&] { return model().texts().queue() != nullptr; });
        step(number);
    }
    void settle() {
        screen_.frames(2);
        until([&] { return model().settled(); });
        screen_.frames(2);
    }
    void does(const clinic::CodingWish& wish) { REQUIRE(data_.code(wish)); }
    void keys(std::u32string_view letters) {
        for (const char32_t one : letters) letter(one);
        settle();
    }
    void key(ui::Key key, bool shift = false) {
        screen_.key({key, 0, false, shift, false});
        settle();
    }
    // The place of these words in a text of the coding.
    [[nodiscard]] clinic::Span words_in(const clinic::CodedText& text,
                                        const std::string& words) const {
        const std::size_t at = text.text.find(words);
        INFO(words);
        REQUIRE(at != std::string::npos);
        const auto from = coding::code_points_in(text.text.substr(0, at)).value();
        return {from, from + coding::code_points_in(words).value()};
    }
    // The text that begins so.
    [[nodiscard]] const clinic::CodedText& text(std::string_view beginning) const {
        for (const clinic::CodedText& one : stored_->texts)
            if (one.text.starts_with(beginning)) return one;
        FAIL(beginning);
        return stored_->texts.front();
    }
    void look() { stored_ = data_.board(); }
    void show(const clinic::CodedText& text) {
        const std::string key = "coded:" + text.name;
        REQUIRE(screen_.tap(key));
        screen_.frames(2);
    }
    // The words of every unit under the theme of this letter, as they are stored.
    [[nodiscard]] std::vector<std::string> units(std::string_view letter) {
        look();
        std::vector<std::string> words;
        for (const clinic::CodedTheme& theme : stored_->themes)
            if (theme.letter == letter)
                for (const coding::Guid& id : theme.units)
                    words.push_back(stored_->words_of(stored_->state.units.at(id)));
        return words;
    }
    [[nodiscard]] const clinic::Model& model() const { return app_.model(); }

    std::shared_ptr<clinic::CodingBoard> stored_;
};

}  // namespace spine::test
