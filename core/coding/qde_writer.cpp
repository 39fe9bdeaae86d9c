// project.qde as it is written: the children of each element in the order that the format's schema
// gives, and no element that would be empty.
#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "coding/qde.h"

namespace spine::coding {
namespace {

using pugi::xml_node;

void set(xml_node node, const char* name, std::string_view value) {
    node.append_attribute(name).set_value(std::string(value).c_str());
}

void set(xml_node node, const char* name, const Guid& guid) {
    set(node, name, to_text(guid));
}

xml_node add(xml_node parent, const char* name, const Guid& guid) {
    const xml_node node = parent.append_child(name);
    set(node, "guid", guid);
    return node;
}

void refer(xml_node parent, const char* element, const Guid& target) {
    set(parent.append_child(element), "targetGUID", target);
}

void describe(xml_node node, const std::string& words) {
    if (!words.empty()) node.append_child("Description").text().set(words.c_str());
}

void set_made(xml_node node, const Made& made) {
    if (!made.by.is_zero()) set(node, "creatingUser", made.by);
    if (made.at != 0) set(node, "creationDateTime", to_qde_time(made.at));
}

void write_users(xml_node root, const State& state) {
    if (state.users.empty()) return;
    const xml_node users = root.append_child("Users");
    for (const auto& [id, user] : state.users) set(add(users, "User", id), "name", user.name);
}

void write_codes(xml_node root, const State& state) {
    if (state.codes.empty()) return;
    std::map<Guid, xml_node> nodes;
    nodes[{}] = root.append_child("CodeBook").append_child("Codes");
    for (const Code* code : codes_in_order(state)) {
        const xml_node node = add(nodes[code->parent], "Code", code->id);
        set(node, "name", code->name);
        set(node, "isCodable", code->codable ? "true" : "false");
        if (!code->colour.empty()) set(node, "color", code->colour);
        describe(node, code->description);
        nodes[code->id] = node;
    }
}

void write_unit(xml_node source, const Unit& unit) {
    const xml_node node = add(source, "PlainTextSelection", unit.id);
    set(node, "startPosition", std::to_string(unit.from));
    set(node, "endPosition", std::to_string(unit.to));
    set_made(node, unit.made);
    describe(node, unit.note);
    for (const Coding& one : unit.codings) {
        const xml_node coding = add(node, "Coding", one.id);
        set_made(coding, one.made);
        refer(coding, "CodeRef", one.code);
    }
}

void write_sources(xml_node root, const Project& project) {
    if (project.sources.empty()) return;
    std::map<Guid, std::vector<const Unit*>> units;
    for (const auto& [id, unit] : project.state.units) units[unit.text].push_back(&unit);
    const xml_node sources = root.append_child("Sources");
    for (const Source& one : project.sources) {
        const xml_node node = add(sources, "TextSource", one.id);
        set(node, "name", one.name);
        set(node, "plainTextPath", std::string(kInternal).append(text_file(one.id)));
        auto& in_it = units[one.id];
        std::stable_sort(in_it.begin(), in_it.end(), [](const Unit* a, const Unit* b) {
            return a->from != b->from ? a->from < b->from : a->to < b->to;
        });
        for (const Unit* unit : in_it) write_unit(node, *unit);
    }
}

void write_note(xml_node notes, const Guid& id, std::string_view name, const Made& made) {
    const xml_node note = add(notes, "Note", id);
    set(note, "name", name);
    set(note, "plainTextPath", std::string(kInternal).append(text_file(id)));
    set_made(note, made);
}

void write_notes(xml_node root, const Project& project) {
    const State& state = project.state;
    if (state.condensates.empty() && state.syntheses.empty() && state.themes.empty() &&
        project.history.empty())
        return;
    const xml_node notes = root.append_child("Notes");
    for (const auto& [id, one] : state.themes) write_note(notes, id, "Theme", one.made);
    for (const auto& [id, one] : state.condensates) write_note(notes, id, one.name, one.made);
    for (const auto& [id, one] : state.syntheses) write_note(notes, id, one.heading, one.made);
    if (!project.history.empty()) write_note(notes, history_note(), "History of the coding", {});
}

class Links {
  public:
    explicit Links(xml_node root) : root_(root) {}
    void add_link(std::string_view name, const Guid& from, const Guid& to) {
        if (!links_) links_ = root_.append_child("Links");
        const xml_node link = add(links_, "Link", derived_guid(name, from, to));
        set(link, "name", name);
        set(link, "direction", "OneWay");
        set(link, "originGUID", from);
        set(link, "targetGUID", to);
    }

  private:
    xml_node root_, links_;
};

void write_links(xml_node root, const State& state) {
    Links to(root);
    for (const auto& [id, one] : state.condensates) {
        to.add_link(links::group, id, one.group);
        for (const Guid& unit : one.units) to.add_link(links::rests_on, id, unit);
        if (!one.quotation.is_zero()) to.add_link(links::quotes, id, one.quotation);
    }
    for (const auto& [id, one] : state.syntheses) {
        to.add_link(links::group, id, one.group);
        for (const Guid& condensate : one.condensates) to.add_link(links::rests_on, id, condensate);
        for (const auto& [unit, verdict] : one.checks)
            to.add_link(verdict == Verdict::Supports ? links::supported_by : links::contradicted_by,
                        id, unit);
    }
}

class Sets {
  public:
    explicit Sets(xml_node root) : root_(root) {}
    xml_node add_set(const Guid& id, std::string_view name, const char* words) {
        if (!sets_) sets_ = root_.append_child("Sets");
        const xml_node set_of = add(sets_, "Set", id);
        set(set_of, "name", name);
        describe(set_of, words);
        return set_of;
    }
    template <typename T>
    void add_notes(const Guid& id, std::string_view name, const char* words,
                   const std::map<Guid, T>& notes) {
        if (notes.empty()) return;
        const xml_node set_of = add_set(id, name, words);
        for (const auto& [note, one] : notes) refer(set_of, "MemberNote", note);
    }

  private:
    xml_node root_, sets_;
};

void write_sets(xml_node root, const State& state) {
    Sets sets(root);
    sets.add_notes(themes_set(), "Themes", "First impressions of the whole.", state.themes);
    sets.add_notes(condensates_set(), "Condensates",
                   "Each is linked to its code group and to every unit that it rests on.",
                   state.condensates);
    sets.add_notes(syntheses_set(), "Syntheses",
                   "Each is linked to its code group, its condensates and the units it was held "
                   "against.",
                   state.syntheses);
    std::map<Guid, std::vector<Guid>> read;
    for (const auto& [text, user] : state.readings) read[user].push_back(text);
    for (const auto& [user, texts] : read) {
        const xml_node set_of = sets.add_set(
            readings_set(user), std::string("Read by ").append(state.users.at(user).name), "");
        for (const Guid& text : texts) refer(set_of, "MemberSource", text);
    }
}

}  // namespace

std::string write_qde(const Project& project) {
    pugi::xml_document document;
    xml_node declaration = document.append_child(pugi::node_declaration);
    set(declaration, "version", "1.0");
    set(declaration, "encoding", "utf-8");
    const xml_node root = document.append_child("Project");
    set(root, "xmlns", kQdeNamespace);
    set(root, "name", project.name);
    set(root, "origin", project.origin);
    if (project.at != 0) set(root, "creationDateTime", to_qde_time(project.at));
    write_users(root, project.state);
    write_codes(root, project.state);
    write_sources(root, project);
    write_notes(root, project);
    write_links(root, project.state);
    write_sets(root, project.state);
    std::ostringstream out;
    document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(out).str();
}

}  // namespace spine::coding
