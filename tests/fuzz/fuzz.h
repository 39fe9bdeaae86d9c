// The parsers that meet bytes from elsewhere, each with the one function that hands it any bytes:
// for libFuzzer (libfuzzer.cpp) and for the replay that every test run makes (replay_test.cpp).
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "crypto/init.h"

namespace spine::fuzz {

// What a parser must hold to whatever it is given. libFuzzer reports what is thrown, with the
// input that led here.
inline void demand(bool holds) {
    if (!holds) throw std::logic_error("a parser broke its word");
}

// Starts the cryptography, once.
inline void begin() {
    static const bool started = crypto::start().has_value();
    demand(started);
}

// True if `again` is the beginning of `bytes`: what was read is written the same.
inline bool begins_with(ByteView bytes, ByteView again) {
    return bytes.size() >= again.size() && std::equal(again.begin(), again.end(), bytes.begin());
}

// One file each.
void bundle(ByteView bytes);  // as it comes from a store
void configuration(
    ByteView bytes);              // kiosk.toml, scoring.toml, pages.toml, evidence.toml, guide.toml
void enrolment(ByteView bytes);   // what a tablet was handed: root key and admission
void event(ByteView bytes);       // a payload, behind the seal
void expression(ByteView bytes);  // a condition of the configuration
void header(ByteView bytes);      // a session's header or head
void key_file(ByteView bytes);
void manifest(ByteView bytes);  // its fields, signed by the root
void object(ByteView bytes);    // a store object's fields, receipts among them, well signed
void page(ByteView bytes);      // a page of information
void project(ByteView bytes);   // another program's, as in a .qdpx
void questionnaire(ByteView bytes);
void record(ByteView bytes);        // what records seal, in a bundle that verifies
void server_reply(ByteView bytes);  // a WebDAV or S3 server's listing, or its words for an error

struct Target {
    std::string_view name;
    void (*run)(ByteView bytes);
    int mutations;  // in the short form of the replay
};

inline constexpr std::array<Target, 14> kTargets = {{{"bundle", bundle, 100'000},
                                                     {"configuration", configuration, 100},
                                                     {"enrolment", enrolment, 5'000},
                                                     {"event", event, 100'000},
                                                     {"expression", expression, 200'000},
                                                     {"header", header, 200'000},
                                                     {"key_file", key_file, 200'000},
                                                     {"manifest", manifest, 3'000},
                                                     {"object", object, 2'000},
                                                     {"page", page, 20'000},
                                                     {"project", project, 20'000},
                                                     {"questionnaire", questionnaire, 200},
                                                     {"record", record, 1'000},
                                                     {"server_reply", server_reply, 20'000}}};

// What a target begins with: the vectors, this repository's configuration, and the like.
[[nodiscard]] std::vector<Bytes> seeds(std::string_view target);

}  // namespace spine::fuzz
