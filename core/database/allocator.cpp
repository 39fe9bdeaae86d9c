#include "database/allocator.h"

#include <malloc.h>
#include <sqlite3.h>

#include <cstdlib>
#include <cstring>

namespace spine::database {
namespace {

void* take(int bytes) {
    return std::malloc(static_cast<std::size_t>(bytes));
}

int size_of(void* memory) {
    return memory == nullptr ? 0 : static_cast<int>(::malloc_usable_size(memory));
}

void give_back(void* memory) {
    if (memory == nullptr) return;
    ::explicit_bzero(memory, ::malloc_usable_size(memory));
    std::free(memory);
}

// Never in place: realloc() would leave the old copy behind, unwiped, when it moves.
void* resize(void* memory, int bytes) {
    void* larger = take(bytes);
    if (larger == nullptr) return nullptr;
    const int kept = size_of(memory);
    std::memcpy(larger, memory, static_cast<std::size_t>(kept < bytes ? kept : bytes));
    give_back(memory);
    return larger;
}

int round_up(int bytes) {
    return (bytes + 7) & ~7;
}

int start(void* /*unused*/) {
    return SQLITE_OK;
}

void stop(void* /*unused*/) {}

}  // namespace

Status install_wiping_allocator() {
    const sqlite3_mem_methods methods{take,     give_back, resize, size_of,
                                      round_up, start,     stop,   nullptr};
    // Lookaside slots are reused without passing through the allocator, so there are none.
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK ||
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK) {
        return fail(causes::allocator_refused, "SQLite's memory could not be made to wipe itself.",
                    "Report this to whoever looks after the program.");
    }
    return {};
}

}  // namespace spine::database
