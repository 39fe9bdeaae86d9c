#include "dav_scene.h"

#include <catch2/catch.hpp>

#include "crypto/init.h"
#include "support/support.h"
#include "support/web_servers.h"
#include "sync/webdav_store.h"

namespace spine::test {

WebAnswer DavScene::answer(const WebRequest& request) {
    if (instead)
        if (auto scripted = instead(request)) return *scripted;
    WebAnswer answer = dav.answer(request);
    if (afterwards) afterwards(request, answer);
    return answer;
}

sync::HttpPeer DavScene::peer() const {
    REQUIRE(crypto::start());  // before any locked memory
    sync::HttpPeer peer;
    peer.auth = sync::HttpAuth::Basic;
    peer.user = kUser;
    peer.password = crypto::SecretBytes(as_bytes(kPassword));
    return peer;
}

std::unique_ptr<sync::Store> DavScene::open(const crypto::ClinicId& of) {
    sync::Patience recorded = patience;
    recorded.wait = [this](std::chrono::milliseconds time, const sync::GoOn& go_on) {
        waits.push_back(time);
        if (in_wait) in_wait();
        (void)go_on();
    };
    auto http =
        std::make_unique<sync::PatientHttp>(std::make_unique<sync::HttpClient>(peer(), limits),
                                            std::move(recorded), std::make_unique<SeededRandom>(5));
    return std::make_unique<sync::WebDavStore>(std::move(http), server.url() + "/dav", of);
}

void DavScene::set_up() {
    dav.folders.insert("/dav/" + clinic.hex() + "/");
    dav.folders.insert(bundles());
}

}  // namespace spine::test
