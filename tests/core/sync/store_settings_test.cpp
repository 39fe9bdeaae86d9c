// store.toml, and the addresses that may stand in it.
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "crypto/init.h"
#include "support/support.h"
#include "sync/store.h"
#include "sync/store_listing.h"
#include "sync/web_address.h"

using namespace spine;
using sync::StoreSettings;

namespace {

void write_private(const std::filesystem::path& file, std::string_view content) {
    test::spit(file, content);
    REQUIRE(::chmod(file.c_str(), 0600) == 0);
}

}  // namespace

TEST_CASE("store.toml keeps every setting, for its owner alone") {
    REQUIRE(crypto::start());
    const test::TemporaryFolder folder;
    SystemFiles files;
    StoreSettings settings("https://store.example/dav");
    settings.ca = "/etc/ca.pem";
    settings.client_certificate = "/etc/client.pem";
    settings.client_key = "/etc/client.key";
    settings.proxy = "proxy.example:3128";
    settings.user = R"(tablet "1")";
    settings.region = "eu-central-1";
    settings.endpoint = "https://s3.example";
    settings.access_key = "AKID";
    settings.password = crypto::SecretBytes(as_bytes("three \"grey\" \\ herons\xC3\xA6"));
    settings.secret_key = crypto::SecretBytes(as_bytes("a/b+c"));
    const auto file = folder / "store.toml";
    REQUIRE(sync::save_store_settings(files, file, settings));
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 07777U) == 0600);
    CHECK(sync::load_store_settings(files, file).value() == settings);
    CHECK(settings.copy() == settings);
    StoreSettings other = settings.copy();
    other.password = crypto::SecretBytes(as_bytes("x"));
    CHECK_FALSE(other == settings);

    REQUIRE(sync::save_store_settings(files, file, "relative/store"));
    CHECK(sync::load_store_settings(files, file).value().address ==
          std::filesystem::absolute("relative/store").string());
}

TEST_CASE(
    "a store.toml that is wrong is refused with its place, and its secrets are not repeated") {
    REQUIRE(crypto::start());
    const test::TemporaryFolder folder;
    SystemFiles files;
    const auto file = folder / "store.toml";
    CHECK(sync::load_store_settings(files, file).error().cause == causes::file_missing);
    struct Row {
        const char* text;
        const char* where;
        const char* word;
    };
    for (const Row& row : {
             Row{"address = \"/srv\"\npasword = \"herons\"\n", ":2", "pasword"},
             Row{"address = 7\n", ":1", "no text"},
             Row{"address = \"/srv\"\n\npassword = \"herons\n", ":3", "no TOML"},
             Row{"user = \"a\"\n", "", "address"},
             Row{"address = \"\"\n", "", "address"},
             Row{"address = \"https://x\"\nuser = \"a\"\n", "", "password"},
             Row{"address = \"https://x\"\nclient_key = \"a\"\n", "", "certificate"},
             Row{"address = \"https://x\"\n[more]\na = 1\n", ":2", "no text"},
         }) {
        INFO(row.text);
        write_private(file, row.text);
        const auto read = sync::load_store_settings(files, file);
        REQUIRE_FALSE(read);
        CHECK(read.error().cause == sync::causes::store_settings_malformed);
        CHECK(read.error().where == file.string() + row.where);
        CHECK(read.error().sentence().find(row.word) != std::string::npos);
        CHECK(read.error().sentence().find("herons") == std::string::npos);
    }
}

TEST_CASE("a password that others may read is not used") {
    REQUIRE(crypto::start());
    const test::TemporaryFolder folder;
    SystemFiles files;
    const auto file = folder / "store.toml";
    write_private(file, "address = \"https://x/y\"\nuser = \"a\"\npassword = \"b\"\n");
    REQUIRE(sync::load_store_settings(files, file));
    REQUIRE(::chmod(file.c_str(), 0640) == 0);
    const auto read = sync::load_store_settings(files, file);
    REQUIRE_FALSE(read);
    CHECK(read.error().sentence().find("chmod 600") != std::string::npos);
    // Without one there is nothing to hide.
    test::spit(file, "address = \"https://x/y\"\n");
    REQUIRE(::chmod(file.c_str(), 0644) == 0);
    CHECK(sync::load_store_settings(files, file));
}

