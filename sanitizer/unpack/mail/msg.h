// SPDX-License-Identifier: MIT
// Outlook's file of one message (MS-OXMSG).
#pragma once

#include "sanitizer/unpack/mail/mapi.h"

namespace unpack_mail {

MaybeStop read_msg(std::string_view bytes, MapiMessage& into);

}
