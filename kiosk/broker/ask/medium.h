// SPDX-License-Identifier: MIT
// Opens what the person named as a medium.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/intake/medium.h"

namespace broker {

// "image:PATH" is the raw image of a medium (or a block device), read by the volume worker;
// "dir:PATH" a folder; a bare PATH is a folder, or one file that makes a medium of its own.
// The path is the operator's own and is opened without following a link in its last component.
Result<std::unique_ptr<intake::Medium>> open_medium(
    Workers&, const std::string& address, const intake::Limits& = {});

// The same for a descriptor: a folder, or an image.
Result<std::unique_ptr<intake::Medium>> open_folder(base::Descriptor, const intake::Limits& = {});
Result<std::unique_ptr<intake::Medium>> open_image(
    Workers&, base::Descriptor, const intake::Limits& = {});

}
