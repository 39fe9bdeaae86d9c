// What a web server's reply means to a person: what happened, and what to do next.
#pragma once

#include <string>

#include "base/result.h"
#include "sync/http.h"

namespace spine::sync {

enum class WebKind { WebDav, S3 };

// Of a reply that is not what was asked for. `where`: the store's address, without credentials.
// Nothing of the server's own words is repeated but S3's error code, letters alone.
[[nodiscard]] Fault web_fault(const HttpReply& reply, WebKind kind, const std::string& where);

// What was asked for gave way to something more urgent (Store::go_on_while()).
[[nodiscard]] Fault gave_way_fault(const std::string& where);

// The clinic's part is not there.
[[nodiscard]] Fault no_part_fault(const std::string& where);

// What S3 writes in <Code> of an error; empty if there is none, or anything but letters.
[[nodiscard]] std::string s3_error_code(const HttpReply& reply);

}  // namespace spine::sync
