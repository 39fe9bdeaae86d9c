#include "ui/window.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "backends/imgui_impl_opengl3.h"
#include "imgui.h"

namespace spine::ui {

namespace {

constexpr int frames_after_change = 3;
constexpr double seconds_between_frames = 1.0 / 60;

struct KeyName {
    int glfw;
    Key key;
};
constexpr std::array<KeyName, 15> key_names{{
    {GLFW_KEY_ENTER, Key::Enter},
    {GLFW_KEY_KP_ENTER, Key::Enter},
    {GLFW_KEY_ESCAPE, Key::Escape},
    {GLFW_KEY_TAB, Key::Tab},
    {GLFW_KEY_BACKSPACE, Key::Backspace},
    {GLFW_KEY_DELETE, Key::Delete},
    {GLFW_KEY_LEFT, Key::Left},
    {GLFW_KEY_RIGHT, Key::Right},
    {GLFW_KEY_UP, Key::Up},
    {GLFW_KEY_DOWN, Key::Down},
    {GLFW_KEY_HOME, Key::Home},
    {GLFW_KEY_END, Key::End},
    {GLFW_KEY_PAGE_UP, Key::PageUp},
    {GLFW_KEY_PAGE_DOWN, Key::PageDown},
    {GLFW_KEY_UNKNOWN, Key::Character},
}};

// What the callbacks write down.
struct HeardInput {
    InputQueue queue;
    std::optional<Point> pointer;  // pixels, of the last event
    bool uncovered = false;
    bool closes = true;
};

HeardInput& heard_by(GLFWwindow* window) {
    return *static_cast<HeardInput*>(glfwGetWindowUserPointer(window));
}
InputQueue& queue_of(GLFWwindow* window) {
    return heard_by(window).queue;
}

// GLFW counts in window coordinates; everything here counts in pixels of the framebuffer.
Point in_pixels(GLFWwindow* window, double x, double y) {
    int ww = 1;
    int wh = 1;
    int fw = 1;
    int fh = 1;
    glfwGetWindowSize(window, &ww, &wh);
    glfwGetFramebufferSize(window, &fw, &fh);
    return {static_cast<float>(x * fw / std::max(ww, 1)),
            static_cast<float>(y * fh / std::max(wh, 1))};
}

void on_move(GLFWwindow* window, double x, double y) {
    HeardInput& heard = heard_by(window);
    heard.pointer = in_pixels(window, x, y);
    heard.queue.moved(*heard.pointer);
}

// Where the last event before it was, not where the pointer is by now: a tap that waited while the
// program was busy must not land on what the finger has gone to since.
void on_button(GLFWwindow* window, int button, int action, int) {
    if (button != GLFW_MOUSE_BUTTON_LEFT) return;
    HeardInput& heard = heard_by(window);
    if (!heard.pointer) {
        double x = 0;
        double y = 0;
        glfwGetCursorPos(window, &x, &y);
        heard.pointer = in_pixels(window, x, y);
    }
    if (action == GLFW_PRESS) heard.queue.pressed(*heard.pointer);
    if (action == GLFW_RELEASE) heard.queue.released(*heard.pointer);
}

// What another window has covered, or a new size: drawn again.
void on_uncovered(GLFWwindow* window) {
    heard_by(window).uncovered = true;
}
void on_resize(GLFWwindow* window, int, int) {
    heard_by(window).uncovered = true;
}

void on_scroll(GLFWwindow* window, double, double lines) {
    queue_of(window).scrolled(static_cast<float>(lines));
}

void on_key(GLFWwindow* window, int key, int, int action, int mods) {
    if (action == GLFW_RELEASE) return;
    KeyPress press;
    press.ctrl = (mods & GLFW_MOD_CONTROL) != 0;
    press.shift = (mods & GLFW_MOD_SHIFT) != 0;
    press.alt = (mods & GLFW_MOD_ALT) != 0;
    press.repeat = action == GLFW_REPEAT;
    const auto* named = std::find_if(key_names.begin(), key_names.end(),
                                     [key](const KeyName& name) { return name.glfw == key; });
    if (named != key_names.end()) {
        press.key = named->key;
    } else if (key >= GLFW_KEY_SPACE && key <= GLFW_KEY_GRAVE_ACCENT) {
        press.character = static_cast<char32_t>(key);  // GLFW's codes are the US layout's ASCII
    } else {
        return;
    }
    queue_of(window).key(press);
}

void on_character(GLFWwindow* window, unsigned character) {
    queue_of(window).typed(static_cast<char32_t>(character));
}

// The app says when it ends (App::finished): GLFW has set a flag of its own by now.
void on_close(GLFWwindow* window) {
    glfwSetWindowShouldClose(window, GLFW_FALSE);
    if (heard_by(window).closes) queue_of(window).close();
}

}  // namespace

std::optional<Pixels> parse_window_size(std::string_view text) {
    const std::size_t by = text.find('x');
    if (by == std::string_view::npos) return {};
    const auto number = [](std::string_view digits) -> std::optional<float> {
        int value = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), value);
        const bool whole = error == std::errc() && end == digits.data() + digits.size();
        if (!whole || value < 320 || value > 16384) return {};
        return static_cast<float>(value);
    };
    const auto w = number(text.substr(0, by));
    const auto h = number(text.substr(by + 1));
    if (!w || !h) return {};
    return Pixels{*w, *h};
}

