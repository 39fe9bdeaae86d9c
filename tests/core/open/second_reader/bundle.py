"""Bundles: FORMAT.md, sections 3 to 6."""

from primitives import (
    H,
    Refused,
    aead_open,
    box_open,
    demand,
    device_id_of,
    number,
    public_of,
    seal_fingerprint,
    signature_fits,
)

HEADER_SIZE, RECORD_SIZE, HEAD_SIZE = 460, 512, 207
SMALLEST, LARGEST = HEADER_SIZE + HEAD_SIZE, 8_389_275
MOST_RECORDS, FILLED_TO = 16_384, 64
PART_SIZE, LONGEST_PAYLOAD = 469, 32_768
STATUS = {1: "complete", 2: "stopped", 3: "expired", 4: "withdrawn", 5: "interrupted", 6: "open"}
NO_HASH = bytes(32)


class Header:
    def __init__(self, raw):
        self.raw = raw
        self.label = raw[:16]
        self.clinic = raw[16:32]
        self.version = number(raw[32:34])
        self.suite = number(raw[34:36])
        self.device = raw[36:52]
        self.counter = number(raw[52:60])
        self.session = raw[60:76]
        self.previous = raw[76:108]
        self.commitment = raw[140:172]
        self.recipients = [(raw[172:204], raw[204:284]), (raw[284:316], raw[316:396])]

    @property
    def hash(self):
        return H(self.raw)


class Head:
    def __init__(self, raw):
        self.raw = raw
        self.label = raw[:16]
        self.clinic = raw[16:32]
        self.version = number(raw[32:34])
        self.device = raw[34:50]
        self.counter = number(raw[50:58])
        self.session = raw[58:74]
        self.header_hash = raw[74:106]
        self.status = raw[106]
        self.count = number(raw[107:111])
        self.last = raw[111:143]


class Bundle:
    """A verified bundle."""

    def __init__(self, header, records, head, links):
        self.header, self.records, self.head, self.links = header, records, head, links

    @property
    def status(self):
        return STATUS[self.head.status]


def outline(data):
    """Checks 1 to 5: header, records, head."""
    demand(len(data) <= LARGEST, "bundle-too-large")
    demand(len(data) >= SMALLEST, "bundle-cut")
    header = Header(data[:HEADER_SIZE])
    demand(header.label == b"spine-header----", "not-this-format")
    demand(header.version == 1, "version-unknown")
    demand(header.suite == 1, "suite-unknown")
    demand(header.counter != 0, "field-out-of-range")
    demand((header.counter == 1) == (header.previous == NO_HASH), "field-out-of-range")
    demand((len(data) - SMALLEST) % RECORD_SIZE == 0, "bundle-cut")
    head = Head(data[-HEAD_SIZE:])
    demand(head.label == b"spine-head------", "head-missing")
    demand(head.version == 1, "version-unknown")
    demand(head.status in STATUS and head.count <= MOST_RECORDS, "field-out-of-range")
    body = data[HEADER_SIZE:-HEAD_SIZE]
    records = [body[i : i + RECORD_SIZE] for i in range(0, len(body), RECORD_SIZE)]
    return header, records, head


def chain(header, records):
    """L(0) to L(n)."""
    links = [header.hash]
    for record in records:
        links.append(H(b"spine-record----", header.clinic, links[-1], record))
    return links


def verify(data, device_key, clinic):
    header, records, head = outline(data)
    demand(header.clinic == clinic, "other-clinic")
    demand(header.device == device_id_of(clinic, device_key), "device-mismatch")
    demand(signature_fits(header.raw, device_key), "header-altered")
    said = (head.clinic, head.device, head.counter, head.session, head.header_hash)
    demand(
        said == (header.clinic, header.device, header.counter, header.session, header.hash),
        "head-of-other-session",
    )
    demand(signature_fits(head.raw, device_key), "head-altered")
    demand(head.count == len(records), "record-count-wrong")
    links = chain(header, records)
    demand(links[-1] == head.last, "record-altered")
    demand(head.count % FILLED_TO == 0, "bundle-not-filled")
    demand((head.count == 0) == (STATUS[head.status] == "withdrawn"), "bundle-not-filled")
    return Bundle(header, records, head, links)


def session_key(bundle, secret):
    header = bundle.header
    mine = seal_fingerprint(header.clinic, public_of(secret))
    box = next((box for print_, box in header.recipients if print_ == mine), None)
    demand(box is not None, "not-a-recipient")
    key = box_open(box, secret)
    demand(key is not None, "sealed-key-altered")
    committed = H(b"spine-commitment", header.clinic, header.session, key)
    demand(committed == header.commitment, "key-commitment-wrong")
    return key


def text_of(bundle, index, key):
    """The 472 bytes that record `index` seals, or None."""
    record = bundle.records[index]
    data = bundle.links[0] + index.to_bytes(8, "little") + bundle.links[index]
    return aead_open(record[24:], data, record[:24], key)


class Payloads:
    """Payloads in the making."""

    def __init__(self):
        self.whole = []
        self.part = None  # of the payload that goes on

    def add(self, text):
        flags, size = text[0], number(text[1:3])
        demand(flags in (0, 1) and size <= PART_SIZE, "record-malformed")
        demand(flags == 0 or size == PART_SIZE, "record-malformed")
        demand(not any(text[3 + size :]), "record-malformed")
        payload = (self.part or b"") + text[3 : 3 + size]
        demand(len(payload) <= LONGEST_PAYLOAD, "record-malformed")
        if flags:
            self.part = payload
        else:
            self.whole.append(payload)
            self.part = None


def open_bundle(bundle, secret):
    """The payloads, fill included, and whether one without its end was left out."""
    key = session_key(bundle, secret)
    payloads = Payloads()
    count = len(bundle.records)
    for index in range(count):
        text = text_of(bundle, index, key)
        if text is None:
            demand(bundle.status == "interrupted", "record-altered")
            if any(text_of(bundle, rest, key) is not None for rest in range(index + 1, count)):
                raise Refused("record-altered")
            break
        payloads.add(text)
    cut = payloads.part is not None
    demand(not cut or bundle.status == "interrupted", "answer-cut")
    return payloads.whole, cut
