// Memory that is given back as it is, and core files as the system makes them, linked in place of
// app/kiosk/wiping_memory.cpp: whoever looks for answers must find them then.
#include "kiosk/wiping_memory.h"

namespace spine::kiosk {

Status install_wiping_allocators() {
    return {};
}

}  // namespace spine::kiosk