TEST_CASE("only an https address is taken, with no password in it") {
    for (const char* good :
         {"https://store.example/dav", "https://store.example:8443/a/b%20c",
          "http://127.0.0.1:8080/dav", "http://localhost/dav", "http://[::1]:80/dav"}) {
        INFO(good);
        CHECK(sync::read_web_address(good).has_value());
    }
    CHECK(sync::read_web_address("https://store.example/dav//").value() ==
          "https://store.example/dav");
    for (const char* bad :
         {"http://store.example/dav", "http://127.0.0.1.example/dav", "http://localhost.example/",
          "http://0x7f000001.example/", "ftp://store.example/", "https://", "https://a b/",
          "https://store.example/?token=herons", "https://store.example/#x", "store.example",
          "https://tablet:herons@store.example/", "https://tab let:herons@store.example/",
          "http://127.0.0.1@store.example/"}) {
        INFO(bad);
        const auto read = sync::read_web_address(bad);
        REQUIRE_FALSE(read);
        CHECK(read.error().cause == sync::causes::store_refused);
        if (std::string(bad).find('@') != std::string::npos)
            CHECK(read.error().sentence().find("herons") == std::string::npos);
    }
    CHECK(sync::check_proxy("proxy.example:3128"));
    CHECK_FALSE(sync::check_proxy("user:herons@proxy.example:3128"));
    CHECK_FALSE(sync::check_proxy("a b"));
}

TEST_CASE("a store whose settings cannot be used is refused before anybody is asked") {
    REQUIRE(crypto::start());
    SystemFiles files;
    const crypto::ClinicId clinic{{1}};
    const auto refused = [&](StoreSettings settings) {
        const auto opened = sync::open_store(files, settings, clinic);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().sentence().find("herons") == std::string::npos);
        return opened.error().cause == sync::causes::store_refused;
    };
    CHECK(refused("ftp://tablet:herons@store.example"));
    CHECK(refused("http://store.example/dav"));
    CHECK(refused("s3://bucket"));  // without keys
    for (const char* address : {"s3://", "s3://key:herons@bucket", "s3://bucket//x", "s3://b/../c",
                                "s3://bucket/ä", "s3://bucket?x"}) {
        INFO(address);
        StoreSettings settings(address);
        settings.access_key = "a";
        settings.secret_key = crypto::SecretBytes(as_bytes("b"));
        CHECK(refused(settings.copy()));
    }
    StoreSettings settings("https://store.example/dav");
    CHECK(sync::open_store(files, settings, clinic));
    settings.ca = "/no/such/ca.pem";
    CHECK(refused(settings.copy()));
    settings.ca.clear();
    settings.proxy = "tablet:herons@proxy:1";
    CHECK(refused(settings.copy()));
}

TEST_CASE("a listing is read whatever prefix and form of href a server chooses") {
    const auto names = [](std::string_view xml) {
        std::vector<std::string> found;
        const auto entries = sync::read_multistatus(as_bytes(xml));
        if (!entries) return std::vector<std::string>{"none"};
        for (const auto& entry : *entries) found.push_back(entry.name + (entry.folder ? "/" : ""));
        return found;
    };
    using Names = std::vector<std::string>;
    CHECK(
        names(
            R"(<multistatus xmlns="DAV:"><response><href>/a/b</href></response></multistatus>)") ==
        Names{"b"});
    CHECK(names(R"(<D:multistatus xmlns:D="DAV:" xmlns:lp1="DAV:"><D:response>
          <D:href>https://host/a/x%20y</D:href><D:propstat><D:prop><lp1:resourcetype/></D:prop>
          </D:propstat></D:response><D:response><D:href>/a/c</D:href><D:propstat><D:prop>
          <lp1:resourcetype><D:collection/></lp1:resourcetype></D:prop></D:propstat></D:response>
          <D:response><D:href>/a/</D:href></D:response><D:response><D:href>/a/%zz</D:href>
          </D:response><D:response/></D:multistatus>)") == Names{"x y", "c/", "a/"});
    for (const char* bad : {"", "<html/>", "<multistatus>", "\x01\x02", "<a><multistatus/></a>"})
        CHECK(names(bad) == Names{"none"});
    CHECK_FALSE(sync::read_bucket_page(as_bytes("<Error/>")));
    CHECK_FALSE(sync::read_bucket_page(
        as_bytes("<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>")));
}
