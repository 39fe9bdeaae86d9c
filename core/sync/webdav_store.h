// A WebDAV server (RFC 4918) as store: https://host/folder/<clinic id>/<place>/<name>.
//
// The folder of the address is never made; the clinic's is by set_up(), each place before its first
// put. Listing asks PROPFIND, which nginx has by libnginx-mod-http-dav-ext alone. What servers do
// with put's condition: Apache's mod_dav honours it, though two at once may both win; nginx takes
// no notice of it and overwrites. Neither does harm (web_store.h).
#pragma once

#include "sync/web_store.h"

namespace spine::sync {

class WebDavStore final : public WebStore {
  public:
    // Asks nothing of the server yet. Faults: store_refused.
    [[nodiscard]] static Result<std::unique_ptr<WebDavStore>> open(Files& files,
                                                                   const StoreSettings& settings,
                                                                   const crypto::ClinicId& clinic);
    // `address`: as read_web_address() gives it.
    WebDavStore(std::unique_ptr<Http> http, const std::string& address,
                const crypto::ClinicId& clinic);

    [[nodiscard]] Status set_up() override;
    // Objects only; a folder in an object's place is passed over. At most 64 MiB of an answer, some
    // 150,000 objects, are read: store_refused beyond it.
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view place) override;
    // See clinics_in().
    [[nodiscard]] Result<std::vector<crypto::ClinicId>> clinics();

  private:
    [[nodiscard]] std::string url_of(std::string_view place, std::string_view name) const override;
    [[nodiscard]] Result<bool> part_there() override;
    [[nodiscard]] Status make_place(std::string_view place) override;
    // `depth` 0: the folder itself; 1: with what lies in it.
    [[nodiscard]] HttpReply find(const std::string& folder, int depth);
    [[nodiscard]] HttpReply make_folder(const std::string& folder);

    std::string base_;  // the address
    std::string part_;  // the clinic's folder; both without an end slash
};

}  // namespace spine::sync
