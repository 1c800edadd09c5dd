// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/text/sandbox.h"

namespace rebuild_text {

sandbox::Profile rebuild_text_profile()
{
    return sandbox::Profile("rebuild-text");
}

}
