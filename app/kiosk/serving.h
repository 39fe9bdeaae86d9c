// What stands on the staff's screen, kept up to date while it stands, and what is done from it.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/room.h"
#include "ui/frame.h"
#include "ui/tasks.h"

namespace spine::kiosk {

class Serving {
  public:
    // All outlive it; the service may be null: then there is no staff's screen.
    Serving(Room& room, Service* service, ui::Tasks& tasks, const Clock& clock);

    // Once a frame, before it is drawn: the tablet is looked at every five seconds, by the worker.
    void mind(ui::Frame& frame);
    void send_now();
    void test_code();
    // room.service says whether the machine goes off once the program has ended.
    void shut_down();

  private:
    void look();

    Room& room_;
    Service* service_;
    ui::Tasks& tasks_;
    const Clock& clock_;
    bool looking_ = false;
    std::optional<std::int64_t> looked_at_;   // steady ms; nothing: not on this screen
    std::optional<std::uint64_t> sent_from_;  // rounds of sync when sending was asked for
};

}  // namespace spine::kiosk
