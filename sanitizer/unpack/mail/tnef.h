// SPDX-License-Identifier: MIT
// What Outlook sends to those who are not Outlook as winmail.dat (MS-OXTNEF).
#pragma once

#include "sanitizer/unpack/mail/mapi.h"

namespace unpack_mail {

MaybeStop read_tnef(std::string_view bytes, MapiMessage& into);

}
