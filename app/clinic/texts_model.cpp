#include "clinic/texts_model.h"

#include <algorithm>
#include <utility>

#include "crypto/secret.h"

namespace spine::clinic {
namespace {

using Texts = std::shared_ptr<std::vector<review::QueuedText>>;

// A task that still reads one keeps it alive; whoever lets go last wipes.
Texts kept(std::vector<review::QueuedText> texts) {
    return {
        new std::vector<review::QueuedText>(std::move(texts)),
        [](std::vector<review::QueuedText>* all) {
            for (review::QueuedText& one : *all)
                crypto::wipe({reinterpret_cast<std::uint8_t*>(one.text.data()), one.text.size()});
            delete all;
        }};
}

}  // namespace

TextsModel::TextsModel(Data& data, ui::Tasks& tasks, Report report)
    : data_(data), tasks_(tasks), report_(std::move(report)) {}

TextsModel::~TextsModel() = default;

void TextsModel::drop() {
    ++epoch_;
    ++version_;
    queue_.reset();
    deciding_ = false;
}

void TextsModel::read() {
    tasks_.start(
        [&data = data_](ui::TaskState&) -> Result<Texts> {
            auto texts = data.texts();
            if (!texts) return fail(std::move(texts));
            return kept(std::move(*texts));
        },
        [this, epoch = epoch_](Result<Texts> texts) {
            // A decision that is on its way is about the queue that stands.
            if (epoch != epoch_ || deciding_) return;
            if (!texts) return report_(texts.error());
            queue_ = std::move(*texts);
            ++version_;
        });
}

void TextsModel::take_reading(std::size_t place, Result<archive::TextReading> reading) {
    deciding_ = false;
    if (!reading) {
        report_(reading.error());
        return read();  // it may have changed under the reader
    }
    (*queue_)[place].reading = std::move(*reading);
    ++version_;
}

void TextsModel::decide(const std::string& id, const TextDecision& decision) {
    if (deciding_ || queue_ == nullptr) return;
    const auto found = std::find_if(queue_->begin(), queue_->end(),
                                    [&](const review::QueuedText& one) { return one.id == id; });
    if (found == queue_->end()) return;
    deciding_ = true;
    const auto place = static_cast<std::size_t>(found - queue_->begin());
    tasks_.start_kept([&data = data_, queue = queue_, place,
                       decision](ui::TaskState&) { return data.decide((*queue)[place], decision); },
                      [this, place, epoch = epoch_](Result<archive::TextReading> reading) {
                          if (epoch == epoch_) take_reading(place, std::move(reading));
                      });
}

}  // namespace spine::clinic
