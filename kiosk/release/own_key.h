// SPDX-License-Identifier: MIT
// The key that signs this station's manifests: 64 bytes, the form of libsodium, readable by its
// owner only.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "kiosk/core/base/result.h"
#include "kiosk/ledger/note.h"

namespace release {

// Made at the first release, and on the disk before it is used: a power cut leaves no key or a
// whole one. A damaged key is an Error, never replaced: what it signed must stay provable.
Result<ledger::KeyPair> own_key(const base::Descriptor& folder);

}
