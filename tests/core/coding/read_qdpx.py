"""Reads a .qdpx by the rules of REFI-QDA 1.5 and by Python's own ZIP and XML, and prints as JSON what
is in it and every rule that it breaks. Shares nothing with the program that wrote it."""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

SPACE = "{urn:QDA-XML:project:1.0}"
GUID = re.compile(r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\Z")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?\Z")
COLOUR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\Z")
SOURCES = "TextSource PictureSource PDFSource AudioSource VideoSource".split()
# The children of an element, in their order; "+" behind a name: any number of them.
ORDER = {
    "Project": "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef+",
    "Users": "User+", "CodeBook": "Codes", "Codes": "Code+",
    "Code": "Description NoteRef+ Code+",
    "Case": "Description CodeRef+ VariableValue+ SourceRef+ SelectionRef+",
    "Sources": " ".join(name + "+" for name in SOURCES),
    "TextSource": "Description PlainTextContent PlainTextSelection+ Coding+ NoteRef+ VariableValue+",
    "PlainTextSelection": "Description Coding+ NoteRef+", "Coding": "CodeRef NoteRef+",
    "Notes": "Note+", "Links": "Link+", "Link": "NoteRef+", "Sets": "Set+",
    "Set": "Description MemberCode+ MemberSource+ MemberNote+",
    "User": "", "CodeRef": "", "NoteRef": "", "MemberCode": "", "MemberSource": "",
    "MemberNote": "", "Description": "",
}
ORDER["Note"] = ORDER["TextSource"]
NEVER_EMPTY = ("Users", "CodeBook", "Codes", "Sources", "Notes", "Links", "Sets")
MADE = "creatingUser creationDateTime modifyingUser modifiedDateTime"
# What an element must have, and what it may have.
ATTRIBUTES = {
    "Project": ("name", "origin creatingUserGUID creationDateTime modifyingUserGUID "
                        "modifiedDateTime basePath"),
    "User": ("guid", "name id"), "Code": ("guid name isCodable", "color"),
    "TextSource": ("guid", "name richTextPath plainTextPath " + MADE),
    "PlainTextSelection": ("guid startPosition endPosition", "name " + MADE),
    "Coding": ("guid", "creatingUser creationDateTime"), "Set": ("guid name", ""),
    "Link": ("guid", "name direction color originGUID targetGUID"),
    "CodeRef": ("targetGUID", ""), "NoteRef": ("targetGUID", ""), "MemberCode": ("targetGUID", ""),
    "MemberSource": ("targetGUID", ""), "MemberNote": ("targetGUID", ""),
}
ATTRIBUTES["Note"] = ATTRIBUTES["TextSource"]
REFERS_TO = {"CodeRef": ["Code"], "MemberCode": ["Code"], "NoteRef": ["Note"],
             "MemberNote": ["Note"], "MemberSource": SOURCES}


