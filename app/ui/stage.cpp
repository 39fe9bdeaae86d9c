#include "ui/stage.h"

#include <cmath>

#include "imgui.h"
#include "ui/screen.h"

namespace spine::ui {

namespace {

constexpr float seconds_a_frame = 1.0F / 60;
constexpr std::int64_t moving_frame_ms = 16;

const char* no_clipboard(void*) {
    return "";
}
void drop_clipboard(void*, const char*) {}

}  // namespace

WindowScope::WindowScope() {
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::Begin("###screen", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoBringToFrontOnFocus);
}

WindowScope::~WindowScope() {
    ImGui::End();
    ImGui::PopStyleVar(2);
}

Stage::Stage(Design design, std::unique_ptr<Fonts> fonts)
    : design_(design),
      context_(ImGui::CreateContext()),
      fonts_(std::move(fonts)),
      scale_(design, {design.w, design.h}, false, false) {
    IMGUI_CHECKVERSION();
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.GetClipboardTextFn = no_clipboard;
    io.SetClipboardTextFn = drop_clipboard;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    ImGuiStyle& style = ImGui::GetStyle();
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.1F;
}

Stage::~Stage() {
    ImGui::DestroyContext(context_);
}

void Stage::bake_if_needed(App& app, const std::function<void()>& fonts_changed) {
    const bool first = baked_factor_ != scale_.factor() && frames_ == 0;
    const Glyphs script = app.script();
    const bool same =
        baked_factor_ == scale_.factor() && baked_script_ == script && baked_print_ == app.print();
    if (!first && all_baked_ && same) return;
    fonts_->bake(first ? app.first_fonts() : app.all_fonts(), scale_.factor());
    all_baked_ = !first;
    baked_factor_ = scale_.factor();
    baked_script_ = script;
    baked_print_ = app.print();
    if (fonts_changed) fonts_changed();
}

ImDrawData* Stage::draw(App& app, Pixels display, const Input& input, std::int64_t now_ms,
                        const std::function<void()>& fonts_changed) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {display.w, display.h};
    io.DeltaTime = seconds_a_frame;
    scale_ = Scale(design_, display, app.band(), app.mirrored(), app.notice());
    bake_if_needed(app, fonts_changed);
    fonts_->begin_frame(scale_.mirrored());
    ImGui::NewFrame();
    watched_.misfits.clear();
    watched_.lines.clear();
    watched_.glyphs.clear();
    targets_.begin(scale_, input.pointer, now_ms);
    motion_.begin(now_ms, app.still());
    {
        const WindowScope window;
        Canvas canvas(*ImGui::GetWindowDrawList(), scale_, *fonts_, watch_ ? &watched_ : nullptr,
                      app.print());
        canvas.fill_display(app.background());
        Frame frame{canvas, targets_, input, motion_, now_ms, {}};
        app.draw(frame);
        if (motion_.moving()) frame.draw_again_at(now_ms + moving_frame_ms);
        again_ms_ = frame.again_ms;
    }
    ImGui::Render();
    ++frames_;
    return ImGui::GetDrawData();
}

}  // namespace spine::ui
