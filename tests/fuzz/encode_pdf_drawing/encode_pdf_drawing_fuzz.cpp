// SPDX-License-Identifier: MIT
// Whatever a renderer in the power of a document sends: a list that the writer takes becomes a file
// that the verifier passes. The input: whether links to the web are kept, the outline's size in two
// bytes, a page's list, the outline's.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/encode/pdf/drawing/page.h"
#include "sanitizer/verify/pdf/drawing/drawing.h"

#include <algorithm>
#include <cstdlib>

using namespace encode_pdf_drawing;

static Result<base::Bytes> written(Links links, base::View list, base::View outline)
{
    auto output = TRY(base::create_memory_file("output"));
    Setting setting;
    setting.pages = 2;
    setting.links = links;
    Drawing drawing(output, 64 << 20, setting);
    TRY(drawing.begin());
    TRY(drawing.add_page(list, { 20'000, 10'000 }));
    TRY(drawing.add_page({}, { 1, 1 }));
    TRY(drawing.add_outline(outline));
    auto size = TRY(drawing.finish());
    return base::read_all(output, size);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t head = 3;
    if (size < head)
        return 0;
    auto rest = base::View { data, size }.subspan(head);
    auto outline = std::min(std::size_t { data[1] } | std::size_t { data[2] } << 8, rest.size());
    auto links = (data[0] & 1) != 0 ? Links::Web : Links::Within;
    auto file = written(links, rest.first(rest.size() - outline), rest.last(outline));
    if (!file)
        return 0;
    auto result = verify_pdf::verify_drawings(file.value(), {});
    if (!std::holds_alternative<verify_pdf::Verified>(result))
        std::abort();
    return 0;
}
