#include "bench/figure.h"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>

namespace spine::bench {

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

void add_spread(Figure& figure, const std::string& name, const std::vector<double>& values) {
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    figure.more.emplace_back(name + "_min", *lowest);
    figure.more.emplace_back(name + "_median", median(values));
    figure.more.emplace_back(name + "_max", *highest);
}

int report(const Result<Figure>& figure) {
    if (!figure) {
        std::cerr << figure.error().sentence() << '\n';
        return 1;
    }
    nlohmann::ordered_json line = {{"name", figure->name},    {"value", figure->value},
                                   {"floor", figure->floor},  {"ratio", figure->ratio},
                                   {"unit", figure->unit},    {"limit", figure->limit},
                                   {"within", figure->within}};
    for (const auto& [name, value] : figure->more) line[name] = value;
    std::cout << line.dump() << '\n';
    return 0;
}

int rounds_of(int argc, char** argv, int usual) {
    if (argc < 3) return usual;
    const std::string_view text = argv[2];
    int rounds = 0;
    std::from_chars(text.data(), text.data() + text.size(), rounds);
    return rounds > 0 ? rounds : usual;
}

}  // namespace spine::bench
