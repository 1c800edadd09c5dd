// SPDX-License-Identifier: MIT
// What a program that speaks to a stick is given to begin with.
#pragma once

#include "kiosk/core/wire/message.h"
#include "kiosk/intake/usb/admission.h"
#include "kiosk/intake/usb/disk.h"

namespace usb {

class RealPatience final : public Patience {
public:
    void wait(Milliseconds) override;
};

struct Opening {
    BulkOnlyStorage storage;
    std::vector<base::Descriptor> descriptors; // The stick's node first.
};

// With exactly so many descriptors.
Result<Opening> receive_opening(wire::Channel&, std::size_t descriptors);

}
