// The files of tests/vectors are what is written here, byte for byte: whoever changes how a format
// is written sees it in this test. With SPINE_WRITE_VECTORS set it writes the files instead of
// comparing; do so only to add some, since later versions must go on reading the old ones.
//
// The same bytes come every time: keys and nonces are drawn from a fixed seed, and so is
// libsodium's own randomness, which its sealed boxes use. That is why this is a program of its
// own: the source must be set before the library starts.
#include <sodium.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "vector_set.h"

namespace {

using Json = nlohmann::ordered_json;
using namespace spine;
using namespace spine::test;
namespace fs = std::filesystem;

// libsodium asks through plain functions, so its source has to live at file scope here.
SeededRandom& library_source() {
    static SeededRandom source(2);
    return source;
}

void repeat_library_randomness() {
    static randombytes_implementation repeatable = {
        [] { return "repeatable"; },
        [] { return ByteReader(library_source().bytes<4>()).u32(); },
        nullptr,
        nullptr,
        [](void* out, std::size_t size) {
            library_source().fill({static_cast<std::uint8_t*>(out), size});
        },
        nullptr};
    randombytes_set_implementation(&repeatable);
}

// The runs in which `bytes` differ from `base`, each as [offset, hex].
Json differences(const Bytes& base, const Bytes& bytes) {
    Json runs = Json::array();
    for (std::size_t at = 0; at < bytes.size();) {
        if (base[at] == bytes[at]) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < bytes.size() && base[end] != bytes[end]) ++end;
        runs.push_back({at, to_hex(ByteView(bytes).subspan(at, end - at))});
        at = end;
    }
    return runs;
}

Json content(const Vector& vector, const Vectors& all) {
    Json out = {{"about", vector.about}, {"format", vector.format}, {"expect", vector.expect}};
    if (!vector.opener.empty()) out["opener"] = vector.opener;
    if (!vector.passphrase.empty()) out["passphrase"] = vector.passphrase;
    if (vector.format == "bundle" && vector.expect == "accepted") out["payloads"] = vector.payloads;
    const auto base = std::find_if(all.begin(), all.end(),
                                   [&](const Vector& v) { return v.name == vector.base; });
    if (base == all.end()) {
        out["hex"] = to_hex(vector.bytes);
    } else {
        out["base"] = vector.base;
        out["replace"] = differences(base->bytes, vector.bytes);
    }
    return out;
}

template <typename Pair>
Json keys_of(const Pair& pair) {
    return {{"public", pair.public_key.hex()}, {"secret", to_hex(pair.secret_key.view())}};
}

Json keys(const SampleClinic& clinic) {
    return {{"about", "Keys of a clinic that exists in these vectors alone."},
            {"clinic_id", clinic.clinic.hex()},
            {"root", keys_of(clinic.root)},
            {"device", keys_of(clinic.device)},
            {"computer", keys_of(clinic.computer)},
            {"clinic", keys_of(clinic.clinic_key)},
            {"recovery", keys_of(clinic.recovery)},
            {"attention", keys_of(clinic.attention)}};
}

std::map<std::string, std::string> all_files() {
    SampleClinic clinic(20261124);
    Vectors vectors;
    add_bundles(clinic, vectors);
    add_broken_bundles(clinic, vectors);
    add_manifests(clinic, vectors);
    add_objects(clinic, vectors);
    add_key_files(clinic, vectors);
    add_life_cycle(clinic, vectors);
    add_text_decisions(clinic, vectors);
    add_ledger(clinic, vectors);
    std::map<std::string, std::string> files = {{"keys.json", keys(clinic).dump(1) + "\n"}};
    for (const Vector& vector : vectors)
        files[vector.name + ".json"] = content(vector, vectors).dump(1) + "\n";
    CHECK(files.size() == vectors.size() + 1);  // no name twice
    return files;
}

}  // namespace

TEST_CASE("the files of tests/vectors are written the same, byte for byte") {
    repeat_library_randomness();
    const fs::path folder = project() / "tests" / "vectors";
    const bool write = std::getenv("SPINE_WRITE_VECTORS") != nullptr;
    for (const auto& [name, text] : all_files()) {
        INFO(name);
        if (write) spit(folder / name, text);
        CHECK(slurp(folder / name) == text);
    }
}
