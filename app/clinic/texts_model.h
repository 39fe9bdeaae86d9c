// The queue of free texts while the program is open, and the decisions on their way.
//
// UI thread. Holds answers in clear: drop() wipes them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "clinic/data.h"
#include "clinic/text_view.h"
#include "ui/tasks.h"

namespace spine::clinic {

class TextsModel {
  public:
    using Report = std::function<void(const Fault&)>;
    // All must outlive it.
    TextsModel(Data& data, ui::Tasks& tasks, Report report);
    TextsModel(const TextsModel&) = delete;
    TextsModel& operator=(const TextsModel&) = delete;
    ~TextsModel();

    // Null until the queue was read.
    [[nodiscard]] const std::vector<review::QueuedText>* queue() const {
        return read_ ? &read_->texts : nullptr;
    }
    // Of the text at this place of the queue.
    [[nodiscard]] const TextSize& size(std::size_t place) const { return read_->sizes.at(place); }
    // Another number whenever a text or what was decided of it is another.
    [[nodiscard]] unsigned version() const { return version_; }
    // A decision is on its way: further ones are not taken.
    [[nodiscard]] bool deciding() const { return deciding_; }
    // Decisions that came to nothing so far: what was meant to follow one is not done.
    [[nodiscard]] unsigned failures() const { return failures_; }

    // The queue anew; the old one stands until it is there.
    void read();
    // Of the text with this id; nothing while deciding().
    // One that comes to nothing is reported, also when the program was locked meanwhile.
    void decide(const std::string& id, const TextDecision& decision);
    // Another place is shown: nobody's words stay in memory for it. Nothing while deciding().
    void leave();
    void drop();

  private:
    struct Queue {
        std::vector<review::QueuedText> texts;
        std::vector<TextSize> sizes;
        Queue() = default;
        Queue(const Queue&) = delete;
        Queue& operator=(const Queue&) = delete;
        ~Queue();  // wipes
    };
    void take_reading(std::size_t place, Result<archive::TextReading> reading);

    Data& data_;
    ui::Tasks& tasks_;
    Report report_;
    std::shared_ptr<Queue> read_;  // shared with the task that decides, which only reads
    unsigned version_ = 0, epoch_ = 0, failures_ = 0;
    bool deciding_ = false, again_ = false;  // again_: a queue came while deciding
};

}  // namespace spine::clinic
