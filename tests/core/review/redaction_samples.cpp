#include "redaction_samples.h"

namespace spine::test {

using enum review::RedactionKind;

// clang-format off
const std::vector<RedactionSample>& redaction_samples() {
    static const std::vector<RedactionSample> samples = {
        {"da", "Jeg håber, at overlæge Kirsten Vang kan se på min ryg. Mit CPR er 120385-1234.",
         {{Name, "overlæge Kirsten Vang"}, {Cpr, "120385-1234"}}},
        {"da", "Min kone Birgitte siger, at jeg skal have en MR-scanning.", {{Name, "Birgitte"}}},
        {"da", "Jeg arbejder hos Grundfos A/S i Bjerringbro og løfter hver dag.",
         {{Employer, "Grundfos A/S"}, {Place, "Bjerringbro"}}},
        {"da", "Blev opereret på Rigshospitalet den 3. marts 2021, men det hjalp ikke.",
         {{Employer, "Rigshospitalet"}, {Date, "3. marts 2021"}}},
        {"da", "Ring til mig på 20 45 67 89 eller skriv til per.holm@post.dk.",
         {{Number, "20 45 67 89"}, {Contact, "per.holm@post.dk"}}},
        {"da", "Jeg vil bare kunne gå ture igen og sove om natten. Smerten er 7 af 10.", {}},
        {"da", "Jeg tager Panodil 1000 mg 3 gange om dagen og har haft ondt i 6 uger.", {}},
        {"da", "Jeg bor Vestergade 12, 8000 Aarhus, og kan ikke komme op ad trappen.",
         {{Place, "Vestergade 12"}, {Place, "8000 Aarhus"}}},
        {"da", "Mette fra Odense Kommune sagde, at De ville ringe til Mette.",
         {{Name, "Mette"}, {Employer, "Odense Kommune"}, {Name, "Mette"}}},
        {"da", "Hedder det L5? Fysioterapeut Jonas mente, det var 4. og 5. lænd.", {{Name, "Jonas"}}},
        {"en", "My name is Olu Adeyemi and I was born on 14 May 1979.",
         {{Name, "Olu Adeyemi"}, {Date, "14 May 1979"}}},
        {"en", "Dr. Harriet Moss at Fairview Clinic told me I need an MRI.",
         {{Name, "Dr. Harriet Moss"}, {Employer, "Fairview Clinic"}}},
        {"en", "I drive a bus for Midtown Transit and I can't sit for long.", {{Employer, "Midtown Transit"}}},
        {"en", "I want to know if it will get better. I'm afraid of an operation on Monday.", {}},
        {"en", "Call me on +45 20 45 67 89, my son Kwame answers.",
         {{Number, "+45 20 45 67 89"}, {Name, "Kwame"}}},
        {"en", "It started on 2024-11-05 after I moved from Leeds.",
         {{Date, "2024-11-05"}, {Place, "Leeds"}}},
        {"en", "The page www.example.com/back says rest. Is that right?", {{Contact, "www.example.com/back"}}},
        {"en", "Pain is 8/10, two tablets of ibuprofen 400 mg, 3 weeks now.", {}},
        {"de", "Frau Dr. Lindner meinte, die Schmerzen kommen von der Arbeit.", {{Name, "Frau Dr. Lindner"}}},
        {"de", "Ich heiße Jörg und arbeite bei Nordbau GmbH in Flensburg.",
         {{Name, "Jörg"}, {Employer, "Nordbau GmbH"}, {Place, "Flensburg"}}},
        {"de", "Seit dem 3. März 2022 habe ich Schmerzen im Rücken und keine Kraft in den Beinen.",
         {{Date, "3. März 2022"}}},
        {"de", "Mein Mann sagt, ich soll zu Hause bleiben. In Ruhe wird es besser.", {}},
        {"de", "Ich wohne Lindenstraße 5 in 24937 Flensburg.",
         {{Place, "Lindenstraße 5"}, {Place, "24937 Flensburg"}}},
        {"de", "Die Therapeutin Anna Schmitt hat mir sehr geholfen.", {{Name, "Anna Schmitt"}}},
        {"pl", "Doktor Nowak ze szpitala w Poznaniu mówił, że to dysk.",
         {{Name, "Doktor Nowak"}, {Place, "Poznaniu"}}},
        {"pl", "Nazywam się Zbigniew Kos, urodzony 5 stycznia 1968.",
         {{Name, "Zbigniew Kos"}, {Date, "5 stycznia 1968"}}},
        {"pl", "Mój telefon to 601 234 567, proszę dzwonić po pracy.", {{Number, "601 234 567"}}},
        {"pl", "Chciałbym wrócić do pracy i spać bez bólu.", {}},
        {"pl", "Pracuję w firmie Drewpol i mieszkam na ul. Długa 5.",
         {{Employer, "Drewpol"}, {Place, "Długa 5"}}},
        {"tr", "Benim adım Ayşe Kaya ve Mehmet Bey bana yürümemi söyledi.",
         {{Name, "Ayşe Kaya"}, {Name, "Mehmet Bey"}}},
        {"tr", "Prof. Demir 12 Mart 2020 tarihinde beni ameliyat etti.",
         {{Name, "Prof. Demir"}, {Date, "12 Mart 2020"}}},
        {"tr", "Geceleri ağrıdan uyuyamıyorum, çok korkuyorum.", {}},
        {"tr", "Bir süre Konya'da yaşadım, sonra Bilkent Hastanesi dedi ki ağrı geçer.",
         {{Place, "Konya'da"}, {Employer, "Bilkent Hastanesi"}}},
        {"uk", "Мене звати Оксана Гнатюк, я живу у Львові.",
         {{Name, "Оксана Гнатюк"}, {Place, "Львові"}}},
        {"uk", "Лікар Петренко зробив знімок 7 лютого 2023 року.",
         {{Name, "Лікар Петренко"}, {Date, "7 лютого 2023"}}},
        {"uk", "Я хочу знати, чому болить нога, коли я сиджу.", {}},
        {"uk", "Моя дочка Марія каже, що треба до лікарні. Тел. 0671234567.",
         {{Name, "Марія"}, {Number, "0671234567"}}},
        {"ar", "اسمي سمير وأعمل في شركة النور منذ سنة.", {{Name, "سمير"}, {Employer, "النور"}}},
        {"ar", "قال الدكتور أحمد إن الألم سيزول بعد 6 أسابيع.", {{Name, "الدكتور أحمد"}}},
        {"ar", "أجريت العملية في مستشفى الشفاء في ٣ مارس ٢٠٢١ ورقمي ٢٠٤٥٦٧٨٩.",
         {{Employer, "مستشفى الشفاء"}, {Date, "٣ مارس ٢٠٢١"}, {Number, "٢٠٤٥٦٧٨٩"}}},
        {"ar", "أريد أن أعرف متى يمكنني العودة إلى المشي.", {}},
        // What it cannot see, so that the figure is an honest one.
        {"da", "Min bror peter er borgmester her i byen.", {{Name, "peter"}}},
        {"en", "Kwame drove me here.", {{Name, "Kwame"}}},
        {"de", "Meine Tochter hat mit Lea gesprochen.", {{Name, "Lea"}}},
        {"ar", "ابنتي ليلى تساعدني في البيت.", {{Name, "ليلى"}}},
    };
    return samples;
}
// clang-format on

}  // namespace spine::test
