// 01 Unlock: the passphrase, and how long it takes.
#pragma once

#include "clinic/look.h"
#include "clinic/model.h"
#include "ui/screen.h"
#include "ui/typed_text.h"

namespace spine::clinic {

struct UnlockAction {
    enum Kind { Nothing, Try, Cancel } kind = Nothing;
};

class UnlockScreen final : public ui::Screen<UnlockAction> {
  public:
    UnlockScreen(const Look& look, const Model& model, std::string clinic_name,
                 std::string key_card);
    // What was typed, in locked memory; wiped by clear(), and after a minute without a key.
    [[nodiscard]] std::string_view typed() const { return typed_.view(); }
    // Also closes the eye: whoever comes next does not type in clear without asking for it.
    void clear();

  private:
    UnlockAction draw_content(ui::Frame& frame) override;
    UnlockAction take_keys(const ui::Input& input);
    void forget_when_idle(ui::Frame& frame);
    void draw_field(ui::Frame& frame);
    void draw_opening(ui::Frame& frame);
    void draw_key_card(ui::Frame& frame);
    UnlockAction draw_button(ui::Frame& frame);

    const Look& look_;
    const Model& model_;
    std::string clinic_name_, key_card_;
    ui::TypedText typed_{256};
    bool shown_ = false;  // the eye: the passphrase in clear, while it is held open
    std::int64_t typed_at_ = 0;
};

}  // namespace spine::clinic
