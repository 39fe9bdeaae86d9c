#include "foreign_objects.h"

#include <algorithm>

#include "crypto/constants.h"
#include "crypto/package.h"
#include "crypto/request.h"
#include "crypto/seal.h"

namespace spine::test {

using namespace crypto;

namespace {

constexpr UnixMs kNow = 1'795'510'680'000;

Admission tablet(const SampleClinic& clinic) {
    return {clinic.clinic, Role::Kiosk, clinic.device.public_key, {}, {}, 3, kNow, "Tablet 3"};
}

Admission computer(const SampleClinic& clinic) {
    return {clinic.clinic,
            Role::Computer,
            clinic.computer.public_key,
            clinic.clinic_key.public_key,
            clinic.attention.public_key,
            0,
            kNow,
            "Konsultation 1 – æøå"};
}

Manifest small_manifest(const SampleClinic& clinic) {
    const ClinicId& id = clinic.clinic;
    return {id,
            3,
            clinic.root.public_key,
            clinic.clinic_key.public_key,
            clinic.recovery.public_key,
            {{clinic.computer_id, clinic.attention.public_key},
             {clinic.device_id, clinic.clinic_key.public_key}},
            {{"kiosk.toml", 12, file_hash(id, as_bytes("a"))},
             {"pages/da/why.md", 4000, file_hash(id, as_bytes("b"))}}};
}

template <std::size_t N>
ByteArray<N> array_of(const Bytes& bytes) {
    ByteArray<N> out{};
    std::copy_n(bytes.begin(), N, out.begin());
    return out;
}

// Names and notes that are, or are not quite, what §1 calls text.
const std::vector<std::string>& odd_texts() {
    static const std::vector<std::string> all = {"a",
                                                 "\x7F",
                                                 "\x1F",
                                                 " ",
                                                 std::string(1, '\0'),
                                                 "\xC2\x80",
                                                 "\xC2\x9F",
                                                 "\xC2\xA0",
                                                 "\xC0\x80",
                                                 "\xC1\xBF",
                                                 "\xE0\x80\x80",
                                                 "\xE0\x9F\xBF",
                                                 "\xE0\xA0\x80",
                                                 "\xED\x9F\xBF",
                                                 "\xED\xA0\x80",
                                                 "\xED\xBF\xBF",
                                                 "\xEE\x80\x80",
                                                 "\xEF\xBF\xBE",
                                                 "\xEF\xBB\xBF",
                                                 "\xF0\x80\x80\x80",
                                                 "\xF0\x8F\xBF\xBF",
                                                 "\xF0\x90\x80\x80",
                                                 "\xF4\x8F\xBF\xBF",
                                                 "\xF4\x90\x80\x80",
                                                 "\xF5\x80\x80\x80",
                                                 "\xFF",
                                                 "\x80",
                                                 "\xE2\x82",
                                                 "\xE2\x82\xAC",
                                                 "\xF0\x9F\x98",
                                                 "a\nb",
                                                 "",
                                                 std::string(64, 'n'),
                                                 std::string(65, 'n'),
                                                 std::string(300, 'n')};
    return all;
}

// What stands in a manifest, whether or not it may.
struct RawManifest {
    std::uint64_t version = 1;
    Bytes root, clinic_key, recovery;
    std::vector<Bytes> computers;
    std::vector<std::string> paths;
};

class Limits {
  public:
    Limits(const SampleClinic& clinic, const ObjectAuthors& authors)
        : clinic_(clinic), authors_(authors) {}

    void admissions() {
        for (const std::string& name : odd_texts()) {
            for (const unsigned role : {0, 1, 2, 3}) admission(role, 0, kNow, name, false, false);
        }
        for (const unsigned number : {0, 1, 98, 99, 100, 255})
            for (const unsigned role : {1, 2})
                admission(role, number, kNow, "n", role == 2, role == 2);
        for (const std::int64_t at : times()) admission(1, 0, at, "n", false, false);
        for (const unsigned role : {1, 2})
            for (const bool passed : {false, true})
                for (const bool attention : {false, true})
                    admission(role, 0, kNow, "n", passed, attention);
        admission(1, 0, kNow, "n", false, false, Bytes(32));
    }

