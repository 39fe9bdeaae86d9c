// The stores before servers as clinics have them.
#include <catch2/catch.hpp>
#include <thread>

#include "crypto/init.h"
#include "crypto/object_common.h"
#include "store_contract.h"
#include "support/web_servers.h"
#include "sync/http_client.h"

using namespace spine;
using sync::StoreSettings;
using test::Kind;

namespace {

const bool started = crypto::start().has_value();  // before any locked memory
const Bytes object(900, 0x5A);
const std::string name = crypto::object_name(object);

crypto::SecretBytes secret(const char* text) {
    return crypto::SecretBytes(as_bytes(text));
}

StoreSettings settings_for(const test::WebServer& server, const test::TestCa& ca, Kind kind) {
    StoreSettings settings(test::is_s3(kind) ? "s3://clinic/spine/kiosks" : server.url());
    settings.ca = ca.file("ca.pem");
    if (!test::is_s3(kind)) return settings;
    settings.endpoint = server.url();
    settings.region = test::kRegion;
    settings.access_key = test::kAccessKey;
    settings.secret_key = secret(test::kSecretKey);
    return settings;
}

StoreSettings as_user(StoreSettings settings, const test::TestCa& ca) {
    settings.user = test::kUser;
    settings.password = secret(test::kPassword);
    settings.client_certificate = ca.file("client.pem");
    settings.client_key = ca.file("client.key");
    return settings;
}

std::unique_ptr<sync::Store> opened(Files& files, const StoreSettings& settings,
                                    const crypto::ClinicId& clinic = {{1, 2, 3}}) {
    REQUIRE(started);
    auto store = sync::open_store(files, settings, clinic);
    if (!store) FAIL(store.error().sentence());
    return std::move(*store);
}

// Asked as the store itself asks, past its interface.
sync::HttpReply put_past(const test::WebServer& server, const test::TestCa& ca,
                         const std::string& path, std::string_view content) {
    sync::HttpPeer peer;
    peer.ca = ca.file("ca.pem");
    peer.auth = sync::HttpAuth::SigV4;
    peer.user = test::kAccessKey;
    peer.password = secret(test::kSecretKey);
    peer.region = test::kRegion;
    sync::HttpClient client(std::move(peer));
    sync::HttpRequest request;
    request.method = "PUT";
    request.url = server.url() + "/clinic" + path;
    request.headers = {"Content-Type: application/octet-stream",
                       "x-amz-content-sha256: UNSIGNED-PAYLOAD"};
    request.body = as_bytes(content);
    return std::move(client.send({&request, 1}, [] { return true; }).front());
}

void check_contract(const test::WebServer& server, const test::TestCa& ca,
                    const StoreSettings& settings, Kind kind) {
    SystemFiles files;
    test::ContractWorld world;
    world.tells_already = !test::is_s3(kind);
    world.open = [&](const crypto::ClinicId& clinic) { return opened(files, settings, clinic); };
    const auto data = kind == Kind::OwnS3 ? server.data() / "spine" / "kiosks" : server.data();
    world.spoil = [data](const std::string& path, const std::string& content) {
        test::spit(data / path, content);
    };
    if (kind == Kind::Swift) {
        world.spoil = [&](const std::string& path, const std::string& content) {
            std::string encoded = "/spine/kiosks/" + path;
            for (std::size_t at = 0; (at = encoded.find(' ')) != std::string::npos;)
                encoded.replace(at, 1, "%20");
            REQUIRE(put_past(server, ca, encoded, content).status == 200);
        };
    }
    test::check_store_contract(world);
    CHECK(sync::clinics_in(files, settings).value() ==
          std::vector<crypto::ClinicId>{{{0x11, 0x22, 0x33}}});
    test::figure("the whole contract of a store was held to");
}

}  // namespace

TEST_CASE("Apache with TLS, client certificates and bcrypt users holds to the contract") {
    const test::TestCa ca;
    const test::WebServer server({Kind::Apache, true, true}, ca);
    check_contract(server, ca, as_user(settings_for(server, ca, Kind::Apache), ca), Kind::Apache);
}

TEST_CASE("nginx, which overwrites in silence, holds to the contract") {
    const test::TestCa ca;
    const test::WebServer server({Kind::Nginx}, ca);
    check_contract(server, ca, settings_for(server, ca, Kind::Nginx), Kind::Nginx);
}

TEST_CASE("an S3 store that verifies signatures holds to the contract, page by page") {
    const test::TestCa ca;
    const test::WebServer server({Kind::OwnS3}, ca);
    check_contract(server, ca, settings_for(server, ca, Kind::OwnS3), Kind::OwnS3);
}

TEST_CASE("OpenStack Swift, which answers 501 to If-None-Match, holds to the contract") {
    const test::TestCa ca;
    const test::WebServer server({Kind::Swift}, ca);
    REQUIRE(started);
    REQUIRE(put_past(server, ca, "", "").status == 200);  // the bucket
    check_contract(server, ca, settings_for(server, ca, Kind::Swift), Kind::Swift);
}

