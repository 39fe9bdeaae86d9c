// What a clinical sign-off is for: one hash over everything that a patient is asked or told, and
// over the rules that decide it.
//
// It covers questionnaires/, pages/, pages.toml, evidence.toml, scoring.toml, guide.toml, and the
// values of kiosk.toml without its table [clinical_signoff] (so that a sign-off may be added, and
// nothing can hide behind it). Not covered: comments of kiosk.toml, CONTENT.md, STAFF.md, service
// units and the manifest.
//
// It is BLAKE2b-256, in hexadecimal, over one entry a file, sorted by path bytewise: u16 length and
// path, then the BLAKE2b-256 of the content (numbers little-endian); for kiosk.toml, of its values
// as kiosk_values.h writes them. The order in which a disk lists the files does not matter; a
// renamed file does.
#pragma once

#include <string>

#include "config/snapshot.h"

namespace spine::config {

[[nodiscard]] std::string content_hash(const Snapshot& snapshot);

}  // namespace spine::config
