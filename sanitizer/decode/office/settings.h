// SPDX-License-Identifier: MIT
// What LibreOffice is told before it sees a document: the station's answer to every question that a
// person at a desk would have settled, so that no account's own settings have a say.
#pragma once

#include "kiosk/core/base/result.h"

#include <string>

namespace office {

// Makes `folder` (it must not exist, or be empty) a user profile with our settings in it.
Result<void> write_profile(const std::string& folder);

// The environment that LibreOffice reads them through. Before it is loaded; `profile` is what
// write_profile made.
void set_environment(const std::string& profile);

}
