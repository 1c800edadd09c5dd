// SPDX-License-Identifier: MIT
// Receipts as QR codes.
#pragma once

#include "kiosk/ledger/receipt.h"

namespace ledger {

// `compact_receipt` as a QR code with its quiet zone, at the strongest correction that fits.
Result<std::string> receipt_as_svg(const Proof&); // A whole file.
Result<std::string> receipt_for_terminal(const Proof&); // Half blocks, black on white.

}
