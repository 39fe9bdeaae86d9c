// A kiosk that could not start (a configuration that is altered, a journal that is held): the fault
// screen and nothing else. It takes no patient; the program has to be started again.
#pragma once

#include "base/result.h"
#include "ui/stage.h"
#include "ui/strings.h"
#include "ui/theme.h"

namespace spine::kiosk {

class StartFault final : public ui::App {
  public:
    // `tablet`: its name, where that can be read (Tablet::name_in()); may be empty.
    StartFault(const ui::Strings& strings, std::string language, Fault fault, std::string tablet)
        : strings_(strings),
          language_(std::move(language)),
          fault_(std::move(fault)),
          tablet_(std::move(tablet)) {}
    void draw(ui::Frame& frame) override;
    [[nodiscard]] std::vector<ui::Bake> first_fonts() const override { return all_fonts(); }
    [[nodiscard]] std::vector<ui::Bake> all_fonts() const override;
    [[nodiscard]] ui::Color background() const override { return ui::kiosk_calm().paper; }
    [[nodiscard]] bool band() const override { return false; }
    [[nodiscard]] bool mirrored() const override { return false; }
    [[nodiscard]] bool finished() const override { return closed_; }

  private:
    const ui::Strings& strings_;
    std::string language_;
    Fault fault_;
    std::string tablet_;
    bool closed_ = false;
};

}  // namespace spine::kiosk
