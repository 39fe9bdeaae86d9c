// Opening what the kiosk sealed, as the clinic does. Only tests link this beside the journal.
#pragma once

#include <string>
#include <vector>

#include "clinic.h"

namespace spine::test {

// The payloads without the fillers; fails the test if the bundle does not open.
[[nodiscard]] std::vector<std::string> opened(const Clinic& clinic,
                                              const crypto::VerifiedBundle& bundle);
// The sealed text of record `index` of a bundle, without its nonce: what must not be found again.
[[nodiscard]] std::string record_text(ByteView bundle, std::size_t index);

}  // namespace spine::test
