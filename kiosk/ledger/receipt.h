// SPDX-License-Identifier: MIT
// A receipt small enough for one QR code: the proof of proof.h packed into bytes, and those into
// the 45 characters of QR's alphanumeric mode (RFC 9285), so that any reader shows it as a line of
// text.
//
//   "SEKISHO1:" Base45( u8 form, u64be index, u64be size, root[32], key number[4], signature[64],
//                       u8 count, count hashes, u8 length, origin, the rest )
//
// The rest is the entry (form 1), or its leaf hash where the entry is too long to fit (form 2).
#pragma once

#include "kiosk/ledger/proof.h"

namespace ledger {

// What one QR code holds: version 40 at level L, ISO/IEC 18004 table 7.
inline constexpr std::size_t most_qr_characters = 4296;

// The line of text. An Error if the checkpoint bears no signature of its own origin.
Result<std::string> compact_receipt(const Proof&);

// Either form: what `to_text(Proof)` or `compact_receipt` wrote. Strict: every byte is accounted
// for.
Result<Proof> read_receipt(std::string_view);

}
