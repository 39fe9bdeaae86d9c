"""The export ledger: FORMAT.md, section 8."""

import struct

from objects import verify_by_author
from primitives import LATEST_TIME, Cursor, H, demand, is_text

PART_TEXT, PART_CONTENT, SEALED = 65_280, 65_256, 65_328
MALFORMED = "export-ledger-malformed"
ROWS, TABLES = 1, 2
BATCH = 50


def verify_part(data, key, clinic):
    """The one recipient: fingerprint, sealed box."""
    fields = verify_by_author(data, b"spine-exported--", key, clinic)
    recipient = fields.take(32), fields.take(SEALED)
    fields.end()
    return [recipient]


def check_part_text(text):
    demand(len(text) == PART_TEXT, "field-out-of-range")
    fields = Cursor(text)
    fields.take(16)
    part, parts, length = fields.u(2), fields.u(2), fields.u(4)
    demand(part < parts and 1 <= length <= PART_CONTENT, "field-out-of-range")
    demand(part == parts - 1 or length == PART_CONTENT, "field-out-of-range")
    demand(not any(text[24 + length :]), "field-out-of-range")


def short_text(fields):
    text = fields.text16()
    demand(len(text) <= 200 and is_text(text), MALFORMED)


def rising(values):
    return all(a < b for a, b in zip(values, values[1:]))


def read_sensitive(fields):
    """How many rows have each value."""
    short_text(fields)
    asked = fields.u(1)
    distinct = fields.u(4)
    entropy, closeness = struct.unpack("<dd", fields.take(16))
    missing, values = fields.u(4), fields.u(4)
    rows = [fields.u(8) for _ in range(values)]
    demand(asked < 32, MALFORMED)
    demand(not asked & 1 or 1 <= distinct <= 1000, MALFORMED)
    demand(not asked & 2 or 1 <= entropy <= 1000, MALFORMED)
    demand(not asked & 4 or 0 <= closeness <= 1, MALFORMED)
    demand(not asked & 16 or missing < values, MALFORMED)
    return rows


def check_people(fields, kind, sensitive):
    people, others = fields.u(4), fields.u(4)
    demand(fields.at <= PART_CONTENT, MALFORMED)
    size = people * (20 + 4 * len(sensitive)) + others * 20
    demand(len(fields.data) - fields.at == size, MALFORMED)
    ids, batches = set(), {}
    for i in range(people + others):
        ids.add(fields.take(16))
        number = fields.u(4)
        batches[number] = batches.get(number, 0) + 1
        for rows in sensitive if i < people else []:
            value = fields.u(4)
            demand(value < len(rows) and rows[value] > 0, MALFORMED)
            rows[value] -= 1
    demand(len(ids) == people + others, MALFORMED)
    demand(kind == ROWS or all(size == BATCH for size in batches.values()), MALFORMED)


def check_entry(content):
    fields = Cursor(content)
    kind = fields.u(1)
    fields.take(32 + 32)
    time, k = fields.u(8), fields.u(4)
    demand(kind in (ROWS, TABLES) and time <= LATEST_TIME and k > 0, MALFORMED)
    for _ in ("title", "profile", "slot"):
        short_text(fields)
    before = [fields.take(16 + 32) for _ in range(fields.u(2))]
    demand(len(before) <= 64 and rising(before), MALFORMED)
    columns = fields.u(2)
    for _ in range(columns):
        short_text(fields)
        level, levels = fields.u(1), fields.u(1)
        demand(level < levels, MALFORMED)
    sensitive = [read_sensitive(fields) for _ in range(fields.u(2))]
    demand(columns <= 256 and len(sensitive) <= 256, MALFORMED)
    demand(kind == ROWS or not columns + len(sensitive), MALFORMED)
    check_people(fields, kind, sensitive)


def id_of(session, secret, clinic):
    """The name that a session has in the ledger; `session`: tablet's device id, session id."""
    key = H(b"spine-exp-key---", clinic, secret)
    return H(b"spine-exportee--", clinic, key, session)[:16]
