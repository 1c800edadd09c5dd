// SPDX-License-Identifier: MIT
// LibreOffice shows its objects to scripts and extensions through trampolines that it makes as
// machine code when they are first needed: the listeners of a button, the arguments of an add-in's
// function. A job can make no code, so those are made before.
#pragma once

#include "kiosk/core/base/result.h"

namespace office {

// After lok_preinit, before the sandbox. Leaves no memory both writable and executable.
Result<void> make_bridges();

}
