// The vectors in the making: what each file of tests/vectors holds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sample_clinic.h"

namespace spine::test {

struct Vector {
    std::string name = {};    // of the file, without ".json"
    std::string format = {};  // bundle, manifest, admission, …, key-file
    std::string about = {};   // one sentence
    Bytes bytes = {};
    std::string expect = "accepted";         // or the cause
    std::string opener = {};                 // of what is sealed: the key to open with, or ""
    std::vector<std::string> payloads = {};  // what a bundle then says, without its fill
    std::string passphrase = {};             // key-file
    std::string base = {};                   // a vector of the same length that differs little
};

using Vectors = std::vector<Vector>;

void add_bundles(SampleClinic& clinic, Vectors& to);
void add_broken_bundles(SampleClinic& clinic, Vectors& to);
void add_manifests(SampleClinic& clinic, Vectors& to);
void add_objects(SampleClinic& clinic, Vectors& to);
void add_key_files(SampleClinic& clinic, Vectors& to);
// Endorsements, passed keys, requests and packages: what came with the clinic's life.
void add_life_cycle(SampleClinic& clinic, Vectors& to);
// Marks about free texts, one of each kind. Behind all others, whose random numbers come first.
void add_text_decisions(SampleClinic& clinic, Vectors& to);
// Parts and entries of the export ledger. Behind all others, too.
void add_ledger(SampleClinic& clinic, Vectors& to);

// The causes that differ between objects when a store alters them: by whom they are signed, and
// where the key for it stands, decides which check meets the change first.
struct Altered {
    const char* clinic = "other-clinic";
    const char* first_field = "signature-wrong";
    const char* length = "signature-wrong";
};
inline constexpr Altered kByRoot{};
inline constexpr Altered kByAuthor{.first_field = "device-mismatch"};

// What a store could do to any object: change its label, clinic, version, content or signature,
// cut it, lengthen it.
void add_altered(const std::string& name, const Bytes& bytes, const Altered& causes, Vectors& to);
// A body of the right kind with a byte too many before its signature.
void add_too_long(const std::string& name, const Bytes& bytes, const crypto::Signer& signer,
                  Vectors& to);

}  // namespace spine::test
