// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/sandbox.h"

namespace unpack_mail {

sandbox::Profile unpack_mail_profile()
{
    return sandbox::Profile("unpack-mail");
}

}
