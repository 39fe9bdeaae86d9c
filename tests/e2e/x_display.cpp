#include "x_display.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "process.h"

// Last: they define macros such as None and Status.
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>

namespace spine::test {

namespace {

constexpr int start_ms = 30'000;

// Both ends close with it.
struct Pipe {
    int ends[2] = {-1, -1};
    Pipe() {
        if (::pipe2(ends, O_CLOEXEC) != 0) FAIL("no pipe");
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        ::close(ends[0]);
        close_writing();
    }
    void close_writing() {
        if (ends[1] >= 0) ::close(ends[1]);
        ends[1] = -1;
    }
    // The number that Xvfb writes when it can be reached; empty if it ended instead.
    [[nodiscard]] std::string read_line() const {
        std::string line;
        pollfd wait{ends[0], POLLIN, 0};
        char c = 0;
        while (::poll(&wait, 1, start_ms) == 1 && ::read(ends[0], &c, 1) == 1 && c != '\n') {
            line += c;
        }
        return line;
    }
};

}  // namespace

struct XDisplay::Handle {
    int w, h;
    Pipe number;
    std::optional<Process> server;
    std::string name;
    Display* x = nullptr;

    Handle(int width, int height) : w(width), h(height) {
        server.emplace(
            Start{{"Xvfb", "-displayfd", std::to_string(number.ends[1]), "-screen", "0",
                   std::to_string(w) + "x" + std::to_string(h) + "x24", "-nolisten", "tcp"},
                  {},
                  {},
                  {},
                  number.ends[1]});
        number.close_writing();
        name = ":" + number.read_line();
        if (name == ":") FAIL("Xvfb did not start: install the Debian package xvfb");
        x = XOpenDisplay(name.c_str());
        if (x == nullptr) FAIL("Xvfb cannot be reached");
    }

    Handle(std::string display, unsigned user, int width, int height)
        : w(width), h(height), name(std::move(display)) {
        // A window that goes while it is looked at, and a server that does, end no test.
        XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });
        XSetIOErrorHandler([](Display*) { return 0; });
        // The server asks the kernel who we are.
        const bool other = ::geteuid() == 0 && user != 0;
        if (other && ::seteuid(user) != 0) FAIL("cannot be user " << user);
        x = XOpenDisplay(name.c_str());
        if (other && ::seteuid(0) != 0) FAIL("cannot be root again");
        if (x == nullptr) FAIL("the display " << name << " cannot be reached");
        XSetIOErrorExitHandler(
            x, [](Display*, void*) {}, nullptr);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (x != nullptr) XCloseDisplay(x);
    }

    [[nodiscard]] std::vector<Window> windows() const {
        Window root = 0;
        Window parent = 0;
        Window* children = nullptr;
        unsigned count = 0;
        if (XQueryTree(x, DefaultRootWindow(x), &root, &parent, &children, &count) == 0) return {};
        std::vector<Window> all(children, children + count);
        if (children != nullptr) XFree(children);
        return all;
    }

    // What is looked at: our own display's root; where there is a compositor nothing is drawn on
    // that, but on the window that fills it. 0: there is none.
    [[nodiscard]] Window seen() const {
        if (server) return DefaultRootWindow(x);
        for (const Window window : windows()) {
            XWindowAttributes is{};
            if (XGetWindowAttributes(x, window, &is) == 0) continue;
            if (is.map_state == IsViewable && is.width == w && is.height == h) return window;
        }
        return 0;
    }
};

XDisplay::XDisplay(int w, int h) : handle_(std::make_unique<Handle>(w, h)) {}
XDisplay::XDisplay(const std::string& name, unsigned user, int w, int h)
    : handle_(std::make_unique<Handle>(name, user, w, h)) {}
XDisplay::~XDisplay() = default;

const std::string& XDisplay::name() const {
    return handle_->name;
}

Area XDisplay::whole() const {
    return {0, 0, handle_->w, handle_->h};
}

ui::Picture XDisplay::picture(const Area& area) const {
    ui::Picture picture{area.w, area.h, {}};
    picture.rgb.resize(static_cast<std::size_t>(area.w) * static_cast<std::size_t>(area.h) * 3);
    const Window seen = handle_->seen();
    XImage* image = seen == 0
                        ? nullptr
                        : XGetImage(handle_->x, seen, area.x, area.y, static_cast<unsigned>(area.w),
                                    static_cast<unsigned>(area.h), AllPlanes, ZPixmap);
    if (image == nullptr && !handle_->server) return picture;
    if (image == nullptr || image->bits_per_pixel != 32) FAIL("the display gives no picture");
    std::uint8_t* to = picture.rgb.data();
    for (int y = 0; y < area.h; ++y) {
        const char* at = image->data + static_cast<std::ptrdiff_t>(y) * image->bytes_per_line;
        for (int x = 0; x < area.w; ++x, at += 4, to += 3) {
            to[0] = static_cast<std::uint8_t>(at[2]);
            to[1] = static_cast<std::uint8_t>(at[1]);
            to[2] = static_cast<std::uint8_t>(at[0]);
        }
    }
    XDestroyImage(image);
    return picture;
}

void XDisplay::point_at(ui::Point pixels) {
    XTestFakeMotionEvent(handle_->x, -1, static_cast<int>(pixels.x), static_cast<int>(pixels.y), 0);
    XSync(handle_->x, False);
}

void XDisplay::tap(ui::Point pixels) {
    point_at(pixels);
    XTestFakeButtonEvent(handle_->x, 1, True, 0);
    XTestFakeButtonEvent(handle_->x, 1, False, 0);
    XSync(handle_->x, False);
}

void XDisplay::press(const std::string& key) {
    press_together({key});
}

void XDisplay::press_together(const std::vector<std::string>& keys) {
    const auto send = [this](const std::string& key, Bool down) {
        const KeyCode code = XKeysymToKeycode(handle_->x, XStringToKeysym(key.c_str()));
        INFO("key " << key);
        REQUIRE(code != 0);
        XTestFakeKeyEvent(handle_->x, code, down, 0);
    };
    for (const std::string& key : keys) send(key, True);
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) send(*key, False);
    XSync(handle_->x, False);
}

void XDisplay::type(std::string_view ascii) {
    for (const char c : ascii) {
        press(c == ' ' ? "space" : c == '-' ? "minus" : std::string(1, c));
    }
}

void XDisplay::ask_to_close() {
    Display* x = handle_->x;
    const Atom protocols = XInternAtom(x, "WM_PROTOCOLS", False);
    const Atom close = XInternAtom(x, "WM_DELETE_WINDOW", False);
    for (const Window window : handle_->windows()) {
        XEvent event{};
        event.xclient.type = ClientMessage;
        event.xclient.window = window;
        event.xclient.message_type = protocols;
        event.xclient.format = 32;
        event.xclient.data.l[0] = static_cast<long>(close);
        XSendEvent(x, window, False, NoEventMask, &event);
    }
    XSync(x, False);
}

}  // namespace spine::test
