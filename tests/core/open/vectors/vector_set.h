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
    std::string opener = {};                 // bundle, attention, mark: the key to open with, or ""
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

}  // namespace spine::test
