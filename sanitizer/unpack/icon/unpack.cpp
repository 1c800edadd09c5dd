// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/icon/unpack.h"

#include "sanitizer/unpack/icon/bitmap.h"

namespace unpack_icon {

Result<pixels::Outcome> unpack(
    base::View file, const pixels::message::Request& request, pixels::Output& output)
{
    auto chosen = choose(file, request.pixels());
    if (auto* refused = std::get_if<pixels::Refused>(&chosen))
        return pixels::Outcome(*refused);
    const auto& [best, removed] = std::get<Choice>(chosen);
    pixels::message::Done done;
    if (best.coding == Coding::Png) {
        TRY(output.write(best.content));
        done.set_within(pixels::message::WITHIN_PNG);
    } else {
        if (auto refused = TRY(write_bitmap(best, output)))
            return pixels::Outcome(*refused);
        done.set_within(pixels::message::WITHIN_BMP);
    }
    pixels::add_removals(done, removed);
    return pixels::Outcome(std::move(done));
}

}
