// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/information.h"

#include "kiosk/core/base/text.h"
#include "policy/facts/stated_label.h"

#include <cstdio>

namespace encode_pdf {

// UTF-16 with its mark, in hexadecimal digits (7.9.2.2); no label has a letter beyond U+FFFF.
Result<std::string> information(std::string_view label)
{
    if (!policy::is_governing(label))
        return Error { "a label that is none" };
    std::string text = "<</Keywords<FEFF";
    for (auto point : base::decode_utf8(label).value_or(U"")) {
        char digits[9];
        std::snprintf(digits, sizeof digits, "%04X", static_cast<unsigned>(point));
        text += digits;
    }
    return text + ">>>";
}

}
