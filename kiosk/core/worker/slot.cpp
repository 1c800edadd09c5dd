// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/slot.h"

#include <sys/mman.h>

namespace worker {

static Result<std::span<std::uint8_t>> map(const base::Descriptor& slot, int protection)
{
    auto size = TRY(base::size_of(slot));
    auto* start = mmap(nullptr, size, protection, MAP_SHARED, slot.get(), 0);
    if (start == MAP_FAILED)
        return base::system_error("mmap");
    return std::span(static_cast<std::uint8_t*>(start), size);
}

Result<std::span<std::uint8_t>> map_slot_to_write(const base::Descriptor& slot)
{
    return map(slot, PROT_READ | PROT_WRITE);
}

Result<base::View> map_slot_to_read(const base::Descriptor& slot)
{
    return base::View(TRY(map(slot, PROT_READ)));
}

}
