// A store on a server that fails in every way: what is lost, what is read, what is said.
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "crypto/object_common.h"
#include "dav_scene.h"
#include "support/support.h"
#include "support/web_servers.h"
#include "sync/folder_store.h"

using namespace spine;
using namespace std::chrono_literals;
using sync::Put;
using test::DavScene;
using test::WebAnswer;
using test::WebRequest;

namespace {

const Bytes object(900, 0x5A);
const std::string name = crypto::object_name(object);

WebAnswer status(int code, std::vector<std::string> headers = {}) {
    WebAnswer answer;
    answer.status = code;
    answer.headers = std::move(headers);
    answer.body = "<html>what a server says</html>";
    return answer;
}

WebAnswer dropped() {
    WebAnswer answer;
    answer.dropped = true;
    return answer;
}

WebAnswer endless(int code) {
    WebAnswer answer = status(code);
    answer.body.assign(16'384, 'x');
    answer.endless = true;
    return answer;
}

std::size_t count_of(const std::vector<std::string>& seen, std::string_view begin) {
    return static_cast<std::size_t>(std::count_if(
        seen.begin(), seen.end(), [&](const std::string& one) { return one.starts_with(begin); }));
}

}  // namespace

TEST_CASE("a folder holds to the contract of a store") {
    const test::TemporaryFolder place;
    SystemFiles files;
    test::ContractWorld world;
    world.open = [&](const crypto::ClinicId& clinic) {
        return std::make_unique<sync::FolderStore>(files, place.path(), clinic,
                                                   sync::FolderStore::Part::MustBeThere);
    };
    world.spoil = [&](const std::string& path, const std::string& content) {
        test::spit(place / path, content);
    };
    test::check_store_contract(world);
}

TEST_CASE("WebDAV holds to the contract, whatever the server makes of If-None-Match") {
    for (const auto conditions :
         {test::Conditions::Honoured, test::Conditions::Ignored, test::Conditions::Unknown}) {
        INFO(static_cast<int>(conditions));
        DavScene scene;
        scene.dav.conditions = conditions;
        test::ContractWorld world;
        world.open = [&](const crypto::ClinicId& clinic) { return scene.open(clinic); };
        world.spoil = [&](const std::string& path, const std::string& content) {
            scene.dav.files["/dav/" + path] = content;
        };
        test::check_store_contract(world);
        CHECK(scene.waits.empty());
    }
}

TEST_CASE("an object is created and never laid over another, as far as the server can tell") {
    DavScene scene;
    scene.set_up();
    const auto store = scene.open();
    std::vector<std::string> conditions;
    std::optional<int> says;
    scene.instead = [&](const WebRequest& request) -> std::optional<WebAnswer> {
        if (request.method != "PUT") return std::nullopt;
        const auto condition = request.headers.find("if-none-match");
        conditions.push_back(condition == request.headers.end() ? "none" : condition->second);
        if (says && conditions.back() != "none") return status(*says);
        return std::nullopt;
    };
    CHECK(store->put("bundles", name, object).value() == Put::Created);
    CHECK(store->put("bundles", name, object).value() == Put::Already);
    CHECK(conditions == std::vector<std::string>{"*", "*"});
    // A server that does not know it is asked once, and then goes without.
    for (const int code : {400, 405, 501}) {
        INFO(code);
        scene.dav.files.clear();
        conditions.clear();
        says = code;
        const auto another = scene.open();
        CHECK(another->put("bundles", name, object).value() == Put::Created);
        CHECK(another->put("bundles", name, object).value() == Put::Already);
        CHECK(conditions == std::vector<std::string>{"*", "none", "none"});
    }
}

TEST_CASE("each fault of a server has its cause, says what to do, and names no password") {
    struct Row {
        WebAnswer answer;
        Cause cause;
        std::string word;  // of what is said
        std::size_t attempts = 1;
    };
    using sync::causes::store_denied, sync::causes::store_refused, sync::causes::store_unreachable;
    const std::vector<Row> rows = {
        {status(302, {"Location: https://elsewhere.example/"}), store_refused, "elsewhere"},
        {status(401), store_denied, "password"},
        {status(403), store_denied, "HTTP 403"},
        {status(429), store_unreachable, "HTTP 429", 3},
        {status(500), store_unreachable, "HTTP 500", 3},
        {status(503), store_unreachable, "HTTP 503", 3},
        {status(418), store_refused, "HTTP 418"},
        {status(507), store_refused, "no room"},
        {dropped(), store_unreachable, "broke off", 3},
        {endless(500), store_unreachable, "HTTP 500", 3},
    };
    for (const Row& row : rows) {
        INFO(row.word);
        DavScene scene;
        scene.set_up();
        const auto store = scene.open();
        REQUIRE(store->put("bundles", crypto::object_name(Bytes{1}), Bytes{1}));
        const std::size_t before = scene.server.seen().size();
        scene.instead = [&](const WebRequest&) { return row.answer; };
        const auto put = store->put("bundles", name, object);
        REQUIRE_FALSE(put);
        // A kept connection that breaks at once is made anew by libcurl itself, once.
        const std::size_t asked = scene.server.seen().size() - before;
        CHECK(asked >= row.attempts);
        CHECK(asked <= row.attempts + (row.answer.dropped ? 1 : 0));
        CHECK(scene.waits.size() == row.attempts - 1);
        const std::vector<Fault> faults = {
            put.error(), store->get("bundles", name, 900).error(), store->list("bundles").error(),
            store->remove("bundles", name).error(), store->set_up().error()};
        for (const Fault& fault : faults) {
            INFO(fault.sentence());
            CHECK(fault.cause == row.cause);
            CHECK(fault.sentence().find(row.word) != std::string::npos);
            CHECK(fault.next.size() > 20);
            CHECK(fault.where == scene.server.url() + "/dav");
            CHECK(fault.sentence().find("herons") == std::string::npos);
            CHECK(fault.sentence().find(test::kUser) == std::string::npos);
            CHECK(fault.sentence().find("what a server says") == std::string::npos);
        }
        // What the sockets' buffers had taken counts too: some megabytes for each request.
        CHECK(scene.server.written() < 200'000'000);
        CHECK(scene.dav.files.size() == 1);
    }
}

TEST_CASE("a redirection is not followed, and nobody else sees the password") {
    DavScene other;
    DavScene scene;
    scene.set_up();
    const auto store = scene.open();
    REQUIRE(store->put("bundles", crypto::object_name(Bytes{1}), Bytes{1}));
    std::string authorization;
    scene.instead = [&](const WebRequest& request) {
        authorization = request.headers.at("authorization");
        return status(307, {"Location: " + other.server.url() + request.target});
    };
    CHECK(store->put("bundles", name, object).error().cause == sync::causes::store_refused);
    CHECK(store->get("bundles", name, 900).error().cause == sync::causes::store_refused);
    CHECK(other.server.seen().empty());
    CHECK(authorization == "Basic dGFibGV0OnNldmVuIGdyZXkgaGVyb25z");
}

TEST_CASE("what the surroundings say of a proxy counts for nothing") {
    DavScene proxy;
    DavScene scene;
    scene.set_up();
    ::setenv("http_proxy", proxy.server.url().c_str(), 1);
    const auto put = scene.open()->put("bundles", name, object);
    ::unsetenv("http_proxy");
    CHECK(put);
    CHECK(proxy.server.seen().empty());
}

TEST_CASE("what fails for a moment is tried again, at times that differ and grow") {
    DavScene scene;
    scene.set_up();
    scene.patience.attempts = 5;
    const auto store = scene.open();
    REQUIRE(store->put("bundles", crypto::object_name(Bytes{1}), Bytes{1}));
    int left = 4;
    scene.instead = [&](const WebRequest&) -> std::optional<WebAnswer> {
        if (left-- > 0) return status(503);
        return std::nullopt;
    };
    CHECK(store->put("bundles", name, object).value() == Put::Created);
    REQUIRE(scene.waits.size() == 4);
    for (std::size_t i = 0; i < scene.waits.size(); ++i) {
        const auto range = 500ms * (1 << i);
        CHECK(scene.waits[i] >= range / 2);
        CHECK(scene.waits[i] <= range);
    }
    // What the server asks for is waited, but not for ever.
    scene.waits.clear();
    std::vector<std::string> asked = {"Retry-After: 86400", "Retry-After: 5", "Retry-After: soon"};
    scene.instead = [&](const WebRequest&) -> std::optional<WebAnswer> {
        if (asked.empty()) return std::nullopt;
        const std::string header = asked.back();
        asked.pop_back();
        return status(429, {header});
    };
    CHECK(store->get("bundles", name, 900).value() == object);
    REQUIRE(scene.waits.size() == 3);
    CHECK(scene.waits[0] <= 500ms);
    CHECK(scene.waits[1] == 5s);
    CHECK(scene.waits[2] == 30s);
}

TEST_CASE("an answer that was lost on its way back does no harm: the object is there once") {
    DavScene scene;
    scene.set_up();
    const auto store = scene.open();
    int lost = 2;
    scene.afterwards = [&](const WebRequest& request, WebAnswer& answer) {
        if (request.method == "PUT" && lost-- > 0) answer = dropped();
    };
    CHECK(store->put("bundles", name, object).value() == Put::Already);
    CHECK(scene.dav.files.size() == 1);
    CHECK(scene.dav.files.at(scene.bundles() + name) == as_text(object));
}

TEST_CASE("a body is read up to its bound and no further, and a cut one is not taken for whole") {
    DavScene scene;
    scene.set_up();
    const auto store = scene.open();
    REQUIRE(store->put("bundles", name, object));
    SECTION("endless object") {
        scene.instead = [](const WebRequest&) { return endless(200); };
        CHECK(store->get("bundles", name, 1'000).error().cause == causes::file_too_large);
        CHECK(scene.server.written() < 20'000'000);
    }
    SECTION("endless listing") {
        scene.instead = [](const WebRequest&) { return endless(207); };
        CHECK(store->list("bundles").error().cause == sync::causes::store_refused);
        CHECK(scene.server.written() < 100'000'000);
    }
    SECTION("endless headers") {
        WebAnswer answer;
        answer.raw = "HTTP/1.1 200 OK\r\n";
        for (int i = 0; i < 5'000; ++i) *answer.raw += "X-More: " + std::string(50, 'x') + "\r\n";
        scene.instead = [&](const WebRequest&) { return answer; };
        CHECK(store->get("bundles", name, 1'000).error().cause == sync::causes::store_refused);
    }
    SECTION("cut object, cut listing") {
        scene.afterwards = [](const WebRequest&, WebAnswer& answer) { answer.cut_after = 20; };
        CHECK(store->get("bundles", name, 900).error().cause == sync::causes::store_unreachable);
        CHECK(store->list("bundles").error().cause == sync::causes::store_unreachable);
        CHECK(scene.waits.size() == 4);
    }
    SECTION("an answer that is none, or another's") {
        for (const char* garbage : {"SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 999999\r\n\r\n", "\r\n"}) {
            WebAnswer answer;
            answer.raw = garbage;
            scene.instead = [&](const WebRequest&) { return answer; };
            CHECK_FALSE(store->list("bundles"));
        }
        // 200 with a sign-in page is no listing.
        scene.instead = [](const WebRequest&) { return status(200); };
        CHECK(store->list("bundles").error().cause == sync::causes::store_refused);
        // Nor does it say that the clinic's part is there, and what is put is stored.
        CHECK(scene.open()->put("bundles", name, object).error().cause ==
              sync::causes::store_refused);
        scene.instead = [](const WebRequest&) { return status(207); };
        CHECK(store->list("bundles").error().cause == sync::causes::store_refused);
    }
}

TEST_CASE("a server that sends a byte now and then is left") {
    DavScene scene;
    scene.set_up();
    scene.patience.attempts = 1;
    scene.limits.shortest = 300ms;
    scene.limits.longest = 300ms;
    const auto store = scene.open();
    REQUIRE(store->put("bundles", name, object));
    const auto before = scene.server.written();
    scene.afterwards = [](const WebRequest&, WebAnswer& answer) { answer.between_bytes = 50ms; };
    const auto got = store->get("bundles", name, 900);
    REQUIRE_FALSE(got);
    CHECK(got.error().cause == sync::causes::store_unreachable);
    CHECK(got.error().sentence().find("too slowly") != std::string::npos);
    CHECK(scene.server.written() - before < 100);
}

TEST_CASE(
    "many objects go over a few kept connections, and a server that fails is not met by all") {
    DavScene scene;
    scene.set_up();
    scene.limits.parallel = 4;
    const auto store = scene.open();
    std::vector<Bytes> objects;
    for (std::uint8_t i = 0; i < 100; ++i) objects.emplace_back(300, i);
    // No answer before there is a second connection: one that always answers at once needs one.
    const auto until = std::chrono::steady_clock::now() + 10s;
    scene.instead = [&](const WebRequest& request) -> std::optional<WebAnswer> {
        while (request.method == "PUT" && scene.server.connections() < 2 &&
               std::chrono::steady_clock::now() < until)
            std::this_thread::yield();
        return std::nullopt;
    };
    REQUIRE(store->put_all("bundles", objects));
    REQUIRE(store->put_all("objects", objects));
    CHECK(scene.dav.files.size() == 200);
    CHECK(scene.server.connections() <= 4);
    CHECK(scene.server.connections() > 1);
    const std::size_t before = scene.server.seen().size();
    scene.instead = [](const WebRequest&) { return dropped(); };
    CHECK(store->put_all("bundles", objects).error().cause == sync::causes::store_unreachable);
    CHECK(scene.server.seen().size() - before <= std::size_t{4} * (3 + 1));
}

TEST_CASE("a folder under an object's name is no object") {
    DavScene scene;
    scene.set_up();
    const auto store = scene.open();
    REQUIRE(store->put("bundles", name, object));
    const Bytes second(10, 2);
    scene.dav.folders.insert(scene.bundles() + crypto::object_name(second) + "/");
    CHECK(store->list("bundles").value() == std::vector{name});
}

TEST_CASE("a listing that is stale or strange does no harm") {
    DavScene scene;
    scene.set_up();
    const auto store = scene.open();
    REQUIRE(store->put("bundles", name, object));
    const Bytes second(10, 2);
    std::optional<WebAnswer> stale;
    scene.afterwards = [&](const WebRequest& request, WebAnswer& answer) {
        if (request.method != "PROPFIND") return;
        if (stale) answer = *stale;
        stale = answer;
    };
    CHECK(store->list("bundles").value() == std::vector{name});
    REQUIRE(store->put("bundles", crypto::object_name(second), second));
    REQUIRE(store->remove("bundles", name));
    CHECK(store->list("bundles").value() == std::vector{name});
    CHECK(store->get("bundles", name, 900).error().cause == causes::file_missing);
    CHECK(store->put("bundles", crypto::object_name(second), second).value() == Put::Already);
}

TEST_CASE("a part that goes while it is used is out of reach, and nothing is made in its place") {
    DavScene scene;
    scene.set_up();
    const auto store = scene.open();
    REQUIRE(store->put("bundles", name, object));
    scene.dav.files.clear();
    scene.dav.folders = {"/", "/dav/"};
    const auto unreachable = sync::causes::store_unreachable;
    CHECK(store->get("bundles", name, 900).error().cause == unreachable);
    CHECK(store->put("bundles", name, object).error().cause == unreachable);
    CHECK(store->get("bundles", name, 900).error().cause == unreachable);
    CHECK(store->list("bundles").error().cause == unreachable);
    CHECK(scene.dav.folders.size() == 2);
    CHECK(count_of(scene.server.seen(), "MKCOL /dav/" + scene.clinic.hex() + "/ ") == 0);
}
