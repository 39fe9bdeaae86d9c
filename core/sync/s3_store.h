// An S3-compatible object store: s3://bucket/prefix, the key <prefix>/<clinic id>/<place>/<name>.
//
// The bucket is named in the path, which every such store understands. There are no folders: an
// empty object with the key <prefix>/<clinic id>/ stands for the clinic's part, and any object
// under it does as well. Every request is signed (AWS Signature Version 4), its body's SHA-256
// included. Stores that do not know If-None-Match say 501 (OpenStack Swift) and are sent none
// (web_store.h); put then says Created also where something was there.
#pragma once

#include "sync/web_store.h"

namespace spine::sync {

class S3Store final : public WebStore {
  public:
    // Asks nothing of the server yet. Faults: store_refused, also where a key is missing.
    [[nodiscard]] static Result<std::unique_ptr<S3Store>> open(Files& files,
                                                               const StoreSettings& settings,
                                                               const crypto::ClinicId& clinic);
    // `bucket`: "https://host/bucket"; `prefix`: "a/b/" or empty.
    S3Store(std::unique_ptr<Http> http, std::string shown, std::string bucket, std::string prefix,
            const crypto::ClinicId& clinic);

    [[nodiscard]] Status set_up() override;
    // By pages of 1,000. A listing that goes round in circles, or on for more than 2,000 pages, is
    // broken off: store_refused.
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view place) override;
    // See clinics_in().
    [[nodiscard]] Result<std::vector<crypto::ClinicId>> clinics();

  private:
    // All that begins with `prefix`; with `folders` only the next part of each name, as a folder.
    [[nodiscard]] Result<std::vector<std::string>> names_under(const std::string& prefix,
                                                               bool folders);
    [[nodiscard]] HttpReply page(const std::string& prefix, bool folders, int most,
                                 const std::string& token);
    [[nodiscard]] std::string url_of(std::string_view place, std::string_view name) const override;
    void complete(HttpRequest& request) const override;
    [[nodiscard]] Result<bool> part_there() override;
    [[nodiscard]] Status make_place(std::string_view) override { return {}; }

    std::string bucket_;
    std::string prefix_;  // of the address
    std::string part_;    // of the clinic, with its end slash
};

}  // namespace spine::sync