    void revocations_and_receipts() {
        for (const std::int64_t at : times()) {
            ByteWriter out = begin(labels::revocation);
            out.bytes(clinic_.device_id.view()).u64(static_cast<std::uint64_t>(at));
            keep("revocation", out.take(), authors_.root);
        }
        for (const std::uint64_t any : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}}) {
            const Receipt receipt{
                clinic_.clinic, clinic_.computer_id, clinic_.device_id, {}, any, {}};
            out_.push_back(
                {{"receipt"}, make_receipt(receipt, authors_.computer), &authors_.computer});
            const Tombstone stone{clinic_.clinic, clinic_.computer_id, any, clinic_.device_id, {}};
            out_.push_back(
                {{"tombstone"}, make_tombstone(stone, authors_.computer), &authors_.computer});
        }
    }

    void endorsements() {
        const auto name = [](std::size_t i) {
            Bytes hash(32, 7);
            hash[0] = static_cast<std::uint8_t>(i >> 8U), hash[1] = static_cast<std::uint8_t>(i);
            return hash;
        };
        const auto endorse = [&](const std::vector<Bytes>& names) {
            ByteWriter out = begin(labels::endorsement);
            out.bytes(clinic_.computer_id.view()).u16(static_cast<std::uint16_t>(names.size()));
            for (const Bytes& one : names) out.bytes(one);
            keep("endorsement", out.take(), authors_.root);
        };
        for (const std::size_t count : {0, 1, 2, 1'999, 2'000, 2'001}) {
            std::vector<Bytes> names;
            for (std::size_t i = 0; i < count; ++i) names.push_back(name(i));
            endorse(names);
        }
        endorse({name(1), name(1)});
        endorse({name(2), name(1)});
    }

    void attentions() {
        for (const std::size_t count : {0, 1, 2, 255, 256, 257, 300, 408, 409}) {
            ByteWriter out = begin(labels::attention);
            out.bytes(clinic_.device_id.view()).u16(static_cast<std::uint16_t>(count));
            out.bytes(Bytes(count * 160, 0x33));
            keep("attention", out.take(), authors_.device);
        }
        const std::vector<std::string> labels_of_all = {
            "admission", "revocation",  "tombstone",  "receipt", "attention",
            "mark",      "endorsement", "passed-key", "request", "package"};
        for (const std::string& format : labels_of_all) {
            out_.push_back({{format}, Bytes(kMaxObjectSize, 's'), &authors_.root});
            out_.push_back({{format}, Bytes(kMaxObjectSize + 1, 's'), &authors_.root});
        }
    }

    void manifests() {
        const std::vector<std::vector<std::string>> all_paths = {{},
                                                                 {""},
                                                                 {"a"},
                                                                 {"/a"},
                                                                 {"a/"},
                                                                 {"a//b"},
                                                                 {"."},
                                                                 {".."},
                                                                 {"a/./b"},
                                                                 {"a/../b"},
                                                                 {"a\\b"},
                                                                 {"..a"},
                                                                 {"a/..."},
                                                                 {"a", "a"},
                                                                 {"b", "a"},
                                                                 {"a", "a/b"},
                                                                 {"a.b", "a/b"},
                                                                 {"a/b", "a.b"},
                                                                 {"z", "\xC3\xA6"},
                                                                 {"\xC3\xA6", "z"},
                                                                 {std::string(255, 'p')},
                                                                 {std::string(256, 'p')}};
        for (const auto& paths : all_paths) manifest([&](RawManifest& it) { it.paths = paths; });
        for (const std::string& text : odd_texts())
            manifest([&](RawManifest& it) { it.paths = {text}; });
        for (const std::uint64_t version : {0U, 1U, 2U})
            manifest([&](RawManifest& it) { it.version = version; });
        manifest([](RawManifest& it) { it.root[0] ^= 1U; });
        manifest([](RawManifest& it) { it.clinic_key = it.recovery; });
        manifest([](RawManifest& it) { it.clinic_key = Bytes(32); });
        manifest([](RawManifest& it) { it.recovery = Bytes(32); });
        manifest([](RawManifest& it) { it.recovery = it.clinic_key = Bytes(32); });
        manifest([](RawManifest& it) { it.version = 0, it.recovery = Bytes(32); });
        manifest([](RawManifest& it) { it.version = 0, it.clinic_key = it.recovery; });
    }

    void long_manifests() {
        const auto numbered = [](std::size_t i) {
            Bytes id(16);
            id[14] = static_cast<std::uint8_t>(i >> 8U), id[15] = static_cast<std::uint8_t>(i);
            return id;
        };
        for (const std::size_t count : {2, 256, 257}) {
            manifest([&](RawManifest& it) {
                for (std::size_t i = 0; i < count; ++i) it.computers.push_back(numbered(i));
            });
        }
        manifest([&](RawManifest& it) { it.computers = {numbered(1), numbered(1)}; });
        manifest([&](RawManifest& it) { it.computers = {numbered(2), numbered(1)}; });
        for (const std::size_t count : {4096, 4097}) {
            manifest([&](RawManifest& it) {
                for (std::size_t i = 0; i < count; ++i) it.paths.push_back(to_hex(numbered(i)));
            });
        }
        out_.push_back({{"manifest"}, Bytes(kMaxManifestSize, 's'), &authors_.root});
        out_.push_back({{"manifest"}, Bytes(kMaxManifestSize + 1, 's'), &authors_.root});
    }

    [[nodiscard]] std::vector<ForeignObject> take() { return std::move(out_); }

  private:
    [[nodiscard]] ByteWriter begin(std::string_view label) const {
        ByteWriter out;
        out.text(label).bytes(clinic_.clinic.view()).u16(kVersion);
        return out;
    }

    void keep(const std::string& format, Bytes body, const Signer& author) {
        out_.push_back({{format}, author.signed_bytes(std::move(body)), &author});
    }

    static std::vector<std::int64_t> times() {
        return {0,
                1,
                253'402'300'799'999,
                253'402'300'800'000,
                -1,
                std::numeric_limits<std::int64_t>::min()};
    }

    void admission(unsigned role, unsigned number, std::int64_t at, const std::string& name,
                   bool passed, bool attention, const Bytes& signing = Bytes(32, 5)) {
        ByteWriter out = begin(labels::admission);
        out.u8(static_cast<std::uint8_t>(role))
            .bytes(signing)
            .bytes(Bytes(32, passed ? 6 : 0))
            .bytes(Bytes(32, attention ? 7 : 0))
            .u8(static_cast<std::uint8_t>(number))
            .u64(static_cast<std::uint64_t>(at))
            .text16(name);
        keep("admission", out.take(), authors_.root);
    }

    template <typename Change>
    void manifest(Change change) {
        const auto bytes_of = [](const auto& key) {
            return Bytes(key.view().begin(), key.view().end());
        };
        RawManifest it;
        it.root = bytes_of(clinic_.root.public_key);
        it.clinic_key = bytes_of(clinic_.clinic_key.public_key);
        it.recovery = bytes_of(clinic_.recovery.public_key);
        change(it);
        ByteWriter out = begin(labels::manifest);
        out.u64(it.version).bytes(it.root).bytes(it.clinic_key).bytes(it.recovery);
        out.u16(static_cast<std::uint16_t>(it.computers.size()));
        for (const Bytes& id : it.computers) out.bytes(id).bytes(Bytes(32));
        out.u32(static_cast<std::uint32_t>(it.paths.size()));
        for (const std::string& path : it.paths) out.text16(path).u64(1).bytes(Bytes(32, 9));
        keep("manifest", out.take(), authors_.root);
    }

    const SampleClinic& clinic_;
    const ObjectAuthors& authors_;
    std::vector<ForeignObject> out_;
};

}  // namespace

