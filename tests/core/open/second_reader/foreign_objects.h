// Store objects in the making, each with the key that may sign it.
#pragma once

#include <vector>

#include "agreement.h"
#include "crypto/manifest.h"
#include "crypto/objects.h"

namespace spine::test {

struct ObjectAuthors {
    explicit ObjectAuthors(const SampleClinic& clinic)
        : root(clinic.root.secret_key),
          device(clinic.device.secret_key),
          computer(clinic.computer.secret_key) {}
    crypto::Signer root, device, computer;
};

struct ForeignObject {
    ItemKind kind;
    Bytes bytes;
    const crypto::Signer* author;
};

// One or two of each kind but the manifest, all accepted.
[[nodiscard]] std::vector<ForeignObject> objects_of_every_kind(const SampleClinic& clinic,
                                                               const ObjectAuthors& authors);
[[nodiscard]] ForeignObject sample_manifest(const SampleClinic& clinic,
                                            const ObjectAuthors& authors);

// Names, paths, numbers, times and counts at the border of what may stand there, all well signed.
[[nodiscard]] std::vector<ForeignObject> objects_at_the_limits(const SampleClinic& clinic,
                                                               const ObjectAuthors& authors);

// An attention object or a mark whose sealed box holds `text`.
[[nodiscard]] ForeignObject sealed_attention(const SampleClinic& clinic,
                                             const ObjectAuthors& authors, const Bytes& text);
[[nodiscard]] ForeignObject sealed_mark(const SampleClinic& clinic, const ObjectAuthors& authors,
                                        const Bytes& text);

}  // namespace spine::test
