// SPDX-License-Identifier: MIT
// Whether a medium may be brought in or written, by what the register of media says of it.
#pragma once

#include "policy/language/policy.h"

namespace policy {

enum class MediumStanding {
    Unregistered,
    Issued, // One of the organisation's own, for bringing in.
    Partner, // A contracted partner's, for carrying only.
    Output, // One that this station writes.
    Retired,
};

// An Error says why not, in plain words, English and Japanese.
Result<void> may_bring_in(const Policy&, MediumStanding, TransferClass);

enum class Destination { Folder, OutputMedium }; // A folder or an image; a registered stick.

// Whether something of this label may be written there.
Result<void> may_write(const Policy&, Destination, Label);

}
