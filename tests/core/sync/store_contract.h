// What every store holds to, whatever it is made of: FORMAT.md, section 8, and sync/store.h.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sync/store.h"

namespace spine::test {

struct ContractWorld {
    // The part of one clinic, opened anew.
    std::function<std::unique_ptr<sync::Store>(const crypto::ClinicId&)> open;
    // Puts bytes where an object lies, by other means than the store: damage, or somebody else's
    // file. `path` is below the store's address.
    std::function<void(const std::string& path, const std::string& content)> spoil;
    // False where put cannot tell that something was there (S3Store).
    bool tells_already = true;
};

void check_store_contract(const ContractWorld& world);

}  // namespace spine::test
