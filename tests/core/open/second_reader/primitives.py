"""Suite 1 and the conventions of FORMAT.md, sections 1 and 2, on Debian's python3-nacl.

Written from core/crypto/FORMAT.md alone, without a look at the C++ reader: where the two differ,
one of them or the text is wrong, and the text is mended too.
"""

import hashlib

import nacl.bindings as sodium
from nacl.exceptions import CryptoError

ID_SIZE = 16
HASH_SIZE = 32
SIGNATURE_SIZE = 64
LATEST_TIME = 253_402_300_799_999


class Refused(Exception):
    """One of the causes of section 11."""

    def __init__(self, cause):
        super().__init__(cause)
        self.cause = cause


def demand(holds, cause):
    if not holds:
        raise Refused(cause)


def H(*parts):
    return hashlib.blake2b(b"".join(parts), digest_size=HASH_SIZE).digest()


def number(raw):
    return int.from_bytes(raw, "little")


def clinic_id_of(root):
    return H(b"spine-clinic-id-", root)[:16]


def device_id_of(clinic, key):
    return H(b"spine-device-id-", clinic, key)[:16]


def seal_fingerprint(clinic, key):
    return H(b"spine-keyprint--", clinic, b"x25519--", key)


def public_of(secret):
    return sodium.crypto_scalarmult_base(secret)


def signature_fits(data, key):
    """Ed25519 over all bytes before the last 64. crypto_sign_open checks as
    crypto_sign_verify_detached does, non-canonical values and small orders included."""
    body, signature = data[:-SIGNATURE_SIZE], data[-SIGNATURE_SIZE:]
    try:
        sodium.crypto_sign_open(signature + body, key)
        return True
    except CryptoError:
        return False


def box_open(box, secret):
    """The text of a sealed box, or None."""
    try:
        return sodium.crypto_box_seal_open(box, public_of(secret), secret)
    except CryptoError:
        return None


def aead_open(box, data, nonce, key):
    """The text, or None."""
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(box, data, nonce, key)
    except CryptoError:
        return None


def is_text(raw):
    """Well-formed UTF-8 without control characters."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(c <= "\x1f" or "\x7f" <= c <= "\x9f" for c in text)


class Cursor:
    """Reads fields one after the other; a field that goes beyond the end is `size-wrong`."""

    def __init__(self, data, at=0):
        self.data = data
        self.at = at

    def take(self, size):
        demand(self.at + size <= len(self.data), "size-wrong")
        self.at += size
        return self.data[self.at - size : self.at]

    def u(self, size):
        return number(self.take(size))

    def text16(self):
        return self.take(self.u(2))

    def end(self):
        demand(self.at == len(self.data), "size-wrong")
