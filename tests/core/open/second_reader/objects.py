"""Manifests and the other objects of a store: FORMAT.md, sections 7 and 8."""

from primitives import (
    LATEST_TIME,
    SIGNATURE_SIZE,
    Cursor,
    box_open,
    clinic_id_of,
    demand,
    device_id_of,
    is_text,
    public_of,
    seal_fingerprint,
    signature_fits,
)

MOST_BYTES, MOST_MANIFEST_BYTES = 65_536, 2_097_152
NO_KEY = bytes(32)


def rising(values):
    return all(a < b for a, b in zip(values, values[1:]))


def is_path(raw):
    if not 1 <= len(raw) <= 255 or not is_text(raw) or b"\\" in raw:
        return False
    return all(part not in (b"", b".", b"..") for part in raw.split(b"/"))


def check_front(data, most, label, clinic, shortest):
    """The checks that all objects begin with."""
    demand(len(data) <= most, "size-wrong")
    demand(len(data) >= 34 and data[:16] == label, "not-this-format")
    demand(data[32:34] == b"\x01\x00", "version-unknown")
    demand(data[16:32] == clinic, "other-clinic")
    demand(len(data) >= shortest + SIGNATURE_SIZE, "size-wrong")


def verify_manifest(data, root):
    check_front(data, MOST_MANIFEST_BYTES, b"spine-manifest--", clinic_id_of(root), 34)
    demand(signature_fits(data, root), "signature-wrong")
    fields = Cursor(data[:-SIGNATURE_SIZE], 34)
    version, said_root, clinic_key, recovery = fields.u(8), *(fields.take(32) for _ in range(3))
    computers = [(fields.take(16), fields.take(32)) for _ in range(fields.u(2))]
    files = [(fields.text16(), fields.u(8), fields.take(32)) for _ in range(fields.u(4))]
    fields.end()
    demand(recovery != NO_KEY, "recovery-recipient-missing")
    demand(clinic_key not in (NO_KEY, recovery), "recipient-unusable")
    demand(version >= 1 and said_root == root, "field-out-of-range")
    demand(len(computers) <= 256 and rising([id_ for id_, _ in computers]), "field-out-of-range")
    demand(len(files) <= 4_096 and rising([path for path, _, _ in files]), "field-out-of-range")
    demand(all(is_path(path) for path, _, _ in files), "field-out-of-range")
    return files


def verify_by_root(data, label, root):
    check_front(data, MOST_BYTES, label, clinic_id_of(root), 34)
    demand(signature_fits(data, root), "signature-wrong")
    return Cursor(data[:-SIGNATURE_SIZE], 34)


def check_names_a_device(role, signing, passed, attention, name):
    demand(role in (1, 2) and signing != NO_KEY, "field-out-of-range")
    zeros = [passed == NO_KEY, attention == NO_KEY]
    demand(all(zeros) if role == 1 else not any(zeros), "field-out-of-range")
    demand(1 <= len(name) <= 64 and is_text(name), "field-out-of-range")


def verify_admission(data, root):
    fields = verify_by_root(data, b"spine-admission-", root)
    role, signing = fields.u(1), fields.take(32)
    passed, attention = fields.take(32), fields.take(32)
    allotted, time, name = fields.u(1), fields.u(8), fields.text16()
    fields.end()
    check_names_a_device(role, signing, passed, attention, name)
    demand(allotted <= (99 if role == 1 else 0), "field-out-of-range")
    demand(time <= LATEST_TIME, "field-out-of-range")


def verify_revocation(data, root):
    fields = verify_by_root(data, b"spine-revocation", root)
    fields.take(16)
    time = fields.u(8)
    fields.end()
    demand(time <= LATEST_TIME, "field-out-of-range")


def verify_endorsement(data, root):
    fields = verify_by_root(data, b"spine-endorsed--", root)
    fields.take(16)
    names = [fields.take(32) for _ in range(fields.u(2))]
    fields.end()
    demand(1 <= len(names) <= 2_000 and rising(names), "field-out-of-range")


def verify_by_author(data, label, key, clinic):
    check_front(data, MOST_BYTES, label, clinic, 50)
    demand(data[34:50] == device_id_of(clinic, key), "device-mismatch")
    demand(signature_fits(data, key), "signature-wrong")
    return Cursor(data[:-SIGNATURE_SIZE], 50)


def verify_tombstone(data, key, clinic):
    fields = verify_by_author(data, b"spine-tombstone-", key, clinic)
    fields.take(8 + 16 + 16)
    fields.end()


def verify_receipt(data, key, clinic):
    fields = verify_by_author(data, b"spine-receipt---", key, clinic)
    fields.take(16 + 16 + 8 + 32)
    fields.end()


