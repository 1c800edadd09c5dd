// SPDX-License-Identifier: MIT
// The conversation about one medium (volume.proto).
#pragma once

#include "kiosk/core/wire/channel.h"

namespace volume {

Result<void> serve_medium(wire::Channel&);

}
