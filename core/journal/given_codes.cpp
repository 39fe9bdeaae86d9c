#include <charconv>

#include "journal/recorder.h"

namespace spine::journal {
namespace {

std::size_t middles(CodeLength length) {
    return length == CodeLength::Six ? 10'000 : 100'000;
}

// The random digits between the allotted ones and the check digit.
std::size_t middle_of(CodeLength length, std::string_view code) {
    const std::string_view digits =
        length == CodeLength::Six ? code.substr(1, 4) : code.substr(2, 5);
    std::size_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

}  // namespace

GivenCodes::GivenCodes(CodeLength length) : length_(length), bits_((middles(length) + 7) / 8) {}

bool GivenCodes::take(std::string_view code) {
    const std::size_t middle = middle_of(length_, code);
    std::uint8_t& byte = bits_.writable()[middle / 8];
    const auto bit = static_cast<std::uint8_t>(1U << (middle % 8));
    if ((byte & bit) != 0) return false;
    if (++given_ > middles(length_) * 9 / 10) {
        crypto::wipe(bits_.writable());
        given_ = 1;
    }
    byte = static_cast<std::uint8_t>(byte | bit);
    return true;
}

}  // namespace spine::journal
