#include "clinic/texts_model.h"

#include <algorithm>
#include <utility>

#include "crypto/secret.h"

namespace spine::clinic {

// A task that still reads one keeps it alive; whoever lets go last wipes.
TextsModel::Queue::~Queue() {
    for (review::QueuedText& one : texts)
        crypto::wipe({reinterpret_cast<std::uint8_t*>(one.text.data()), one.text.size()});
}

TextsModel::TextsModel(Data& data, ui::Tasks& tasks, Report report)
    : data_(data), tasks_(tasks), report_(std::move(report)) {}

TextsModel::~TextsModel() = default;

void TextsModel::drop() {
    ++epoch_;
    ++version_;
    read_.reset();
    deciding_ = again_ = false;
}

void TextsModel::leave() {
    if (!deciding_) drop();
}

void TextsModel::read() {
    tasks_.start(
        [&data = data_](ui::TaskState&) -> Result<std::shared_ptr<Queue>> {
            auto texts = data.texts();
            if (!texts) return fail(std::move(texts));
            auto queue = std::make_shared<Queue>();
            queue->texts = std::move(*texts);
            for (const review::QueuedText& one : queue->texts)
                queue->sizes.push_back(size_of(one.text));
            return queue;
        },
        [this, epoch = epoch_](Result<std::shared_ptr<Queue>> texts) {
            // A decision that is on its way is about the queue that stands.
            if (epoch != epoch_) return;
            if (deciding_) {
                again_ = true;
                return;
            }
            if (!texts) return report_(texts.error());
            read_ = std::move(*texts);
            ++version_;
        });
}

void TextsModel::take_reading(std::size_t place, Result<archive::TextReading> reading) {
    deciding_ = false;
    if (!reading) {
        ++failures_;
        report_(reading.error());
        again_ = true;  // it may have changed under the reader
    } else {
        read_->texts[place].reading = std::move(*reading);
        ++version_;
    }
    if (std::exchange(again_, false)) read();
}

void TextsModel::decide(const std::string& id, const TextDecision& decision) {
    if (deciding_ || read_ == nullptr) return;
    const auto& texts = read_->texts;
    const auto found = std::find_if(texts.begin(), texts.end(),
                                    [&](const review::QueuedText& one) { return one.id == id; });
    if (found == texts.end()) return;
    deciding_ = true;
    const auto place = static_cast<std::size_t>(found - texts.begin());
    tasks_.start_kept([&data = data_, read = read_, place, decision](
                          ui::TaskState&) { return data.decide(read->texts[place], decision); },
                      [this, place, epoch = epoch_](Result<archive::TextReading> reading) {
                          if (epoch == epoch_)
                              take_reading(place, std::move(reading));
                          else if (!reading)
                              report_(reading.error());
                      });
}

}  // namespace spine::clinic
