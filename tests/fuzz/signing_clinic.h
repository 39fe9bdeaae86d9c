// A root key with which a fuzz target signs what it was given, so that the parsers behind the
// signature are reached too.
#pragma once

#include "base/bytes.h"
#include "crypto/constants.h"
#include "crypto/sign.h"
#include "fuzz.h"

namespace spine::fuzz {

class SigningClinic {
  public:
    // Label, clinic id, version and, for what a device signs, its id; then `fields`; signed.
    [[nodiscard]] Bytes object(std::string_view label, bool by_device, ByteView fields) const {
        ByteWriter out;
        out.text(label).bytes(clinic.view()).u16(crypto::kVersion);
        if (by_device) out.bytes(crypto::device_id_of(clinic, signer.public_key()).view());
        return signer.signed_bytes(out.bytes(fields).take());
    }

    // First, since no secret may be made before the library has started.
    crypto::SignSecretKey secret = made();
    crypto::Signer signer{secret};
    crypto::ClinicId clinic = crypto::clinic_id_of(signer.public_key());

  private:
    static crypto::SignSecretKey made() {
        begin();
        return crypto::SignSecretKey::copy_of(Bytes(32, 0x17));
    }
};

}  // namespace spine::fuzz
