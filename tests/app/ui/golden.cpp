#include "app/ui/golden.h"

#include <png.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "support/support.h"

namespace spine::test {
namespace {

namespace fs = std::filesystem;

std::optional<ui::Picture> read_png(const fs::path& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, file.c_str()) == 0) return {};
    image.format = PNG_FORMAT_RGB;
    ui::Picture picture;
    picture.w = static_cast<int>(image.width);
    picture.h = static_cast<int>(image.height);
    picture.rgb.resize(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, picture.rgb.data(), 0, nullptr) == 0) return {};
    return picture;
}

bool is(const char* variable, std::string_view value) {
    const char* set = std::getenv(variable);
    return set != nullptr && set == value;
}

void leave(const ui::Picture& picture, const std::string& name) {
    const char* folder = std::getenv("SPINE_PHOTOS");
    if (folder == nullptr) return;
    fs::create_directories(folder);
    CHECK(ui::write_png(picture, fs::path(folder) / (name + "-drawn.png")));
}

}  // namespace

int pixels_that_differ(const ui::Picture& a, const ui::Picture& b) {
    if (a.w != b.w || a.h != b.h) return std::max(a.w * a.h, b.w * b.h);
    int differ = 0;
    for (std::size_t i = 0; i + 2 < a.rgb.size(); i += 3) {
        bool another = false;
        for (std::size_t c = i; c < i + 3; ++c)
            another = another || std::abs(a.rgb[c] - b.rgb[c]) > golden_levels;
        differ += another ? 1 : 0;
    }
    return differ;
}

void check_golden(const ui::Picture& picture, const std::string& name) {
    const fs::path file = project() / "tests/golden" / (name + ".png");
    INFO("golden picture " << name);
    if (is("SPINE_GOLDEN", "renew")) {
        fs::create_directories(file.parent_path());
        CHECK(ui::write_png(picture, file));
        return;
    }
    const auto golden = read_png(file);
    if (!golden) {
        FAIL_CHECK("there is no " << file << "; SPINE_GOLDEN=renew makes it");
        return;
    }
    const int differ = pixels_that_differ(*golden, picture);
    if (differ > golden_pixels) leave(picture, name);
    CHECK(differ <= golden_pixels);
}

}  // namespace spine::test