class Reader:
    def __init__(self, path):
        self.broken, self.files, self.kinds = [], {}, {}
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            self.hold(archive.testzip() is None, "a checksum")
            self.hold(len(names) == len(set(names)), "a file twice")
            self.hold(names.count("project.qde") == 1, "not one project.qde")
            for name in names:
                flat = name == "project.qde" or re.match(r"sources/[^/\\]+\Z", name)
                self.hold(flat and name == name.lower() and ".." not in name, "a path")
                self.files[name] = archive.read(name)
        text = self.files.pop("project.qde").decode("utf-8")
        self.hold("<!DOCTYPE" not in text and "<!ENTITY" not in text, "a document type")
        self.root = ElementTree.fromstring(text)
        self.hold(self.root.tag == SPACE + "Project", "the root")

    def hold(self, right, rule):
        if not right:
            self.broken.append(rule)

    def children_of(self, node, name):
        wanted = [w for w in ORDER.get(name, "").split()]
        names = [w.rstrip("+") for w in wanted]
        last = 0
        for child in node:
            called = child.tag.replace(SPACE, "")
            if called not in names:
                self.hold(False, f"{called} within {name}")
                continue
            place = names.index(called)
            again = place == last and child is not node[0] and not wanted[place].endswith("+")
            before = [c.tag for c in node][: list(node).index(child)] if again else []
            self.hold(place >= last or name == "Sources", f"the order in {name}")
            self.hold(child.tag not in before, f"{called} twice in {name}")
            last = place
        self.hold(len(node) > 0 or name not in NEVER_EMPTY, f"{name} is empty")

    def attributes_of(self, node, name):
        must, may = (words.split() for words in ATTRIBUTES.get(name, ("", "")))
        for attribute in must:
            self.hold(attribute in node.attrib, f"{name} without {attribute}")
        for attribute, value in node.attrib.items():
            self.hold(attribute in must or attribute in may, f"{attribute} of {name}")
            if attribute.lower().endswith("guid") or attribute in ("creatingUser", "modifyingUser"):
                self.hold(GUID.match(value), f"{attribute} is no guid")
            if attribute.endswith("DateTime"):
                self.hold(TIME.match(value), f"{attribute} is no time")
            if attribute == "color":
                self.hold(COLOUR.match(value), "a colour")
            if attribute == "isCodable":
                self.hold(value in ("true", "false"), "isCodable")
            if attribute == "direction":
                self.hold(value in ("Associative", "OneWay", "Bidirectional"), "a direction")

    def check(self):
        for node in self.root.iter():
            name = node.tag.replace(SPACE, "")
            self.hold(node.tag.startswith(SPACE), "another namespace")
            self.children_of(node, name)
            self.attributes_of(node, name)
            if "guid" in node.attrib:
                self.hold(node.attrib["guid"] not in self.kinds, "a guid twice")
                self.kinds[node.attrib["guid"]] = name
        for node in self.root.iter():
            name = node.tag.replace(SPACE, "")
            target = node.attrib.get("targetGUID")
            if target is not None:
                kind = self.kinds.get(target)
                self.hold(kind in REFERS_TO.get(name, [kind]) and kind, f"{name} to nothing")
            if "originGUID" in node.attrib:
                self.hold(node.attrib["originGUID"] in self.kinds, "a link from nothing")
            if "creatingUser" in node.attrib:
                self.hold(self.kinds.get(node.attrib["creatingUser"]) == "User", "a user")

    def words_of(self, node):
        path = node.attrib.get("plainTextPath", "")
        content = node.find(SPACE + "PlainTextContent")
        self.hold(bool(path) != (content is not None), "one of path and content")
        if content is not None:
            return content.text or ""
        self.hold(path == "internal://" + node.attrib["guid"] + ".txt", "a path to a text")
        name = path.replace("internal://", "sources/")
        self.hold(name in self.files, "a text that is not there")
        return self.files.pop(name, b"").decode("utf-8")

    def code_paths(self, node, above, into):
        for code in node.findall(SPACE + "Code"):
            path = above + [code.attrib["name"]]
            into[code.attrib["guid"]] = path
            self.code_paths(code, path, into)

    def read(self):
        self.check()
        codes, units, texts, notes = {}, [], {}, {}
        for book in self.root.iter(SPACE + "Codes"):
            self.code_paths(book, [], codes)
        for source in self.root.iter(SPACE + "TextSource"):
            text = texts[source.attrib["guid"]] = self.words_of(source)
            for part in source.findall(SPACE + "PlainTextSelection"):
                start, end = int(part.attrib["startPosition"]), int(part.attrib["endPosition"])
                self.hold(0 <= start < end <= len(text), "a place outside its text")
                under = [c.find(SPACE + "CodeRef").attrib["targetGUID"]
                         for c in part.findall(SPACE + "Coding")]
                units.append({"guid": part.attrib["guid"], "text": source.attrib["guid"],
                              "words": text[start:end], "codes": sorted(codes[c] for c in under)})
        for note in self.root.iter(SPACE + "Note"):
            notes[note.attrib["guid"]] = {"name": note.attrib["name"], "text": self.words_of(note)}
        links = [[link.attrib["name"], link.attrib["originGUID"], link.attrib["targetGUID"]]
                 for link in self.root.iter(SPACE + "Link")]
        self.hold(not self.files, "a file that nothing names")
        return {"broken": sorted(set(self.broken)), "codes": list(codes.values()), "texts": texts,
                "units": units, "notes": notes, "links": links,
                "users": [user.attrib["name"] for user in self.root.iter(SPACE + "User")]}


print(json.dumps(Reader(sys.argv[1]).read(), ensure_ascii=True))
