#!/usr/bin/python3
"""A second reader of the sealed formats, written from core/crypto/FORMAT.md alone.

    read.py vectors DIR      reads every vector of DIR as its own words say, prints what differs,
                             and ends with a count; exits 1 if anything differed
    read.py items KEYS FILE  KEYS: a file like tests/vectors/keys.json. FILE: a JSON object a line,
                             {"format", "hex"} or {"base": line from 0, "put": [[offset, hex]…],
                             "cut": length, "more": hex}, optionally "opener" and "passphrase".
                             Prints for each a line: the cause, or "accepted" and what it says.
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True  # the tests leave nothing in the sources' folder

import bundle  # noqa: E402
import key_file  # noqa: E402
import ledger  # noqa: E402
import objects  # noqa: E402
from primitives import H, Refused  # noqa: E402

# What fills the bundles of tests/vectors, as the README there says.
VECTORS_FILLER = b'{"k":"filler"}'


class Keys:
    def __init__(self, path):
        self.all = json.loads(pathlib.Path(path).read_text("utf-8"))
        self.clinic = bytes.fromhex(self.all["clinic_id"])

    def public(self, name):
        return bytes.fromhex(self.all[name]["public"])

    def secret(self, name):
        return bytes.fromhex(self.all[name]["secret"])


def read_bundle(keys, data, item):
    verified = bundle.verify(data, keys.public("device"), keys.clinic)
    if not item.get("opener"):
        return {"status": verified.status}
    payloads, cut = bundle.open_bundle(verified, keys.secret(item["opener"]))
    return {"status": verified.status, "payloads": payloads, "cut": cut}


def read_sealed(keys, recipients, item, check):
    if item.get("opener"):
        check(objects.open_sealed(recipients, keys.secret(item["opener"]), keys.clinic))
    return {}


def read_entry(data):
    """A ledger's entry as it lies in its parts, in clear."""
    try:
        ledger.check_entry(data)
    except Refused:
        raise Refused(ledger.MALFORMED) from None
    return {}


def read_object(keys, data, item):
    form = item["format"]
    root, computer, clinic = keys.public("root"), keys.public("computer"), keys.clinic
    if form == "attention":
        recipients = objects.verify_attention(data, keys.public("device"), clinic)
        return read_sealed(keys, recipients, item, objects.check_attention_text)
    if form == "mark":
        recipients = objects.verify_mark(data, computer, clinic)
        return read_sealed(keys, recipients, item, objects.check_mark_text)
    if form == "ledger-part":
        recipients = ledger.verify_part(data, computer, clinic)
        return read_sealed(keys, recipients, item, ledger.check_part_text)
    if form == "ledger-id":
        return {"said": ledger.id_of(data, keys.secret(item["opener"]), clinic).hex()}
    if form == "passed-key":
        recipients, passed = objects.verify_passed_key(data, computer, clinic)
        return read_sealed(
            keys, recipients, item, lambda key: objects.check_passed_key(key, passed, clinic)
        )
    if form == "key-file":
        passphrase = item.get("passphrase")
        key_file.read_key_file(data, passphrase.encode("utf-8") if passphrase else None)
    elif form == "ledger-entry":
        read_entry(data)
    elif form == "manifest":
        objects.verify_manifest(data, root)
    elif form == "admission":
        objects.verify_admission(data, root)
    elif form == "revocation":
        objects.verify_revocation(data, root)
    elif form == "endorsement":
        objects.verify_endorsement(data, root)
    elif form == "request":
        objects.verify_request(data)
    elif form == "package":
        objects.verify_package(data)
    elif form == "tombstone":
        objects.verify_tombstone(data, computer, clinic)
    elif form == "receipt":
        objects.verify_receipt(data, computer, clinic)
    else:
        raise ValueError(form)
    return {}


def read(keys, data, item):
    """The cause, or "accepted"; and what was read."""
    try:
        reader = read_bundle if item["format"] == "bundle" else read_object
        return "accepted", reader(keys, data, item)
    except Refused as refused:
        return refused.cause, {}


def put(data, changes):
    data = bytearray(data)
    for offset, raw in changes:
        raw = bytes.fromhex(raw)
        data[offset : offset + len(raw)] = raw
    return bytes(data)


def vector_bytes(folder, vector):
    if "hex" in vector:
        return bytes.fromhex(vector["hex"])
    base = json.loads((folder / (vector["base"] + ".json")).read_text("utf-8"))
    return put(vector_bytes(folder, base), vector["replace"])


def check_vectors(folder):
    keys = Keys(folder / "keys.json")
    names = sorted(path for path in folder.glob("*.json") if path.stem != "keys")
    differing = 0
    for path in names:
        vector = json.loads(path.read_text("utf-8"))
        cause, content = read(keys, vector_bytes(folder, vector), vector)
        payloads = [p for p in content.get("payloads", []) if p != VECTORS_FILLER]
        said = [payload.decode("utf-8") for payload in payloads]
        if cause != vector["expect"] or said != vector.get("payloads", []):
            print(f"{path.stem}: expected {vector['expect']}, read {cause}")
            differing += 1
    print(f"{len(names)} vectors, {differing} differ")
    return 1 if differing or not names else 0


def line_of(cause, content):
    if "said" in content:
        return f"{cause} {content['said']}"
    if "status" not in content:
        return cause
    if "payloads" not in content:
        return f"{cause} {content['status']}"
    payloads = content["payloads"]
    joined = b"".join(len(p).to_bytes(4, "little") + p for p in payloads)
    cut = " cut" if content["cut"] else ""
    return f"{cause} {content['status']} {len(payloads)} {H(joined).hex()}{cut}"


def answer_items(keys_path, items_path):
    keys = Keys(keys_path)
    read_so_far = []
    with open(items_path, encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if "hex" in item:
                data = bytes.fromhex(item["hex"])
            else:
                base = read_so_far[item["base"]]
                item = {**base[1], **item}
                data = base[0][: item.get("cut")]
                data = put(data, item.get("put", [])) + bytes.fromhex(item.get("more", ""))
            # Only an item with bytes of its own can be a base: what it says for others is kept.
            kept = {k: item[k] for k in ("format", "opener", "passphrase") if k in item}
            read_so_far.append((data, kept) if "hex" in item else None)
            print(line_of(*read(keys, data, item)))
    return 0


def main(words):
    if len(words) == 2 and words[0] == "vectors":
        return check_vectors(pathlib.Path(words[1]))
    if len(words) == 3 and words[0] == "items":
        return answer_items(words[1], words[2])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
