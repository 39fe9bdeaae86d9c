#include "real_kiosk.h"

#include <algorithm>

#include "crypto/keys.h"
#include "imgui.h"
#include "kiosk/kiosk_screen.h"
#include "ui/widgets/message.h"

namespace spine::test {
namespace {

constexpr ui::Pixels display{1280, 800};
constexpr std::chrono::seconds between_syncs{60};

// The message slot alone, as the look has it when an answer is saved.
class SavedSlot final : public ui::App {
  public:
    SavedSlot(const kiosk::App& like, std::string words) : like_(like), words_(std::move(words)) {}
    void draw(ui::Frame& frame) override {
        frame.canvas.fill_display(theme_.paper);
        ui::saved_message({frame, theme_}, kiosk::place::slot, words_);
    }
    [[nodiscard]] std::vector<ui::Bake> first_fonts() const override { return all_fonts(); }
    [[nodiscard]] std::vector<ui::Bake> all_fonts() const override { return like_.all_fonts(); }
    [[nodiscard]] ui::Color background() const override { return theme_.paper; }
    [[nodiscard]] bool band() const override { return like_.band(); }
    [[nodiscard]] ui::Glyphs script() const override { return like_.script(); }
    [[nodiscard]] bool mirrored() const override { return like_.mirrored(); }
    [[nodiscard]] bool finished() const override { return false; }

  private:
    const kiosk::App& like_;
    const std::string words_;
    const ui::KioskTheme theme_ = ui::kiosk_calm();
};

}  // namespace

RealKiosk::RealKiosk(DyingFiles& files, std::unique_ptr<ui::Fonts> fonts, ui::Strings strings)
    : files_(files), strings_(std::move(strings)), stage_(ui::kiosk_design, std::move(fonts)) {}

Result<std::unique_ptr<RealKiosk>> RealKiosk::open(const RealKioskSettings& settings,
                                                   DyingFiles& files) {
    auto fonts = ui::Fonts::load();
    if (!fonts) return fail(std::move(fonts));
    const std::filesystem::path source(SPINE_SOURCE_DIR);
    auto strings = ui::Strings::load(files, source / "assets/strings", {"da", "en"},
                                     kiosk::required_strings());
    if (!strings) return fail(std::move(strings));
    std::unique_ptr<RealKiosk> made(new RealKiosk(files, std::move(*fonts), std::move(*strings)));
    if (auto composed = made->compose(settings); !composed) return fail(std::move(composed));
    return made;
}

Status RealKiosk::compose(const RealKioskSettings& settings) {
    auto tablet = kiosk::Tablet::open(settings.folder, "kiosk", files_, clock_, random_);
    if (!tablet) return fail(std::move(tablet));
    tablet_ = std::move(*tablet);
    auto keeper = tablet_->make_keeper([this] {
        if (kiosk::SyncThread* thread = syncing_) thread->wake();
    });
    if (!keeper) return fail(std::move(keeper));
    keeper_ = std::move(*keeper);
    kiosk::Keeper* used = keeper_.get();
    if (settings.too_early) used = &too_early_.emplace(*keeper_);
    desk_ = std::make_unique<kiosk::Desk>(tablet_->config(), *used, clock_);
    app_ = std::make_unique<kiosk::App>(
        *desk_, strings_, clock_,
        kiosk::AppSettings{tablet_->enrolment().admission.name, {}, [] {}, [] {}});
    screen_ = std::make_unique<ui::Headless>(stage_, *app_, clock_, display);
    if (!settings.syncs_beside) return {};
    sync_thread_ = std::make_unique<kiosk::SyncThread>(
        [this] { keeper_->sync_ended(tablet_->sync_once().has_value()); }, between_syncs);
    syncing_ = sync_thread_.get();
    return {};
}

bool RealKiosk::tap(std::string_view key) {
    clock_.leap_ms(ui::deaf_after_new_screen_ms);
    if (!screen_->tap(key)) return false;
    let_pass(ui::deaf_after_new_screen_ms);
    return true;
}

void RealKiosk::let_pass(std::int64_t ms) {
    clock_.leap_ms(ms);
    screen_->frame();
}

ui::Picture RealKiosk::slot_picture() const {
    // Back and Next may reach into the slot where their words are long; "Saved" stands amidst it.
    const ui::Rect& slot = kiosk::place::slot;
    const ui::Rect box = stage_.scale().to_pixels(slot.inset(4));
    const float side = stage_.scale().to_pixels(110.0F);
    ImDrawData& drawn = *ImGui::GetDrawData();
    for (int n = 0; n < drawn.CmdListsCount; ++n) {
        // Nothing else is drawn into the picture: a whole one takes ten times as long.
        for (ImDrawCmd& command : drawn.CmdLists[n]->CmdBuffer) {
            command.ClipRect = {std::max(command.ClipRect.x, box.x + side),
                                std::max(command.ClipRect.y, box.y),
                                std::min(command.ClipRect.z, box.right() - side),
                                std::min(command.ClipRect.w, box.bottom())};
        }
    }
    return ui::rasterise(drawn, ui::kiosk_calm().paper);
}

const ui::Picture& RealKiosk::saved_in(const std::string& language) {
    if (const auto known = saved_.find(language); known != saved_.end()) return known->second;
    SavedSlot slot(*app_, strings_.get(language, "kiosk.saved"));
    const ui::Headless alone(stage_, slot, clock_, display);
    const ui::Picture& picture = saved_[language] = slot_picture();
    screen_->frame();
    return picture;
}

bool RealKiosk::shows_saved() {
    if (desk_->walk() == nullptr) return false;
    const ui::Picture& wanted = saved_in(desk_->walk()->language());
    screen_->frame();
    return slot_picture().rgb == wanted.rgb;
}

std::string RealKiosk::print() {
    screen_->frame();
    return crypto::hash(screen_->picture().rgb).hex();
}

}  // namespace spine::test
