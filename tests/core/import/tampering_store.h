// A store in the wrong hands: what an honest one holds, and bundles that nobody sent.
#pragma once

#include <map>
#include <string>

#include "support/delegating_store.h"

namespace spine::test {

class TamperingStore final : public DelegatingStore {
  public:
    using DelegatingStore::DelegatingStore;  // the honest one
    // Beside what the honest store holds, or in its place.
    void plant(const std::string& name, Bytes bundle) { planted_[name] = std::move(bundle); }
    void uproot(const std::string& name) { planted_.erase(name); }

    [[nodiscard]] Result<Bytes> get(std::string_view place, std::string_view name,
                                    std::uint64_t limit) override;
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view place) override;
    [[nodiscard]] std::string address() const override { return "a store in the wrong hands"; }

  private:
    std::map<std::string, Bytes, std::less<>> planted_;
};

}  // namespace spine::test