struct Window::Handle {
    GLFWwindow* window = nullptr;
    HeardInput heard;
    bool renderer = false;

    explicit Handle(const WindowSettings& settings)
        : heard{InputQueue(settings.pointer), {}, false, settings.closes} {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (window != nullptr) glfwDestroyWindow(window);
        glfwTerminate();
    }
};

Result<std::unique_ptr<Window>> Window::open(const WindowSettings& settings) {
    if (glfwInit() == GLFW_FALSE) {
        return fail(causes::no_display, "There is no display to open a window on.",
                    "Start this program from a desktop, or set DISPLAY.");
    }
    auto handle = std::make_unique<Handle>(settings);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
    GLFWmonitor* monitor = settings.size ? nullptr : glfwGetPrimaryMonitor();
    int w = settings.size ? static_cast<int>(settings.size->w) : 1280;
    int h = settings.size ? static_cast<int>(settings.size->h) : 800;
    if (monitor != nullptr) {
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        if (mode != nullptr) w = mode->width, h = mode->height;
    }
    handle->window = glfwCreateWindow(w, h, settings.title.c_str(), monitor, nullptr);
    if (handle->window == nullptr) {
        return fail(causes::no_graphics, "The display has no OpenGL 3.",
                    "Install the Debian package libgl1-mesa-dri, or use another display.");
    }
    GLFWwindow* window = handle->window;
    glfwSetWindowUserPointer(window, &handle->heard);
    glfwSetCursorPosCallback(window, on_move);
    glfwSetMouseButtonCallback(window, on_button);
    glfwSetScrollCallback(window, on_scroll);
    glfwSetKeyCallback(window, on_key);
    glfwSetCharCallback(window, on_character);
    glfwSetWindowCloseCallback(window, on_close);
    glfwSetWindowRefreshCallback(window, on_uncovered);
    glfwSetFramebufferSizeCallback(window, on_resize);
    glfwMakeContextCurrent(window);
    glfwSwapInterval(0);
    if (settings.pointer == InputQueue::Kind::Touch) {
        glfwSetInputMode(window, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
    }
    return std::unique_ptr<Window>(new Window(std::move(handle)));
}

Window::Window(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Window::~Window() = default;

void Window::wake() {
    woken_ = true;
    glfwPostEmptyEvent();
}

void Window::wait(const Stage& stage, const Clock& clock, int frames_left) {
    if (!handle_->heard.queue.empty() || woken_) {
        glfwPollEvents();
        return;
    }
    std::optional<double> seconds;
    if (frames_left > 0) seconds = seconds_between_frames;
    if (stage.again_ms()) {
        const double until = static_cast<double>(*stage.again_ms() - clock.steady_ms()) / 1000;
        seconds = std::min(seconds.value_or(until), until);
    }
    if (!seconds) {
        glfwWaitEvents();
    } else if (*seconds > 0.001) {
        glfwWaitEventsTimeout(*seconds);
    } else {
        glfwPollEvents();
    }
}

void Window::draw(Stage& stage, App& app, const Clock& clock) {
    int w = 0;
    int h = 0;
    glfwGetFramebufferSize(handle_->window, &w, &h);
    // Minimised it has no size: what is asked of it then, to close above all, is heard all the
    // same.
    if (w > 0 && h > 0) display_ = {static_cast<float>(w), static_cast<float>(h)};
    const auto fonts_changed = [this] {
        if (!handle_->renderer) {
            handle_->renderer = ImGui_ImplOpenGL3_Init("#version 130");
        } else {
            ImGui_ImplOpenGL3_DestroyFontsTexture();
            ImGui_ImplOpenGL3_CreateFontsTexture();
        }
        ImGui_ImplOpenGL3_NewFrame();
    };
    ImDrawData* drawn =
        stage.draw(app, display_, handle_->heard.queue.take(), clock.steady_ms(), fonts_changed);
    const Color paper = app.background();
    glViewport(0, 0, w, h);
    glClearColor(static_cast<float>(paper.r) / 255, static_cast<float>(paper.g) / 255,
                 static_cast<float>(paper.b) / 255, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(drawn);
    glfwSwapBuffers(handle_->window);
    ++frames_;
}

void Window::run(Stage& stage, App& app, const Clock& clock) {
    int frames_left = frames_after_change;
    while (!app.finished()) {
        const bool due = stage.again_ms() && clock.steady_ms() >= *stage.again_ms();
        const bool uncovered = std::exchange(handle_->heard.uncovered, false);
        if (woken_.exchange(false) || !handle_->heard.queue.empty() || due || uncovered) {
            frames_left = frames_after_change;
        }
        if (frames_left > 0) {
            draw(stage, app, clock);
            --frames_left;
        }
        wait(stage, clock, frames_left);
    }
    // Now, while the stage still has the context that it belongs to.
    if (std::exchange(handle_->renderer, false)) ImGui_ImplOpenGL3_Shutdown();
}

}  // namespace spine::ui
