// A page of a database that reads no more, as after a torn write or on a sector that went bad.
#pragma once

#include <filesystem>
#include <string>

namespace spine::test {

// Lays zeros over the page of `file`, closed before, whose number `sql` selects: dbstat knows them.
void tear_page(const std::filesystem::path& file, const std::string& sql);

}  // namespace spine::test
