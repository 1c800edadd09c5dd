// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/sandbox.h"

namespace rebuild_ooxml {

sandbox::Profile rebuild_ooxml_profile()
{
    return sandbox::Profile("rebuild-ooxml");
}

}
