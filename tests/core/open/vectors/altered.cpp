#include "crypto/constants.h"
#include "vector_set.h"

namespace spine::test {

using namespace crypto;

void add_altered(const std::string& name, const Bytes& bytes, const Altered& causes, Vectors& to) {
    const auto add = [&](const char* what, const char* about, const char* cause, Bytes content) {
        to.push_back({name + "-" + what, name, about, std::move(content), cause, ""});
    };
    const auto flipped = [&](std::size_t at) {
        return with_byte(bytes, at, static_cast<std::uint8_t>(bytes.at(at) ^ 1U));
    };
    add("label", "One bit changed in the label.", "not-this-format", flipped(0));
    add("clinic", "One bit changed in the clinic id.", causes.clinic, flipped(16));
    add("version", "One bit changed in the version.", "version-unknown", flipped(32));
    add("first-field", "One bit changed in the first field.", causes.first_field, flipped(34));
    add("last-field", "One bit changed right before the signature.", "signature-wrong",
        flipped(bytes.size() - kSignatureSize - 1));
    add("signature", "One bit changed in the signature.", "signature-wrong",
        flipped(bytes.size() - 1));
    Bytes cut = bytes;
    cut.pop_back();
    add("cut", "The last byte is missing.", causes.length, std::move(cut));
    Bytes longer = bytes;
    longer.push_back(0);
    add("longer", "A byte more.", causes.length, std::move(longer));
}

void add_too_long(const std::string& name, const Bytes& bytes, const Signer& signer, Vectors& to) {
    Bytes body(bytes.begin(), bytes.end() - kSignatureSize);
    body.push_back(0);
    to.push_back({name + "-field-too-many", name, "Signed, with a byte too many.",
                  signer.signed_bytes(std::move(body)), "size-wrong", ""});
}

}  // namespace spine::test
