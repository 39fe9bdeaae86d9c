// The frame of every patient screen: top bar, progress, Back, message slot, Next (look/kiosk.md,
// "Anatomy"). A derived screen draws what lies between and adds the actions it wants.
#pragma once

#include <memory>
#include <string_view>

#include "kiosk/action.h"
#include "kiosk/room.h"
#include "ui/screen.h"
#include "ui/widgets/button.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

// Where things stand, in units.
namespace place {
inline constexpr ui::Rect progress_words{40, 12, 500, 72};
inline constexpr ui::Rect progress_bar{40, 100, 1200, 10};
inline constexpr ui::Rect content{40, 128, 1200, 544};
inline constexpr ui::Rect question{40, 128, 460, 544};
inline constexpr ui::Rect answers{540, 128, 700, 544};
inline constexpr ui::Rect rather_not{540, 594, 700, 78};
inline constexpr ui::Rect back{40, 704, 240, 80};
inline constexpr ui::Rect slot{300, 704, 680, 80};
inline constexpr ui::Rect next{1000, 704, 240, 80};
}  // namespace place

class KioskScreen : public ui::Screen<Actions> {
  public:
    explicit KioskScreen(const Room& room) : room_(room) {}
    [[nodiscard]] virtual ui::Color background() const { return room_.theme.paper; }

  protected:
    // What of the frame is drawn. While a patient is here the tool for the language stands beside
    // Stop, where there is another to choose, and that for text and colours beside it; Listen
    // beside that.
    struct Shell {
        bool stop = true, progress = true, back = true, next = true, slot = true, language = true,
             listen = true, appearance = true;
    };
    [[nodiscard]] virtual Shell shell() const { return {}; }
    static constexpr Shell listen_alone{false, false, false, false, false, false, true, false};
    static constexpr Shell nothing_around{false, false, false, false, false, false, false, false};
    virtual void content(const ui::Kit& kit, Actions& out) = 0;
    // Of a screen that stands beside the walk: in the place of the progress, with a line under it.
    void draw_title(const ui::Kit& kit, std::string_view words) const;
    // Before Next, Back and Stop: what is typed and not yet answered becomes an action.
    // False: the screen stays (it has added a note); Stop leads on all the same.
    virtual bool leaving(Actions& out) {
        (void)out;
        return true;
    }
    // Before another screen covers this one for a while, which stays as it is: as at a pause.
    virtual void pausing(Actions& out) { (void)leaving(out); }
    // Something is typed that is not durable yet: "Saved" is not shown.
    [[nodiscard]] virtual bool unsaved() const { return false; }
    // Words in the message slot while there is nothing else to say.
    [[nodiscard]] virtual std::string_view hint() const { return {}; }
    // Where large print leaves no room for all, a screen comes in parts, which Next and Back lead
    // through; each is as new as a screen of its own. At least 1; asked in every frame.
    [[nodiscard]] virtual std::size_t parts(const ui::Canvas& canvas) {
        (void)canvas;
        return 1;
    }
    // Which part stands, from 0, and whether others follow.
    [[nodiscard]] std::size_t part() const { return part_; }
    [[nodiscard]] bool more_parts() const { return part_ + 1 < parts_; }
    void first_part() { part_ = 0; }
    // While a page is read that the screen itself closes, Next and Back lead through its parts
    // alone.
    [[nodiscard]] Shell shell_beside(bool page) const {
        Shell drawn;
        drawn.slot = !page;
        drawn.next = !page || more_parts();
        drawn.back = !page || part() > 0;
        return drawn;
    }
    // Before Next leads to the next part. False: it stays (it has added a note).
    virtual bool leaving_part(Actions& out) {
        (void)out;
        return true;
    }
    // Next and Back may be the screen's own business (a list of several pages).
    virtual void next_pressed(Actions& out) { out.emplace_back(act::Next{}); }
    virtual void back_pressed(Actions& out) { out.emplace_back(act::Back{}); }
    [[nodiscard]] virtual bool can_go_back() const;
    // Where the screen is the red one.
    [[nodiscard]] virtual bool on_alarm() const { return false; }
    // The tools of the top bar, as they stand in this frame. Width 0: it is not there, and its x is
    // that of its neighbour; 12 px beyond the margin where there is none.
    struct Tools {
        ui::Rect stop, language, appearance, listen;
        ui::Style style = ui::type::bar;
        bool worded = true;  // the tool for text and colours has its word
    };
    [[nodiscard]] const Tools& tools() const { return tools_; }

    [[nodiscard]] const Room& room() const { return room_; }
    [[nodiscard]] const std::string& text(std::string_view key) const { return room_.text(key); }

  private:
    Actions draw_content(ui::Frame& frame) final;
    void draw_top(const ui::Kit& kit, Actions& out);
    [[nodiscard]] Tools place_tools(const ui::Canvas& canvas) const;
    [[nodiscard]] Tools place_tools(const ui::Canvas& canvas, const ui::Style& style,
                                    bool worded) const;
    // What the progress words of a question need.
    [[nodiscard]] float progress_width(const ui::Canvas& canvas) const;
    void draw_progress_words(const ui::Kit& kit) const;
    void draw_language(const ui::Kit& kit, Actions& out);
    void draw_appearance(const ui::Kit& kit, Actions& out);
    void draw_listen(const ui::Kit& kit, Actions& out) const;
    void draw_bottom(const ui::Kit& kit, Actions& out);
    void draw_slot(const ui::Kit& kit, const ui::Rect& box) const;
    [[nodiscard]] std::string progress_words(bool large_print) const;
    void lead_on(Actions& out);
    void lead_back(Actions& out);

    const Room& room_;
    Tools tools_;
    std::size_t part_ = 0, parts_ = 1;
};

// Draws words in the largest of the look's styles (heading, strong, small strong) in which they
// fit the box, so that a long question of somebody else's questionnaire is shown whole. Returns
// the height used.
float fitted_heading(const ui::Kit& kit, const ui::Rect& box, ui::Color color,
                     std::string_view text);
float fitted_body(const ui::Kit& kit, const ui::Rect& box, ui::Color color, std::string_view text);

}  // namespace spine::kiosk
