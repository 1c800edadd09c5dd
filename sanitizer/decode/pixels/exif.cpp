// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pixels/exif.h"

namespace pixels {

static constexpr std::uint16_t orientation_tag = 0x0112;
static constexpr std::uint16_t type_short = 3;

static Result<std::uint32_t> read(base::View exif)
{
    base::Reader reader(exif);
    auto order = base::text_of(TRY(reader.take(4)));
    bool little = order == std::string_view("II*\0", 4);
    if (!little && order != std::string_view("MM\0*", 4))
        return Error { "no byte order" };
    auto u16 = [&] { return little ? reader.u16_le() : reader.u16_be(); };
    auto u32 = [&] { return little ? reader.u32_le() : reader.u32_be(); };
    TRY(reader.seek(TRY(u32())));
    auto entries = TRY(u16());
    for (std::uint32_t i = 0; i < entries; ++i) {
        auto tag = TRY(u16());
        auto type = TRY(u16());
        auto count = TRY(u32());
        auto value = TRY(u16());
        TRY(reader.take(2));
        if (tag == orientation_tag && type == type_short && count == 1 && value >= 1 && value <= 8)
            return std::uint32_t { value };
    }
    return Error { "not said" };
}

std::uint32_t exif_orientation(base::View exif)
{
    auto found = read(exif);
    return found ? found.value() : 1;
}

}
