#include "kiosk/serving.h"

#include <utility>

namespace spine::kiosk {

namespace {
// A look asks the journal, and the disk for its space.
constexpr std::int64_t between_looks_ms = 5'000;
}  // namespace

Serving::Serving(Room& room, Service* service, ui::Tasks& tasks, const Clock& clock)
    : room_(room), service_(service), tasks_(tasks), clock_(clock) {
    room_.service.there = service != nullptr;
    room_.service.can_shut_down = service != nullptr && service->can_shut_down();
}

void Serving::mind(ui::Frame& frame) {
    if (service_ == nullptr) return;
    if (room_.desk.scene() != Scene::Staff) {
        if (!looked_at_) return;
        looked_at_.reset();
        sent_from_.reset();
        room_.service.forget();
        return;
    }
    room_.service.now = clock_.now();
    const std::int64_t now = clock_.steady_ms();
    if (!looked_at_ || now - *looked_at_ >= between_looks_ms) {
        looked_at_ = now;
        look();
    }
    frame.draw_again_at(frame.now_ms + between_looks_ms);
}

void Serving::look() {
    if (std::exchange(looking_, true)) return;
    tasks_.start([service = service_](ui::TaskState&) { return service->look(); },
                 [this](Result<ServiceState> state) {
                     looking_ = false;
                     if (room_.desk.scene() != Scene::Staff) return;
                     room_.service.unreadable = !state.has_value();
                     if (!state) return;
                     if (sent_from_ && state->syncs > *sent_from_) {
                         sent_from_.reset();
                         room_.service.sending = SendingState::Over;
                     }
                     room_.service.state = std::move(*state);
                 });
}

void Serving::send_now() {
    if (service_ == nullptr || sent_from_ || !room_.service.state) return;
    sent_from_ = room_.service.state->syncs;
    room_.service.sending = SendingState::Running;
    room_.service.test_code.clear();
    service_->send_now();
}

void Serving::shut_down() {
    if (room_.desk.scene() != Scene::Staff) return;
    room_.service.going_off = service_->shut_down();
    room_.service.shut_down_refused = !room_.service.going_off;
}

void Serving::test_code() {
    if (service_ == nullptr) return;
    room_.service.test_code = service_->test_code();
    room_.service.sending = SendingState::No;
}

}  // namespace spine::kiosk
