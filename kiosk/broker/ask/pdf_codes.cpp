// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/codes.h"
#include "kiosk/broker/ask/flatten.h"
#include "kiosk/broker/ask/renderer.h"

#include <algorithm>

namespace broker {

Result<Seen> look_for_codes(Workers& workers, const base::Descriptor& pdf,
    const FlattenRequest& request, const std::vector<NumberedPage>& pages)
{
    if (pages.empty())
        return Seen {};
    std::uint64_t slot_bytes = 0;
    for (const auto& [number, page] : pages)
        slot_bytes = std::max(slot_bytes, std::uint64_t { page.columns } * page.rows * 4);
    auto renderer = TRY(Renderer::create(workers, pdf, request, pages.size(), slot_bytes));
    worker::Limits limits { request.memory_bytes, 0, 2 * flatten_time(request, pages.size()) };
    auto codes = TRY(PageCodes::start(workers, limits, renderer.slot(), slot_bytes));
    Seen all;
    for (const auto& [number, page] : pages) {
        auto drawn = TRY(renderer.draw(number, page));
        if (auto* refused = std::get_if<Refused>(&drawn))
            return Error { "no codes can be looked for: " + refused->detail };
        add_page(all, TRY(codes.look(page.columns, page.rows)));
    }
    TRY(codes.finish());
    TRY(renderer.finish());
    return all;
}

}
