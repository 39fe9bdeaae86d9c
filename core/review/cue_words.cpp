#include "review/cue_words.h"

#include <algorithm>
#include <array>

namespace spine::review {
namespace {

using Word = std::u32string_view;

template <std::size_t n>
bool among(const std::array<Word, n>& words, Word word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t n>
bool ends_with_any(const std::array<Word, n>& endings, Word word) {
    return std::any_of(endings.begin(), endings.end(), [&](Word ending) {
        return word.size() > ending.size() && word.ends_with(ending);
    });
}

// clang-format off
constexpr auto kTitles = std::to_array<Word>({
    U"dr", U"doktor", U"doctor", U"prof", U"professor", U"overlæge", U"afdelingslæge", U"speciallæge",
    U"læge", U"lægen", U"sygeplejerske", U"fysioterapeut", U"kiropraktor", U"fru", U"hr", U"frøken",
    U"mr", U"mrs", U"ms", U"miss", U"nurse", U"physiotherapist", U"surgeon", U"sir",
    U"herr", U"herrn", U"frau", U"oberarzt", U"oberärztin", U"chefarzt", U"schwester", U"pfarrer",
    U"pan", U"pani", U"pana", U"panem", U"panią", U"lekarz", U"lekarka", U"doktora", U"profesor",
    U"doktorem", U"ordynator",
    U"bay", U"bayan", U"profesör", U"doç", U"uzm", U"op", U"sayın", U"hemşire",
    U"лікар", U"лікаря", U"лікарка", U"лікарки", U"доктор", U"доктора", U"професор", U"пан", U"пані", U"пана",
    U"الدكتور", U"الدكتورة", U"دكتور", U"دكتورة", U"د", U"السيد", U"السيدة", U"الأستاذ", U"الأستاذة",
    U"البروفيسور"});
constexpr auto kTitlesBehind = std::to_array<Word>({
    U"bey", U"beyin", U"beye", U"hanım", U"hanımın", U"hanıma", U"abla", U"abi", U"hoca"});
struct Introduction { Word before, word; };
constexpr auto kIntroductions = std::to_array<Introduction>({
    {U"jeg", U"hedder"}, {U"navn", U"er"}, {U"name", U"is"}, {U"", U"heiße"}, {U"", U"heisse"}, {U"name", U"ist"},
    {U"nazywam", U"się"}, {U"na", U"imię"}, {U"", U"adım"}, {U"", U"ismim"},
    {U"мене", U"звати"}, {U"", U"اسمي"}, {U"", U"إسمي"}});
constexpr auto kPlaceCues = std::to_array<Word>({
    U"i", U"fra", U"ved", U"til", U"nær", U"in", U"from", U"near", U"to", U"aus", U"nach", U"bei", U"w", U"we", U"z", U"ze",
    U"do", U"koło", U"pod", U"ul", U"al", U"вул", U"у", U"в", U"з", U"із", U"до", U"біля", U"під", U"مدينة", U"بلدة", U"قرية", U"شارع"});
constexpr auto kEmployerCues = std::to_array<Word>({
    U"på", U"hos", U"at", U"for", U"bei", U"beim", U"firma", U"firmaet", U"firmie", U"company", U"employer",
    U"на", U"фірмі", U"компанії", U"شركة"});
constexpr auto kOrganisations = std::to_array<Word>({
    U"a/s", U"aps", U"i/s", U"p/s", U"gmbh", U"ag", U"kg", U"ltd", U"inc", U"llc", U"plc", U"s.a", U"sp", U"holding",
    U"hospital", U"hospitalet", U"sygehus", U"kommune", U"region", U"klinik", U"skole", U"universitet",
    U"plejehjem", U"lægehus", U"rygcenter", U"clinic", U"university", U"school", U"council", U"practice",
    U"krankenhaus", U"klinikum", U"universität", U"grundschule", U"gymnasium",
    U"szpital", U"szpitalu", U"szpitala", U"przychodnia", U"przychodni", U"uniwersytet", U"urząd",
    U"hastanesi", U"hastanesinde", U"hastanesine", U"belediyesi", U"belediyesinde", U"üniversitesi", U"okulu", U"fabrikası",
    U"лікарня", U"лікарні", U"лікарню", U"клініка", U"клініці", U"університет", U"завод", U"заводі", U"школа",
    U"مستشفى", U"مستشفي", U"عيادة", U"شركة", U"جامعة", U"مدرسة", U"بلدية"});
constexpr auto kOrganisationEndings = std::to_array<Word>({
    U"hospital", U"hospitalet", U"sygehus", U"sygehuset", U"kommune", U"klinikken", U"krankenhaus", U"klinik",
    U"skole", U"skolen", U"skolan", U"plejehjem"});
constexpr auto kStreetEndings = std::to_array<Word>({
    U"gade", U"vej", U"vejen", U"stræde", U"allé", U"alle", U"plads", U"straße", U"strasse", U"weg", U"platz", U"gasse"});
constexpr auto kStreets = std::to_array<Word>({
    U"street", U"road", U"avenue", U"lane", U"drive", U"sokak", U"sokağı", U"caddesi", U"mahallesi", U"вулиця", U"вулиці", U"ulica", U"ulicy"});
constexpr auto kMonths = std::to_array<Word>({
    U"januar", U"februar", U"marts", U"april", U"maj", U"juni", U"juli", U"august", U"september", U"oktober",
    U"november", U"december", U"january", U"february", U"march", U"may", U"june", U"july", U"october",
    U"jan", U"feb", U"mar", U"apr", U"jun", U"jul", U"aug", U"sep", U"sept", U"okt", U"oct", U"nov", U"dec", U"dez",
    U"jänner", U"märz", U"mai", U"dezember",
    U"stycznia", U"lutego", U"marca", U"kwietnia", U"maja", U"czerwca", U"lipca", U"sierpnia", U"września",
    U"października", U"listopada", U"grudnia", U"styczeń", U"styczniu", U"luty", U"lutym", U"marcu", U"kwietniu",
    U"maju", U"czerwcu", U"lipcu", U"sierpniu", U"wrześniu", U"październiku", U"listopadzie", U"grudniu",
    U"ocak", U"şubat", U"mart", U"nisan", U"mayıs", U"haziran", U"temmuz", U"ağustos", U"eylül", U"ekim", U"kasım", U"aralık",
    U"січня", U"лютого", U"березня", U"квітня", U"травня", U"червня", U"липня", U"серпня", U"вересня", U"жовтня",
    U"листопада", U"грудня", U"січні", U"лютому", U"березні", U"квітні", U"травні", U"червні", U"липні", U"серпні",
    U"вересні", U"жовтні", U"листопаді", U"грудні",
    U"يناير", U"فبراير", U"مارس", U"أبريل", U"ابريل", U"مايو", U"يونيو", U"يوليو", U"أغسطس", U"اغسطس", U"سبتمبر",
    U"أكتوبر", U"اكتوبر", U"نوفمبر", U"ديسمبر", U"شباط", U"آذار", U"نيسان", U"أيار", U"حزيران", U"تموز", U"آب", U"أيلول"});
constexpr auto kOrdinary = std::to_array<Word>({
    U"i", U"i'm", U"i’m", U"i've", U"i’ve", U"i'd", U"i’d", U"i'll", U"i’ll", U"de", U"dem", U"deres", U"sie", U"ihnen", U"ihr", U"ihre",
    U"monday", U"tuesday", U"wednesday", U"thursday", U"friday", U"saturday", U"sunday", U"christmas", U"easter",
    U"english", U"danish", U"german", U"polish", U"turkish", U"ukrainian", U"arabic", U"god", U"ok", U"okay",
    U"mr", U"mri", U"ct", U"gp", U"tv", U"mr-scanning", U"mr-skanning", U"mrt", U"rtg", U"google", U"internet", U"facebook",
    U"panodil", U"pinod", U"pinex", U"ipren", U"ibumetin", U"ibuprofen", U"paracetamol", U"tramadol", U"morfin", U"gabapentin",
    U"voltaren", U"apap", U"ketonal", U"covid", U"corona", U"pilates", U"yoga", U"allah", U"bogu", U"boże", U"pana", U"państwa", U"ви", U"вам", U"вас"});
// Capitalised at the beginning of a sentence, before a name.
constexpr auto kFunctionWords = std::to_array<Word>({
    U"når", U"da", U"hvis", U"men", U"og", U"min", U"mit", U"mine", U"jeg", U"han", U"hun", U"det", U"den", U"der", U"så", U"efter",
    U"før", U"både", U"hos", U"fra", U"på", U"til", U"ved", U"med", U"ifølge", U"hverken", U"vil", U"kan", U"skal",
    U"the", U"my", U"when", U"if", U"but", U"and", U"he", U"she", U"it", U"we", U"they", U"since", U"after", U"before",
    U"because", U"at", U"in", U"on", U"for", U"from", U"with", U"will", U"can", U"does", U"did", U"is", U"last", U"a",
    U"moja", U"mój", U"gdy", U"kiedy", U"jeśli", U"ale", U"po", U"od", U"w", U"z", U"czy", U"mam", U"jestem", U"to", U"o", U"u",
    U"benim", U"ama", U"ve", U"bir", U"eğer", U"eşim", U"kızım", U"oğlum", U"annem", U"babam",
    U"коли", U"мій", U"моя", U"якщо", U"але", U"після", U"у", U"в", U"з", U"на", U"до", U"чи", U"я", U"це"});
constexpr auto kGermanNouns = std::to_array<Word>({
    U"hause", U"ruhe", U"bewegung", U"belastung", U"schmerzen", U"arbeit", U"behandlung", U"therapie", U"zukunft", U"rente",
    U"physiotherapie", U"krankengymnastik", U"operation", U"tagen", U"wochen", U"monaten", U"jahren", U"stunden", U"nacht",
    U"ordnung", U"rückenlage", U"kälte", U"regen", U"sport", U"gartenarbeit", U"aufstehen", U"sitzen", U"angst", U"sorge",
    U"bett", U"auto", U"stress", U"gefahr", U"urlaub", U"reha", U"rückenschmerzen", U"hoffnung", U"beinen", U"armen", U"teilen"});
constexpr auto kDomainEnds = std::to_array<Word>({
    U"dk", U"com", U"org", U"net", U"de", U"pl", U"tr", U"ua", U"eu", U"uk", U"info", U"se", U"no"});
// clang-format on

}  // namespace

bool is_title(Word word) {
    return among(kTitles, word);
}

bool is_title_behind(Word word) {
    return among(kTitlesBehind, word);
}

bool introduces_name(Word before, Word word) {
    return std::any_of(kIntroductions.begin(), kIntroductions.end(), [&](const auto& one) {
        return one.word == word && (one.before.empty() || one.before == before);
    });
}

bool is_place_cue(Word word) {
    return among(kPlaceCues, word);
}

bool is_employer_cue(Word word) {
    return among(kEmployerCues, word);
}

bool is_organisation(Word word) {
    return among(kOrganisations, word) || ends_with_any(kOrganisationEndings, word);
}

bool is_street(Word word) {
    return among(kStreets, word) || ends_with_any(kStreetEndings, word);
}

bool is_month(Word word) {
    return among(kMonths, word);
}

bool is_ordinary(Word word) {
    return among(kOrdinary, word) || is_month(word);
}

bool is_german_noun(Word word) {
    return among(kGermanNouns, word);
}

bool is_function_word(Word word) {
    return among(kFunctionWords, word);
}

bool is_domain_end(Word word) {
    return among(kDomainEnds, word);
}

}  // namespace spine::review
