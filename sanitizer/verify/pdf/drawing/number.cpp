// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/drawing/number.h"

namespace verify_pdf {

static constexpr std::uint64_t most_whole = 9'999'999'999;

Result<std::int64_t> signed_decimal(Cursor& cursor, int digits)
{
    auto is_negative = cursor.has("-");
    auto value = static_cast<std::int64_t>(TRY(cursor.number(most_whole))) * decimal_one;
    if (cursor.has(".")) {
        auto unit = decimal_one;
        std::int64_t last = 0;
        for (int i = 0;; ++i) {
            std::int64_t digit = 0;
            while (digit <= 9 && !cursor.has({ &"0123456789"[digit], 1 }))
                ++digit;
            if (digit > 9)
                break;
            if (i >= digits)
                return Error { "a number finer than ours" };
            unit /= 10;
            value += digit * unit;
            last = digit;
        }
        if (last == 0) // None, or one that says nothing.
            return Error { "a number that is none of ours" };
    }
    if (is_negative && value == 0)
        return Error { "a number that is none of ours" };
    return is_negative ? -value : value;
}

Result<std::int64_t> signed_whole(Cursor& cursor, std::int64_t most)
{
    auto is_negative = cursor.has("-");
    auto value = static_cast<std::int64_t>(TRY(cursor.number(static_cast<std::uint64_t>(most))));
    if (is_negative && value == 0)
        return Error { "a number that is none of ours" };
    return is_negative ? -value : value;
}

Result<void> check_box(Cursor& cursor)
{
    TRY(cursor.expect("[0 0 "));
    auto width = TRY(cursor.decimal(longest_page));
    TRY(cursor.expect(" "));
    auto height = TRY(cursor.decimal(longest_page));
    TRY(cursor.expect("]"));
    if (width == 0 || height == 0)
        return Error { "a page without a size" };
    return {};
}

}