def verify_attention(data, key, clinic):
    """The recipients: fingerprint, sealed box."""
    fields = verify_by_author(data, b"spine-attention-", key, clinic)
    recipients = [(fields.take(32), fields.take(128)) for _ in range(fields.u(2))]
    fields.end()
    demand(1 <= len(recipients) <= 256, "field-out-of-range")
    return recipients


def verify_mark(data, key, clinic):
    """The one recipient: fingerprint, sealed box."""
    fields = verify_by_author(data, b"spine-mark------", key, clinic)
    recipient = fields.take(32), fields.take(304)
    fields.end()
    return [recipient]


def verify_passed_key(data, key, clinic):
    """The one recipient, and the fingerprint of the key that is passed."""
    fields = verify_by_author(data, b"spine-passed-key", key, clinic)
    recipient, passed, box = fields.take(32), fields.take(32), fields.take(80)
    fields.end()
    return [(recipient, box)], passed


def check_passed_key(secret, passed, clinic):
    demand(seal_fingerprint(clinic, public_of(secret)) == passed, "key-commitment-wrong")


def verify_request(data):
    demand(len(data) <= MOST_BYTES, "size-wrong")
    demand(len(data) >= 34 and data[:16] == b"spine-request---", "not-this-format")
    demand(data[32:34] == b"\x01\x00", "version-unknown")
    demand(len(data) >= 34 + SIGNATURE_SIZE, "size-wrong")
    fields = Cursor(data[:-SIGNATURE_SIZE], 34)
    role, signing, passed, attention = fields.u(1), *(fields.take(32) for _ in range(3))
    name = fields.text16()
    fields.end()
    demand(signature_fits(data, signing), "signature-wrong")
    check_names_a_device(role, signing, passed, attention, name)
    demand(role == 1 or data[16:32] != bytes(16), "field-out-of-range")


def verify_package(data):
    """By the root key that it holds itself, whose fingerprint people compare."""
    demand(len(data) >= 34 and data[:16] == b"spine-package---", "not-this-format")
    demand(data[32:34] == b"\x01\x00", "version-unknown")
    demand(len(data) >= 66, "size-wrong")
    root = data[34:66]
    check_front(data, 2 * MOST_BYTES, b"spine-package---", clinic_id_of(root), 34)
    demand(signature_fits(data, root), "signature-wrong")
    fields = Cursor(data[:-SIGNATURE_SIZE], 66)
    fields.take(fields.u(2))
    store = fields.text16()
    fields.end()
    demand(len(store) <= 2_048 and is_text(store), "field-out-of-range")


def open_sealed(recipients, secret, clinic):
    mine = seal_fingerprint(clinic, public_of(secret))
    box = next((box for print_, box in recipients if print_ == mine), None)
    demand(box is not None, "not-a-recipient")
    text = box_open(box, secret)
    demand(text is not None, "sealed-text-altered")
    return text


def check_short_text(fields, most):
    """A text behind its length u8."""
    size = fields.u(1)
    demand(size <= most, "field-out-of-range")
    demand(is_text(fields.take(size)), "field-out-of-range")


def check_zeros(fields):
    demand(not any(fields.data[fields.at :]), "field-out-of-range")


def check_filled_text(fields, most):
    """A text behind its length u8, and zeros behind it."""
    check_short_text(fields, most)
    check_zeros(fields)


def check_attention_text(text):
    fields = Cursor(text)
    demand(fields.u(8) <= LATEST_TIME, "field-out-of-range")
    demand(fields.u(1) <= 99, "field-out-of-range")
    check_filled_text(fields, 64)


def check_text_decision(fields, kind):
    """What a mark of kind 5 to 8 says of a free text, behind its note."""
    release, redact = kind == 5, kind == 7
    roles, stands_for = fields.u(1), fields.u(1)
    demand(1 <= roles <= 7 and stands_for <= (15 if redact else 0), "field-out-of-range")
    if release:
        fields.u(8)
        return
    start, end = fields.u(4), fields.u(4)
    right = start < end <= 65536 if kind in (7, 8) else start == end == 0
    demand(right, "field-out-of-range")


def check_mark_text(text):
    fields = Cursor(text)
    kind = fields.u(1)
    fields.u(8)
    time = fields.u(8)
    fields.take(16 + 16)
    named = fields.take(32)
    demand(1 <= kind <= 8 and time <= LATEST_TIME, "field-out-of-range")
    demand((named == bytes(32)) == (kind < 4), "field-out-of-range")
    check_short_text(fields, 160)
    if kind > 4:
        check_text_decision(fields, kind)
    check_zeros(fields)
