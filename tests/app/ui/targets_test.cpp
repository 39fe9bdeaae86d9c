#include "ui/targets.h"

#include <catch2/catch.hpp>

using namespace spine::ui;

namespace {

constexpr Rect left_box{100, 100, 200, 80};
constexpr Rect right_box{400, 100, 200, 80};

// A screen with two targets, and a finger.
struct Hand {
    Scale scale{kiosk_design, {1280, 800}, false, false};
    InputQueue queue{InputQueue::Kind::Touch};
    Targets targets;
    std::int64_t now = 10'000;
    int left = 0, right = 0;
    std::int64_t rest_ms = 0;

    void frame() {
        const Input input = queue.take();
        targets.begin(scale, input.pointer, now);
        targets.by_resting(rest_ms);
        left += targets.add("left", left_box) ? 1 : 0;
        right += targets.add("right", right_box) ? 1 : 0;
    }
    void frames(int count) {
        for (int i = 0; i < count; ++i) frame();
    }
};

}  // namespace

TEST_CASE("a press counts once, on release inside the target") {
    Hand hand;
    hand.queue.pressed({150, 120});
    hand.frame();
    CHECK(hand.left == 0);
    CHECK(hand.targets.held("left"));
    hand.queue.released({160, 130});
    hand.frames(3);
    CHECK(hand.left == 1);
    CHECK_FALSE(hand.targets.held("left"));
}

TEST_CASE("down and up between two frames are still one press") {
    Hand hand;
    hand.queue.pressed({150, 120});
    hand.queue.released({150, 120});
    hand.queue.pressed({450, 120});
    hand.queue.released({450, 120});
    hand.frames(4);
    CHECK(hand.left == 1);
    CHECK(hand.right == 1);
}

TEST_CASE("sliding off cancels, and coming back does not press") {
    Hand hand;
    hand.queue.pressed({150, 120});
    hand.frame();
    hand.queue.moved({350, 120});
    hand.frame();
    hand.queue.moved({150, 120});
    hand.frame();
    hand.queue.released({150, 120});
    hand.frames(2);
    CHECK(hand.left == 0);
    // Nor does a press that began on one target and ends on another.
    hand.queue.pressed({150, 120});
    hand.frame();
    hand.queue.released({450, 120});
    hand.frames(2);
    CHECK(hand.left + hand.right == 0);
}

TEST_CASE("where a finger has to rest, it presses once by resting and never by being lifted") {
    Hand hand;
    hand.rest_ms = 600;
    hand.queue.pressed({150, 120});
    hand.frame();
    CHECK(hand.targets.rested_at() == hand.now + 600);
    hand.now += 599;
    hand.frame();
    hand.queue.released({150, 120});
    hand.frames(2);
    CHECK(hand.left == 0);
    hand.queue.pressed({150, 120});
    hand.frame();
    hand.now += 600;
    hand.frames(3);
    CHECK(hand.left == 1);
    CHECK_FALSE(hand.targets.rested_at());
    hand.now += 5'000;
    hand.frame();
    hand.queue.released({150, 120});
    hand.frames(2);
    CHECK(hand.left == 1);
    // What it slides off is left alone, however long it rests there then.
    hand.queue.pressed({150, 120});
    hand.frame();
    hand.queue.moved({450, 120});
    hand.frame();
    hand.now += 5'000;
    hand.frames(2);
    hand.queue.released({450, 120});
    hand.frames(2);
    CHECK(hand.left == 1);
    CHECK(hand.right == 0);
}

TEST_CASE("for 300 ms a new screen is deaf, and no longer") {
    Hand hand;
    hand.targets.new_screen(hand.now);
    hand.now += 299;
    hand.queue.pressed({150, 120});
    hand.frame();
    hand.now += 500;
    hand.queue.released({150, 120});
    hand.frames(2);
    CHECK(hand.left == 0);
    hand.queue.pressed({150, 120});
    hand.frame();
    hand.queue.released({150, 120});
    hand.frames(2);
    CHECK(hand.left == 1);
}

TEST_CASE("a press that began on the old screen does not count on the new one") {
    Hand hand;
    hand.queue.pressed({150, 120});
    hand.frame();
    hand.targets.new_screen(hand.now);
    hand.now += 1000;
    hand.queue.released({150, 120});
    hand.frames(2);
    CHECK(hand.left == 0);
}

TEST_CASE("after a release the pointer is off a touch screen, and stays under a mouse") {
    InputQueue touch(InputQueue::Kind::Touch);
    touch.pressed({10, 10});
    (void)touch.take();
    touch.released({10, 10});
    CHECK(touch.take().pointer.at.has_value());
    CHECK_FALSE(touch.take().pointer.at.has_value());
    InputQueue mouse(InputQueue::Kind::Mouse);
    mouse.moved({10, 10});
    (void)mouse.take();
    CHECK(mouse.take().pointer.at.has_value());
}

TEST_CASE("mirrored, the finger finds the target where it is drawn") {
    Hand hand;
    hand.scale = Scale(kiosk_design, {1280, 800}, false, true);
    hand.queue.pressed({1280 - 150, 120});
    hand.frame();
    hand.queue.released({1280 - 150, 120});
    hand.frame();
    CHECK(hand.left == 1);
    CHECK(hand.scale.to_pixels(left_box).x == 1280 - 300);
}
