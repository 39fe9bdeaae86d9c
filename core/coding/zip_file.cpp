#include "coding/zip_file.h"

#include <zip.h>

#include <algorithm>

#include "coding/qdpx.h"

namespace spine::coding {
namespace {

tl::unexpected<Fault> not_zip(std::string happened, std::string where = {}) {
    return fail(causes::qdpx_not_zip, std::move(happened),
                "Have the other program write the project anew.", std::move(where));
}

struct Discard {
    void operator()(zip_t* zip) const { zip_discard(zip); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
    void operator()(zip_file_t* file) const { (void)zip_fclose(file); }
};
using Zip = std::unique_ptr<zip_t, Discard>;
using ZipSource = std::unique_ptr<zip_source_t, Discard>;

tl::unexpected<Fault> not_written() {
    return not_zip("The project could not be packed.");
}

// What libzip has written into its own memory.
Result<Bytes> content_of(zip_source_t* source) {
    if (zip_source_open(source) != 0) return not_written();
    Bytes out;
    bool right = zip_source_seek(source, 0, SEEK_END) == 0;
    const auto size = right ? zip_source_tell(source) : -1;
    right = size > 0 && zip_source_seek(source, 0, SEEK_SET) == 0;
    if (right) {
        out.resize(static_cast<std::size_t>(size));
        right = zip_source_read(source, out.data(), out.size()) == size;
    }
    (void)zip_source_close(source);
    if (!right) return not_written();
    return out;
}

Status add(zip_t* zip, const ZipPart& part, UnixMs at) {
    zip_source_t* const content =
        zip_source_buffer(zip, part.content.data(), part.content.size(), 0);
    if (content == nullptr) return not_written();
    const auto index = zip_file_add(zip, part.name.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(content);
        return not_written();
    }
    const auto place = static_cast<zip_uint64_t>(index);
    if (zip_set_file_compression(zip, place, ZIP_CM_DEFLATE, 0) != 0 ||
        zip_file_set_mtime(zip, place, static_cast<time_t>(at / 1000), 0) != 0)
        return not_written();
    return {};
}

}  // namespace

Result<Bytes> write_zip(std::span<const ZipPart> parts, UnixMs at) {
    zip_error_t error{};
    zip_error_init(&error);
    const ZipSource source(zip_source_buffer_create(nullptr, 0, 0, &error));
    Zip zip(source ? zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, &error)
                   : nullptr);
    zip_error_fini(&error);
    if (!zip) return not_written();
    zip_source_keep(source.get());  // one for the archive, one for us
    for (const ZipPart& part : parts)
        if (auto added = add(zip.get(), part, at); !added) return fail(std::move(added));
    if (zip_close(zip.get()) != 0) return not_written();
    (void)zip.release();
    return content_of(source.get());
}

struct ZipFile::Archive {
    Zip zip;
};

ZipFile::ZipFile(std::unique_ptr<Archive> archive) : archive_(std::move(archive)) {}
ZipFile::ZipFile(ZipFile&&) noexcept = default;
ZipFile& ZipFile::operator=(ZipFile&&) noexcept = default;
ZipFile::~ZipFile() = default;

Result<ZipFile> ZipFile::open(ByteView file, std::size_t most_parts) {
    zip_error_t error{};
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(file.data(), file.size(), 0, &error);
    zip_t* const opened = source != nullptr
                              ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error)
                              : nullptr;
    if (opened == nullptr && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    if (opened == nullptr) return not_zip("This is no ZIP, or it was cut or altered.");
    ZipFile out(std::make_unique<Archive>(Archive{Zip(opened)}));
    const auto count = zip_get_num_entries(opened, 0);
    if (count < 0 || static_cast<std::uint64_t>(count) > most_parts)
        return fail(causes::too_large, "The project has too many files.", "Take a part of it.");
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        const char* const name = zip_get_name(opened, i, ZIP_FL_ENC_GUESS);
        if (name == nullptr) return not_zip("A file in the project has no name.");
        out.names_.emplace_back(name);
    }
    return out;
}

Result<Bytes> ZipFile::read(std::size_t part, std::size_t most) const {
    zip_stat_t stat{};
    zip_stat_init(&stat);
    if (zip_stat_index(archive_->zip.get(), part, 0, &stat) != 0)
        return not_zip("A file in the project cannot be read.");
    const bool known = (stat.valid & ZIP_STAT_COMP_METHOD) != 0 &&
                       (stat.comp_method == ZIP_CM_STORE || stat.comp_method == ZIP_CM_DEFLATE);
    const bool open_to_all =
        (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) == 0 || stat.encryption_method == ZIP_EM_NONE;
    if (!known || !open_to_all)
        return not_zip("A file in the project is encrypted, or packed oddly.");
    const std::unique_ptr<zip_file_t, Discard> file(zip_fopen_index(archive_->zip.get(), part, 0));
    if (!file) return not_zip("A file in the project cannot be read.");
    constexpr std::size_t kStep = std::size_t{64} * 1024;
    Bytes out;
    for (;;) {
        const std::size_t before = out.size();
        const std::size_t step = std::min(kStep, most - before + 1);
        out.resize(before + step);
        const auto got = zip_fread(file.get(), out.data() + before, step);
        if (got < 0) return not_zip("A file in the project does not hold its checksum.");
        out.resize(before + static_cast<std::size_t>(got));
        if (out.size() > most)
            return fail(causes::too_large, "A file in the project is too large.",
                        "Take a part of it.");
        if (got == 0) return out;
    }
}

}  // namespace spine::coding
