// SPDX-License-Identifier: MIT
#include "tests/fakes/probe/sandbox.h"

namespace probe {

sandbox::Profile fake_probe_profile()
{
    return sandbox::Profile("fake-probe");
}

}