TEST_CASE("a server that does not prove who it is gets nothing, and is named so") {
    const test::TestCa ca;
    const test::WebServer server({Kind::Apache}, ca);
    SystemFiles files;
    StoreSettings settings = settings_for(server, ca, Kind::Apache);
    REQUIRE(opened(files, settings)->set_up());
    const auto cause = [&] {
        const auto put = opened(files, settings)->put("bundles", name, object);
        REQUIRE_FALSE(put);
        INFO(put.error().sentence());
        return put.error().cause;
    };
    settings.ca = ca.file("other-ca.pem");
    CHECK(cause() == sync::causes::store_untrusted);
    settings.ca.clear();  // the system's CAs have not signed it either
    CHECK(cause() == sync::causes::store_untrusted);
    settings.ca = ca.file("server.key");
    CHECK(cause() == sync::causes::store_refused);
    settings.ca = ca.file("ca.pem");
    settings.address = "https://127.0.0.2:" + std::to_string(server.port()) + "/dav";
    CHECK(cause() == sync::causes::store_unreachable);
    CHECK(std::filesystem::is_empty(*std::filesystem::directory_iterator(server.data())));
}

TEST_CASE("a server whose certificate is of another name gets nothing") {
    const test::TestCa ca;
    const test::WebServer server({Kind::Nginx}, ca);
    SystemFiles files;
    StoreSettings settings = settings_for(server, ca, Kind::Nginx);
    settings.address = "https://ip6-localhost.localhost:" + std::to_string(server.port()) + "/dav";
    const auto put = opened(files, settings)->put("bundles", name, object);
    REQUIRE_FALSE(put);
    CHECK(put.error().cause == sync::causes::store_untrusted);
}

TEST_CASE("who has not the password, the certificate or the key is denied") {
    const test::TestCa ca;
    const test::WebServer apache({Kind::Apache, true, true}, ca);
    SystemFiles files;
    const StoreSettings good = as_user(settings_for(apache, ca, Kind::Apache), ca);
    const auto denied = [&](const StoreSettings& settings, const char* word) {
        const auto done = opened(files, settings)->set_up();
        REQUIRE_FALSE(done);
        INFO(done.error().sentence());
        CHECK(done.error().cause == sync::causes::store_denied);
        CHECK(done.error().sentence().find(word) != std::string::npos);
        CHECK(done.error().sentence().find("herons") == std::string::npos);
    };
    StoreSettings settings = good.copy();
    settings.password = secret("seven red herons");
    denied(settings, "password");
    settings = good.copy();
    settings.user.clear();
    settings.password = {};
    denied(settings, "password");
    settings = good.copy();
    settings.client_certificate.clear();
    settings.client_key.clear();
    denied(settings, "client certificate");
    settings.client_certificate = ca.file("other-ca.pem");
    settings.client_key = ca.file("other-ca.key");
    denied(settings, "client certificate");
    REQUIRE(opened(files, good)->set_up());

    const test::WebServer s3({Kind::OwnS3}, ca);
    settings = settings_for(s3, ca, Kind::OwnS3);
    settings.secret_key = secret("another key");
    denied(settings, "SignatureDoesNotMatch");
    settings = settings_for(s3, ca, Kind::OwnS3);
    settings.access_key = "test:other";
    denied(settings, "InvalidAccessKeyId");
    settings = settings_for(s3, ca, Kind::OwnS3);
    settings.address = "s3://elsewhere/x";
    const auto none = opened(files, settings)->set_up();
    REQUIRE_FALSE(none);
    CHECK(none.error().sentence().find("no such bucket") != std::string::npos);
}

TEST_CASE("a server that is killed among many puts and comes back has each object once") {
    const test::TestCa ca;
    for (const Kind kind : {Kind::Apache, Kind::Nginx, Kind::OwnS3}) {
        INFO(static_cast<int>(kind));
        test::WebServer server({kind}, ca);
        SystemFiles files;
        const StoreSettings settings = settings_for(server, ca, kind);
        const auto store = opened(files, settings);
        REQUIRE(store->set_up());
        std::vector<Bytes> objects;
        for (int i = 0; i < 60; ++i) {
            objects.emplace_back(40'000, static_cast<std::uint8_t>(i));
            objects.back()[1] = 1;
        }
        const std::vector<ByteView> views(objects.begin(), objects.end());
        int begun = 0;
        store->go_on_while([&] {
            if (++begun == 30) server.kill();
            return true;
        });
        const auto broken = store->put_each("bundles", views);
        store->go_on_while({});
        REQUIRE_FALSE(broken.empty());
        REQUIRE_FALSE(broken.back());
        CHECK(broken.back().error().cause == sync::causes::store_unreachable);
        server.start();
        for (const auto& put : store->put_each("bundles", views)) CHECK(put.has_value());
        const auto names = store->list("bundles").value();
        CHECK(names.size() == objects.size());
        for (const Bytes& one : objects)
            CHECK(store->get("bundles", crypto::object_name(one), one.size()).value() == one);
    }
}
