// SPDX-License-Identifier: MIT
// A message within an MSG file, which is no file there, as a mail that can travel by itself.
#pragma once

#include "sanitizer/unpack/mail/mapi.h"

namespace unpack_mail {

// RFC 5322 and MIME, everything in Base64; messages within it are mails within that one. The same
// message, the same bytes. At most `most` bytes.
MaybeStop write_mail(const MapiMessage&, const Letters&, std::uint64_t most, std::string& out);

}
