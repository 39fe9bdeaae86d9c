"""Key files: FORMAT.md, section 9."""

import nacl.bindings as sodium

from primitives import H, aead_open, demand, number

PURPOSE = {
    1: "root",
    2: "recovery",
    3: "device",
    4: "computer",
    5: "attention",
    6: "clinic",
    7: "join",
}
SIZE = {0: 100, 1: 136}


def derive(passphrase, salt, passes, memory):
    """A key from a passphrase."""
    demand(1 <= passes <= 10, "field-out-of-range")
    demand(8_192 <= memory <= 1_073_741_824 and memory % 1_024 == 0, "field-out-of-range")
    try:
        return sodium.crypto_pwhash_alg(
            32, passphrase, salt, passes, memory, sodium.crypto_pwhash_ALG_ARGON2ID13
        )
    except Exception:
        demand(False, "derivation-failed")


def read_key_file(data, passphrase=None):
    """Purpose and secret. Which purpose is wanted is the caller's to compare."""
    demand(len(data) <= 512, "size-wrong")
    demand(len(data) >= 34 and data[:16] == b"spine-key-file--", "not-this-format")
    demand(number(data[32:34]) == 1, "version-unknown")
    demand(len(data) >= 36, "size-wrong")
    purpose, protection = data[34], data[35]
    demand(purpose in PURPOSE and protection in SIZE, "field-out-of-range")
    demand(len(data) == SIZE[protection], "size-wrong")
    if protection == 0:
        demand(H(data[:68]) == data[68:], "key-file-altered")
        return PURPOSE[purpose], data[36:68]
    demand(passphrase is not None, "passphrase-needed")
    key = derive(passphrase, data[48:64], number(data[36:40]), number(data[40:48]))
    secret = aead_open(data[88:], data[:64], data[64:88], key)
    demand(secret is not None, "passphrase-wrong")
    return PURPOSE[purpose], secret
