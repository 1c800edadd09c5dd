// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/information.h"

#include "kiosk/core/base/text.h"

namespace verify_pdf {

Result<void> check_information(Cursor& cursor, std::string_view label)
{
    TRY(cursor.expect("<</Keywords<FEFF"));
    for (auto point : base::decode_utf8(label).value_or(U"")) {
        if (TRY(cursor.hexadecimal(4)) != point)
            return Error { "another label than it bears" };
    }
    return cursor.expect(">>>\nendobj\n");
}

}
