// A disk that is full, as far as this process and its children can tell.
#pragma once

#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <csignal>

namespace spine::test {

// While one lives, no file of this process and its children grows beyond `bytes`; who tries is
// killed, or told, as `on_it` says.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes, void (*on_it)(int) = SIG_IGN)
        : before_(std::signal(SIGXFSZ, on_it)) {
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit_) == 0);
        const rlimit small{bytes, limit_.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        ::setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }

  private:
    rlimit limit_{};
    void (*before_)(int);
};

}  // namespace spine::test
