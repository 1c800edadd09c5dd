// SPDX-License-Identifier: MIT
// Memory through which two workers hand over pages, one after the other. The broker made it, sealed
// its size, so that it cannot shrink under either, and dictates whose turn it is. Mapped for as
// long as the process lives.
#pragma once

#include "kiosk/core/base/descriptor.h"

namespace worker {

Result<std::span<std::uint8_t>> map_slot_to_write(const base::Descriptor&);

// What stands in it changes from one turn to the next.
Result<base::View> map_slot_to_read(const base::Descriptor&);

}
