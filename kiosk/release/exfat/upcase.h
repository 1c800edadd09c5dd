// SPDX-License-Identifier: MIT
// Which letters exFAT takes for one: the up-case table that the writer puts on the medium. exFAT
// file system specification (Microsoft, 2019-08), section 7.2.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <string>

namespace exfat {

char16_t upper(char16_t);
std::u16string upper(std::u16string);

// As it lies on the medium, in the compressed form of section 7.2.5.
base::Bytes upcase_table();

}
