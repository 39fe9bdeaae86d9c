#include "tool/simulated_words.h"

#include <algorithm>
#include <array>

namespace spine::tool {
namespace {

constexpr std::array<std::string_view, 8> hopes_en{
    "I hope somebody can help me find out what I can do to sleep again.",
    "That somebody listens, and looks at the whole of me.",
    "I want to know if it is safe to lift my children.",
    "A plan that I can follow at home.",
    "To get back to my work in the nursery.",
    "I would like to know why it keeps coming back.",
    "To hear that it is not dangerous, if that is so.",
    "Less pain in the morning. Walking the dog without stopping."};
constexpr std::array<std::string_view, 8> hopes_da{
    "At nogen kan hjælpe mig med at finde ud af, hvad jeg kan gøre for at sove igen.",
    "At nogen lytter og ser på det hele.",
    "Jeg vil gerne vide, om jeg må løfte mine børn.",
    "En plan, som jeg kan følge derhjemme.",
    "At komme tilbage til mit arbejde i børnehaven.",
    "Jeg vil gerne vide, hvorfor det bliver ved med at komme igen.",
    "At høre, at det ikke er farligt, hvis det er sådan.",
    "Færre smerter om morgenen. At gå tur med hunden uden at stoppe."};
constexpr std::array<std::string_view, 4> questions_en{
    "Can I go on holiday by car?", "May I ride my bicycle?", "Is my mattress too soft?",
    "What do I tell my employer?"};
constexpr std::array<std::string_view, 4> questions_da{"Må jeg køre langt i bil på ferien?",
                                                       "Må jeg cykle?", "Er min madras for blød?",
                                                       "Hvad skal jeg sige til min chef?"};

constexpr std::array<std::string_view, 8> hopes_de{
    "Ich hoffe, dass mir jemand hilft, wieder schlafen zu können.",
    "Dass jemand zuhört und das Ganze sieht.",
    "Ich möchte wissen, ob ich meine Kinder heben darf.",
    "Einen Plan, an den ich mich zu Hause halten kann.",
    "Wieder in meinem Kindergarten arbeiten zu können.",
    "Ich möchte wissen, warum es immer wieder kommt.",
    "Zu hören, dass es nicht gefährlich ist, wenn es so ist.",
    "Weniger Schmerzen am Morgen. Mit dem Hund gehen, ohne stehen zu bleiben."};
constexpr std::array<std::string_view, 8> hopes_pl{
    "Mam nadzieję, że ktoś pomoże mi znowu spać.",
    "Żeby ktoś wysłuchał i spojrzał na całość.",
    "Chcę wiedzieć, czy mogę podnosić dzieci.",
    "Plan, którego mogę się trzymać w domu.",
    "Wrócić do pracy w przedszkolu.",
    "Chcę wiedzieć, dlaczego to ciągle wraca.",
    "Usłyszeć, że to nic groźnego, jeśli tak jest.",
    "Mniej bólu rano. Spacer z psem bez przystanków."};
constexpr std::array<std::string_view, 8> hopes_tr{
    "Birinin yeniden uyuyabilmem için bana yardım etmesini umuyorum.",
    "Birinin beni dinlemesini ve bütüne bakmasını.",
    "Çocuklarımı kaldırabilir miyim, bilmek istiyorum.",
    "Evde uyabileceğim bir plan.",
    "Anaokulundaki işime geri dönmek.",
    "Neden hep geri geldiğini bilmek istiyorum.",
    "Öyleyse, tehlikeli olmadığını duymak.",
    "Sabahları daha az ağrı. Durmadan köpeğimle yürümek."};
constexpr std::array<std::string_view, 8> hopes_uk{
    "Сподіваюся, хтось допоможе мені знову спати.",
    "Щоб хтось вислухав і побачив усе разом.",
    "Хочу знати, чи можна мені піднімати дітей.",
    "План, якого я зможу дотримуватися вдома.",
    "Повернутися до роботи в дитячому садку.",
    "Хочу знати, чому це щоразу повертається.",
    "Почути, що це не небезпечно, якщо це так.",
    "Менше болю вранці. Гуляти з собакою без зупинок."};
constexpr std::array<std::string_view, 8> hopes_ar{
    "آمل أن يساعدني أحد على النوم من جديد.", "أن يستمع إليّ أحد وينظر إلى حالتي كلها.",
    "أريد أن أعرف هل يمكنني حمل أطفالي.",    "خطة يمكنني اتباعها في البيت.",
    "أن أعود إلى عملي في الروضة.",           "أريد أن أعرف لماذا يعود الألم دائمًا.",
    "أن أسمع أنه ليس خطيرًا، إن كان كذلك.",   "ألم أقل في الصباح، والمشي مع كلبي دون توقف."};
constexpr std::array<std::string_view, 4> questions_de{
    "Kann ich mit dem Auto in den Urlaub fahren?", "Darf ich Rad fahren?",
    "Ist meine Matratze zu weich?", "Was sage ich meinem Chef?"};
constexpr std::array<std::string_view, 4> questions_pl{
    "Czy mogę jechać samochodem na urlop?", "Czy mogę jeździć na rowerze?",
    "Czy mój materac jest za miękki?", "Co mam powiedzieć szefowi?"};
constexpr std::array<std::string_view, 4> questions_tr{
    "Tatile arabayla gidebilir miyim?", "Bisiklete binebilir miyim?", "Yatağım çok mu yumuşak?",
    "İşverenime ne söyleyeyim?"};
constexpr std::array<std::string_view, 4> questions_uk{
    "Чи можна мені їхати у відпустку машиною?", "Чи можна мені їздити на велосипеді?",
    "Чи не занадто м’який мій матрац?", "Що мені сказати роботодавцю?"};
constexpr std::array<std::string_view, 4> questions_ar{
    "هل يمكنني السفر بالسيارة في العطلة؟", "هل يمكنني ركوب الدراجة؟",
    "هل فراشي لين أكثر من اللازم؟", "ماذا أقول لرب العمل؟"};

struct Words {
    std::string_view language;
    std::span<const std::string_view> hopes, questions;
};
constexpr std::array<Words, 7> spoken{{{"en", hopes_en, questions_en},
                                       {"da", hopes_da, questions_da},
                                       {"de", hopes_de, questions_de},
                                       {"pl", hopes_pl, questions_pl},
                                       {"tr", hopes_tr, questions_tr},
                                       {"uk", hopes_uk, questions_uk},
                                       {"ar", hopes_ar, questions_ar}}};

const Words& words_of(std::string_view language) {
    const auto found = std::find_if(spoken.begin(), spoken.end(),
                                    [&](const Words& words) { return words.language == language; });
    return found == spoken.end() ? spoken.front() : *found;
}

}  // namespace

std::span<const std::string_view> hopes_in(std::string_view language) {
    return words_of(language).hopes;
}

std::span<const std::string_view> questions_in(std::string_view language) {
    return words_of(language).questions;
}

}  // namespace spine::tool
