// The files of tests/vectors: each names what it expects, and each valid one is written again
// byte for byte.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "archive/ledger_entry.h"
#include "crypto/init.h"
#include "crypto/keyfile.h"
#include "crypto/ledger_part.h"
#include "crypto/manifest.h"
#include "crypto/objects.h"
#include "crypto/package.h"
#include "crypto/request.h"
#include "open/object_opening.h"
#include "open/session_opening.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;
using nlohmann::json;

namespace {

struct Keys {
    json all = json::parse(slurp(project() / "tests" / "vectors" / "keys.json"));
    SignSecretKey root = secret<SignSecretKey>("root");
    SignPublicKey root_public = public_of(root);
    SignPublicKey device = shown("device"), computer = shown("computer");
    ClinicId clinic = ClinicId::from_hex(all.at("clinic_id").get<std::string>()).value();

    template <typename Key>
    [[nodiscard]] Key secret(const std::string& name) const {
        return Key::copy_of(from_hex(all.at(name).at("secret").get<std::string>()).value());
    }
    [[nodiscard]] SignPublicKey shown(const std::string& name) const {
        return SignPublicKey::from_hex(all.at(name).at("public").get<std::string>()).value();
    }
};

// What reading one gives: the cause, or "accepted" and the bytes that it is written as again.
struct Outcome {
    std::string cause = "accepted";
    Bytes again;
    std::vector<std::string> payloads;
};

Outcome refused(const Fault& fault) {
    return {std::string(fault.cause.name()), {}, {}};
}

// `unsigned_again` with the signature that the bytes ended with.
Bytes with_signature_of(ByteView bytes, Bytes unsigned_again) {
    const ByteView signature = bytes.last(kSignatureSize);
    unsigned_again.insert(unsigned_again.end(), signature.begin(), signature.end());
    return unsigned_again;
}

Outcome read_bundle(const Keys& keys, ByteView bytes, const json& vector) {
    const auto verified = verify_bundle(bytes, keys.device, keys.clinic);
    if (!verified) return refused(verified.error());
    Outcome out;
    const auto outline = outline_bundle(bytes).value();
    out.again = make_bundle(
        with_signature_of(outline.header_bytes, encode_unsigned(outline.header)), outline.records,
        with_signature_of(outline.head_bytes, encode_unsigned(outline.head)));
    if (!vector.contains("opener")) return out;
    const opening::SessionOpener opener(keys.clinic,
                                        keys.secret<SealSecretKey>(vector.at("opener")));
    const auto opened = opener.open(*verified);
    if (!opened) return refused(opened.error());
    for (std::size_t i = 0; i < opened->size(); ++i) {
        const std::string payload(as_text(opened->payload(i)));
        if (payload != kFiller) out.payloads.push_back(payload);
    }
    return out;
}

template <typename T, typename Write>
Outcome read_as(const Result<T>& read, Write write) {
    return read ? Outcome{"accepted", write(*read), {}} : refused(read.error());
}

// The author's signature is kept; the root's is made anew, since its key is in keys.json.
Outcome read_object(const Keys& keys, ByteView bytes, const json& vector) {
    const std::string format = vector.at("format");
    const Signer computer(keys.secret<SignSecretKey>("computer"));
    const Signer device(keys.secret<SignSecretKey>("device"));
    if (format == "manifest")
        return read_as(verify_manifest(bytes, keys.root_public),
                       [&](const auto& it) { return make_manifest(it, keys.root).value(); });
    if (format == "admission")
        return read_as(verify_admission(bytes, keys.root_public),
                       [&](const auto& it) { return make_admission(it, keys.root).value(); });
    if (format == "revocation")
        return read_as(verify_revocation(bytes, keys.root_public),
                       [&](const auto& it) { return make_revocation(it, keys.root).value(); });
    if (format == "endorsement")
        return read_as(verify_endorsement(bytes, keys.root_public),
                       [&](const auto& it) { return make_endorsement(it, keys.root).value(); });
    if (format == "package")
        return read_as(verify_package(bytes),
                       [&](const auto& it) { return make_package(it, keys.root).value(); });
    if (format == "request")
        return read_as(verify_request(bytes), [&](const auto& it) {
            return make_request(it, it.role == Role::Kiosk ? device : computer).value();
        });
    if (format == "tombstone")
        return read_as(verify_tombstone(bytes, keys.computer, keys.clinic),
                       [&](const auto& it) { return make_tombstone(it, computer); });
    return read_as(verify_receipt(bytes, keys.computer, keys.clinic),
                   [&](const auto& it) { return make_receipt(it, computer); });
}

Outcome read_sealed(const Keys& keys, ByteView bytes, const json& vector) {
    const auto finish = [&](const auto& read, const auto& open) {
        if (!read) return refused(read.error());
        if (vector.contains("opener")) {
            const auto text = open(*read, keys.secret<SealSecretKey>(vector.at("opener")));
            if (!text) return refused(text.error());
        }
        return Outcome{"accepted", with_signature_of(bytes, encode_unsigned(*read)), {}};
    };
    if (vector.at("format") == "passed-key")
        return finish(verify_passed_key(bytes, keys.computer, keys.clinic),
                      opening::open_passed_key);
    if (vector.at("format") == "attention")
        return finish(verify_attention(bytes, keys.device, keys.clinic), opening::open_attention);
    return finish(verify_mark(bytes, keys.computer, keys.clinic), opening::open_mark);
}

// Its box is random: what it holds is written the same again.
Outcome read_ledger_part(const Keys& keys, ByteView bytes, const json& vector) {
    const auto part = verify_ledger_part(bytes, keys.computer, keys.clinic);
    if (!part) return refused(part.error());
    if (!vector.contains("opener")) return {"accepted", {bytes.begin(), bytes.end()}, {}};
    const auto opener = keys.secret<SealSecretKey>(vector.at("opener"));
    const auto text = opening::open_ledger_part(*part, opener);
    if (!text) return refused(text.error());
    const WipedBytes again = encode(*text);
    CHECK(decode_ledger_part_text(again) == *text);
    return {"accepted", {bytes.begin(), bytes.end()}, {}};
}

Outcome read_ledger_entry(ByteView bytes) {
    const auto head =
        archive::decode_ledger_head(bytes.first(std::min(bytes.size(), kLedgerPartContent)));
    if (!head || archive::whole_size(*head) != bytes.size() ||
        !archive::people_hold(head->entry, bytes.subspan(head->people_at)))
        return {std::string(archive::causes::ledger_malformed.name()), {}, {}};
    WipedBytes again = archive::encode_ledger_head(head->entry).value();
    archive::LedgerPeople people(head->entry, bytes.subspan(head->people_at));
    for (archive::LedgerPerson person; people.next(person);) archive::append(person, again);
    return {"accepted", {again.begin(), again.end()}, {}};
}

Outcome read_key_file(ByteView bytes, const json& vector) {
    const std::string passphrase = vector.value("passphrase", "");
    const bool recovery = bytes.size() == 136;
    const auto file = decode_key_file(
        bytes, recovery ? KeyPurpose::Recovery : KeyPurpose::Device,
        passphrase.empty() ? std::nullopt : std::optional<ByteView>(as_bytes(passphrase)));
    if (!file) return refused(file.error());
    // A wrapped secret gets a fresh nonce each time it is written, so only a file in clear is
    // written the same again.
    if (recovery) return {"accepted", {bytes.begin(), bytes.end()}, {}};
    const WipedBytes again = encode_key_file(file->purpose, file->clinic, file->secret.view());
    return {"accepted", {again.begin(), again.end()}, {}};
}

Outcome read_vector(const Keys& keys, ByteView bytes, const json& vector) {
    const std::string format = vector.at("format");
    if (format == "bundle") return read_bundle(keys, bytes, vector);
    if (format == "attention" || format == "mark" || format == "passed-key")
        return read_sealed(keys, bytes, vector);
    if (format == "key-file") return read_key_file(bytes, vector);
    if (format == "ledger-part") return read_ledger_part(keys, bytes, vector);
    if (format == "ledger-entry") return read_ledger_entry(bytes);
    return read_object(keys, bytes, vector);
}

Bytes bytes_of(const std::map<std::string, json>& all, const json& vector) {
    if (vector.contains("hex")) return from_hex(vector.at("hex").get<std::string>()).value();
    Bytes bytes = bytes_of(all, all.at(vector.at("base")));
    for (const json& run : vector.at("replace")) {
        const Bytes put = from_hex(run.at(1).get<std::string>()).value();
        std::copy(put.begin(), put.end(), bytes.begin() + run.at(0).get<std::ptrdiff_t>());
    }
    return bytes;
}

std::map<std::string, json> read_all() {
    std::map<std::string, json> all;
    for (const auto& entry : std::filesystem::directory_iterator(project() / "tests" / "vectors")) {
        if (entry.path().extension() == ".json" && entry.path().stem() != "keys")
            all[entry.path().stem().string()] = json::parse(slurp(entry.path()));
    }
    return all;
}

}  // namespace

TEST_CASE("every vector gives the cause it names, and every valid one is written the same") {
    REQUIRE(start());
    const Keys keys;
    const auto all = read_all();
    int negative = 0;
    for (const auto& [name, vector] : all) {
        INFO(name);
        const Bytes bytes = bytes_of(all, vector);
        const Outcome outcome = read_vector(keys, bytes, vector);
        CHECK(outcome.cause == vector.at("expect").get<std::string>());
        if (vector.at("expect") != "accepted") {
            ++negative;
            continue;
        }
        CHECK(outcome.again == bytes);
        CHECK(outcome.payloads == vector.value("payloads", std::vector<std::string>{}));
    }
    std::cout << all.size() << " vectors, " << negative << " of them negative\n";
    CHECK(all.size() >= 80);
    CHECK(negative * 3 >= static_cast<int>(all.size()) * 2);
}
