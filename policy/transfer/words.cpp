// SPDX-License-Identifier: MIT
#include "policy/transfer/words.h"

#include "kiosk/core/base/text.h"

#include <algorithm>

namespace policy {

Result<void> check_words(std::string_view what, std::string_view text)
{
    static constexpr std::size_t longest = 1'000;
    if (text.empty() || text.size() > longest)
        return Error { std::string(what) + " must be 1 to 1000 bytes of text" };
    auto points = base::decode_utf8(text);
    if (!points || std::ranges::any_of(*points, base::is_unsafe))
        return Error { std::string(what) + " must be one line without invisible characters" };
    return {};
}

}