ForeignObject sealed_attention(const SampleClinic& clinic, const ObjectAuthors& authors,
                               const Bytes& text) {
    const SealPublicKey& key = clinic.attention.public_key;
    const Attention made{
        clinic.clinic,
        clinic.device_id,
        {{fingerprint(clinic.clinic, key), array_of<128>(seal(text, key).value())}}};
    return {{"attention", "attention"},
            authors.device.signed_bytes(encode_unsigned(made)),
            &authors.device};
}

ForeignObject sealed_mark(const SampleClinic& clinic, const ObjectAuthors& authors,
                          const Bytes& text) {
    const SealPublicKey& key = clinic.clinic_key.public_key;
    const Mark made{clinic.clinic, clinic.computer_id, fingerprint(clinic.clinic, key),
                    array_of<304>(seal(text, key).value())};
    return {{"mark", "clinic"},
            authors.computer.signed_bytes(encode_unsigned(made)),
            &authors.computer};
}

std::vector<ForeignObject> objects_of_every_kind(const SampleClinic& clinic,
                                                 const ObjectAuthors& authors) {
    const WipedBytes attention = encode(AttentionText{kNow, 2, "Tablet 2"});
    const WipedBytes mark =
        encode(MarkText{MarkKind::Reviewed, 7, kNow, clinic.device_id, {}, {}, ""});
    return {
        {{"admission"},
         make_admission(tablet(clinic), clinic.root.secret_key).value(),
         &authors.root},
        {{"admission"},
         make_admission(computer(clinic), clinic.root.secret_key).value(),
         &authors.root},
        {{"revocation"},
         make_revocation({clinic.clinic, clinic.device_id, kNow}, clinic.root.secret_key).value(),
         &authors.root},
        {{"endorsement"},
         make_endorsement({clinic.clinic,
                           clinic.computer_id,
                           {hash(as_bytes("a mark")), hash(as_bytes("a tombstone"))}},
                          clinic.root.secret_key)
             .value(),
         &authors.root},
        {{"passed-key", "recovery"},
         make_passed_key(clinic.clinic, clinic.clinic_key.secret_key, clinic.recovery.public_key,
                         authors.computer)
             .value(),
         &authors.computer},
        {{"request"},
         make_request({{}, Role::Kiosk, {}, {}, {}, "Tablet 2"}, authors.device).value(),
         &authors.device},
        {{"package"},
         make_package({clinic.root.public_key,
                       make_admission(tablet(clinic), clinic.root.secret_key).value(),
                       "https://store.example"},
                      clinic.root.secret_key)
             .value(),
         &authors.root},
        {{"tombstone"},
         make_tombstone({clinic.clinic, clinic.computer_id, 7, clinic.device_id, {}},
                        authors.computer),
         &authors.computer},
        {{"receipt"},
         make_receipt({clinic.clinic, clinic.computer_id, clinic.device_id, {}, 1, {}},
                      authors.computer),
         &authors.computer},
        sealed_attention(clinic, authors, {attention.begin(), attention.end()}),
        sealed_mark(clinic, authors, {mark.begin(), mark.end()})};
}

ForeignObject sample_manifest(const SampleClinic& clinic, const ObjectAuthors& authors) {
    return {{"manifest"},
            make_manifest(small_manifest(clinic), clinic.root.secret_key).value(),
            &authors.root};
}

std::vector<ForeignObject> objects_at_the_limits(const SampleClinic& clinic,
                                                 const ObjectAuthors& authors) {
    Limits limits(clinic, authors);
    limits.admissions();
    limits.revocations_and_receipts();
    limits.endorsements();
    limits.attentions();
    limits.manifests();
    limits.long_manifests();
    return limits.take();
}

}  // namespace spine::test
