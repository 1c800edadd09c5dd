// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and what passes keeps to its limits and its two ends. What lies in
// compressed streams is given to its own check, by the input's first byte.
#include "sanitizer/verify/pdf/drawing/content.h"
#include "sanitizer/verify/pdf/drawing/drawing.h"
#include "sanitizer/verify/pdf/drawing/links.h"
#include "sanitizer/verify/pdf/drawing/objects.h"

#include <cstdlib>

using namespace verify_pdf;

static void check_file(base::View file)
{
    Limits limits { 100, 1 << 20 };
    auto result = verify_drawings(file, limits);
    auto* verified = std::get_if<Verified>(&result);
    if (!verified)
        return;
    auto text = base::text_of(file);
    if (verified->pages == 0 || verified->pages > limits.pages || !looks_like_drawings(file)
        || !text.ends_with("%%EOF\n"))
        std::abort();
}

static Result<void> check_content(std::string_view text)
{
    static constexpr std::string_view names
        = "/Resources<</Font<</F0 5 0 R>>/XObject<</P0 6 0 R/X7 7 0 R>>/Shading<</S0 8 0 R>>"
          "/ExtGState<</A128B1<</ca 0.502/CA 0.502/BM/Multiply>>/M0<</SMask/None>>>>>>";
    Cursor cursor(names);
    Resources resources;
    LargestCodes codes;
    if (!resources.read(cursor))
        std::abort();
    TRY(check_drawing(text, resources, codes));
    // No operator that shows, runs or names anything else.
    for (std::string_view word : { "BI\n", "BDC\n", "Tj\n", "'\n", "scn\n", "ri\n" }) {
        if (text.find(word) != text.npos)
            std::abort();
    }
    return {};
}

static Result<void> check_bookmarks(std::string_view text)
{
    Cursor cursor(text);
    Bookmarks bookmarks(5);
    std::uint64_t last = 0;
    TRY(bookmarks.read_root(cursor));
    while (bookmarks.expects_more())
        TRY(bookmarks.read_one(cursor));
    return bookmarks.check(last);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    auto rest = base::View { data, size }.subspan(1);
    auto text = base::text_of(rest);
    std::uint64_t last = 0;
    switch (data[0]) {
    case 'c': static_cast<void>(check_content(text)); break;
    case 'm': static_cast<void>(check_meanings(text, 100)); break;
    case 'b': static_cast<void>(check_bookmarks(text)); break;
    case 'l': {
        Cursor cursor(text);
        seen::Findings findings;
        static_cast<void>(check_links(cursor, last, findings));
        break;
    }
    case 'f': static_cast<void>(check_font_program(rest, { {}, { 500, 500 } })); break;
    default: check_file({ data, size });
    }
    return 0;
}
