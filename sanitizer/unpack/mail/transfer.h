// SPDX-License-Identifier: MIT
// Content-Transfer-Encoding (RFC 2045 section 6), strictly: what two readers could decode to two
// things is refused.
#pragma once

#include "kiosk/core/base/bytes.h"
#include "sanitizer/unpack/mail/stop.h"

#include <functional>

namespace unpack_mail {

enum class Transfer { Identity, QuotedPrintable, Base64 };

// Of the header's value, "" if there is none; nothing if it is no encoding.
std::optional<Transfer> transfer_named(std::string_view);

using Bytes = std::function<Result<void>(base::View)>;

// Gives the decoded content on in blocks. An Error is the taker's. Base64 has no byte outside its
// alphabet but line ends and blanks, is whole, and has nothing behind its padding; quoted-printable
// has an "=" only before two hexadecimal digits or at the end of a line.
Result<MaybeStop> decode(std::string_view encoded, Transfer, const Bytes&);

// The same into memory, of at most `most` bytes.
MaybeStop decode_whole(std::string_view encoded, Transfer, std::uint64_t most, std::string& out);

// The value of a hexadecimal digit; below 0 if it is none.
int hex_value(char);

// The "B" of RFC 2047, as mailers write it: padding may be missing. Nothing if it is no Base64.
std::optional<std::string> decode_base64_word(std::string_view);

}
