// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/core/sandbox/profile.h"

namespace signed_xml {

sandbox::Profile scanners_signed_xml_profile(); // The base of every profile and nothing more.

}
