// A store that does what another does, but for what a test overrides.
#pragma once

#include "sync/store.h"

namespace spine::test {

class DelegatingStore : public sync::Store {
  public:
    explicit DelegatingStore(sync::Store& behind) : behind_(behind) {}

    [[nodiscard]] Result<sync::Put> put(std::string_view place, std::string_view name,
                                        ByteView content) override {
        return behind_.put(place, name, content);
    }
    [[nodiscard]] Result<Bytes> get(std::string_view place, std::string_view name,
                                    std::uint64_t limit) override {
        return behind_.get(place, name, limit);
    }
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view place) override {
        return behind_.list(place);
    }
    [[nodiscard]] Status remove(std::string_view place, std::string_view name) override {
        return behind_.remove(place, name);
    }
    [[nodiscard]] std::string address() const override { return behind_.address(); }

  private:
    sync::Store& behind_;
};

}  // namespace spine::test
