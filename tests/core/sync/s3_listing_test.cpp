// The listing of a bucket, as a store that is not one might give it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "sync/s3_store.h"

using namespace spine;

namespace {

const crypto::ClinicId clinic{{0x11}};
const std::string part = "p/" + clinic.hex() + "/";
const std::string listed_name(64, 'a');

// Says each page in turn, the last one again and again.
class Pages final : public sync::Http {
  public:
    Pages(std::vector<std::string> pages, int& asked) : pages_(std::move(pages)), asked_(asked) {}
    [[nodiscard]] std::vector<sync::HttpReply> send(std::span<const sync::HttpRequest> requests,
                                                    const sync::GoOn& /*go_on*/) override {
        std::vector<sync::HttpReply> replies;
        for (std::size_t i = 0; i < requests.size(); ++i) {
            const auto at =
                std::min<std::size_t>(static_cast<std::size_t>(asked_++), pages_.size() - 1);
            sync::HttpReply reply;
            reply.trouble = sync::HttpTrouble::None;
            reply.status = 200;
            const ByteView body = as_bytes(pages_[at]);
            reply.body.assign(body.begin(), body.end());
            replies.push_back(std::move(reply));
        }
        return replies;
    }

  private:
    std::vector<std::string> pages_;
    int& asked_;
};

std::string page(const std::vector<std::string>& keys, const std::string& next = {}) {
    std::string body = "<ListBucketResult>";
    for (const std::string& key : keys)
        body.append("<Contents><Key>").append(key).append("</Key></Contents>");
    if (!next.empty())
        body.append("<IsTruncated>true</IsTruncated><NextContinuationToken>")
            .append(next)
            .append("</NextContinuationToken>");
    return body.append("</ListBucketResult>");
}

Result<std::vector<std::string>> listed(const std::vector<std::string>& pages, int& asked) {
    sync::S3Store store(std::make_unique<Pages>(pages, asked), "s3://b/p", "https://s3.example/b",
                        "p/", clinic);
    return store.list("bundles");
}

}  // namespace

TEST_CASE("keys that are not under what was asked for are passed over, however short") {
    int asked = 0;
    const std::string keys = part + "bundles/";
    const auto names =
        listed({page({part}), page({"x", "", std::string(keys.size(), 'p') + std::string(64, 'b'),
                                    keys + listed_name, keys})},
               asked);
    REQUIRE(names);
    CHECK(*names == std::vector{listed_name});
}

TEST_CASE("a listing that goes in a circle is left at once") {
    int asked = 0;
    const auto names = listed({page({part}), page({part + "bundles/" + listed_name}, "on")}, asked);
    REQUIRE_FALSE(names);
    CHECK(names.error().cause == sync::causes::store_refused);
    CHECK(names.error().happened == "The store's listing has no end.");
    CHECK(asked <= 4);
}
