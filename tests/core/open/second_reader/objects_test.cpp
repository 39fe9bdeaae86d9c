// Manifests, the other store objects and key files, read by ours and by a reader written from
// FORMAT.md alone: the same cause for each.
#include <algorithm>
#include <catch2/catch.hpp>

#include "agreement.h"
#include "crypto/constants.h"
#include "crypto/keyfile.h"
#include "crypto/seal.h"
#include "foreign_objects.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

namespace {

// Every byte changed, unsigned; every byte before the signature changed and signed anew; every
// length, both ways.
void sweep(Agreement& both, const ForeignObject& it) {
    const std::size_t base = both.add(it.kind, it.bytes);
    const Bytes& bytes = it.bytes;
    const unsigned values = long_form() ? 255 : 3;
    const auto signed_anew = [&](Bytes body) { return it.author->signed_bytes(std::move(body)); };
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (unsigned i = 0; i < values; ++i) {
            const unsigned add = 1 + (i * 255 / values + static_cast<unsigned>(at)) % 255;
            Bytes changed = with_byte(bytes, at, static_cast<std::uint8_t>(bytes[at] + add));
            both.variant(base, changed);
            if (at >= bytes.size() - kSignatureSize) continue;
            changed.resize(bytes.size() - kSignatureSize);
            both.variant(base, signed_anew(changed));
        }
    }
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const Bytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        both.variant(base, cut);
        if (size < bytes.size() - kSignatureSize) both.variant(base, signed_anew(cut));
    }
    Bytes longer(bytes.begin(), bytes.end() - kSignatureSize);
    for (int more = 0; more < 200; ++more) {
        longer.push_back(static_cast<std::uint8_t>(more));
        if (long_form() || more % 16 < 2) both.variant(base, signed_anew(longer));
    }
}

void sweep_key_file(Agreement& both, const ItemKind& kind, const Bytes& file) {
    const std::size_t base = both.add(kind, file);
    for (std::size_t at = 0; at < file.size(); ++at) {
        for (const unsigned add : {1, 2, 3, 64, 128, 255})
            both.variant(base, with_byte(file, at, static_cast<std::uint8_t>(file[at] + add)));
    }
    Bytes cut = file;
    cut.resize(600);
    for (std::size_t size = cut.size(); size > 0; --size) {
        cut.resize(size);
        both.variant(base, cut);
    }
    both.variant(base, {});
}

}  // namespace

TEST_CASE("store objects of every kind, changed, cut and signed anew, are read alike") {
    SampleClinic clinic;
    const ObjectAuthors authors(clinic);
    Agreement both(clinic);
    for (const ForeignObject& object : objects_of_every_kind(clinic, authors)) sweep(both, object);
    both.check({"accepted", "not-this-format", "version-unknown", "other-clinic", "size-wrong",
                "device-mismatch", "signature-wrong", "field-out-of-range", "not-a-recipient",
                "sealed-text-altered", "key-commitment-wrong"});
}

TEST_CASE("objects and manifests at the limits of their fields are read alike") {
    SampleClinic clinic;
    const ObjectAuthors authors(clinic);
    Agreement both(clinic);
    for (const ForeignObject& object : objects_at_the_limits(clinic, authors))
        both.add(object.kind, object.bytes);
    both.check({"accepted", "size-wrong", "field-out-of-range", "recovery-recipient-missing",
                "recipient-unusable"});
}

TEST_CASE("manifests changed, cut and signed anew are read alike") {
    SampleClinic clinic;
    const ObjectAuthors authors(clinic);
    Agreement both(clinic);
    sweep(both, sample_manifest(clinic, authors));
    both.check({"accepted", "not-this-format", "version-unknown", "other-clinic", "size-wrong",
                "signature-wrong", "field-out-of-range"});
}

TEST_CASE("sealed texts laid out in any way are read alike") {
    SampleClinic clinic;
    const ObjectAuthors authors(clinic);
    Agreement both(clinic);
    const std::vector<std::uint8_t> values = {0,  1,  2,  3,   4,   5,   8,  9,
                                              64, 65, 99, 100, 160, 161, 255};
    const auto sweep_text = [&](const WipedBytes& text, auto sealed) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            for (const std::uint8_t value : values) {
                Bytes changed(text.begin(), text.end());
                changed[at] = value;
                const ForeignObject object = sealed(clinic, authors, changed);
                both.add(object.kind, object.bytes);
            }
        }
    };
    sweep_text(encode(AttentionText{1'795'510'680'000, 2, "Tablet 2"}), sealed_attention);
    sweep_text(encode(MarkText{MarkKind::Undo,
                               7,
                               1'795'510'680'000,
                               clinic.device_id,
                               {},
                               hash(as_bytes("x")),
                               "taken by the nurse"}),
               sealed_mark);
    for (const MarkKind kind :
         {MarkKind::Release, MarkKind::Withhold, MarkKind::Redact, MarkKind::Keep}) {
        MarkText text;
        text.kind = kind;
        text.device = clinic.device_id;
        text.note = "read by the nurse";
        TextDecision decision{hash(as_bytes("x")), 1, 0, 0, 0, 0};
        if (kind == MarkKind::Release) decision.redactions_seen = 7;
        if (kind == MarkKind::Redact) decision.stands_for = 2;
        if (kind == MarkKind::Redact || kind == MarkKind::Keep) decision.to = 3;
        text.decision = decision;
        sweep_text(encode(text), sealed_mark);
    }
    both.check({"accepted", "field-out-of-range"});
}

TEST_CASE("key files, changed and cut, are read alike") {
    SampleClinic clinic;
    Agreement both(clinic);
    const WipedBytes clear =
        encode_key_file(KeyPurpose::Device, clinic.clinic, clinic.device.secret_key.view());
    sweep_key_file(both, {"key-file"}, {clear.begin(), clear.end()});
    const DeriveCost cheap{1, 8192};
    const Bytes locked =
        encode_key_file(KeyPurpose::Recovery, clinic.clinic, clinic.recovery.secret_key.view(),
                        as_bytes("grød"), cheap, clinic.random)
            .value();
    for (const char* passphrase : {"", "grød", "grod"})
        sweep_key_file(both, {"key-file", "", passphrase}, locked);
    both.check({"accepted", "not-this-format", "version-unknown", "size-wrong",
                "field-out-of-range", "key-file-altered", "passphrase-needed", "passphrase-wrong"});
}
