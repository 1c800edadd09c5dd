// SPDX-License-Identifier: MIT
#include "scanners/signed_xml/sandbox.h"

namespace signed_xml {

sandbox::Profile scanners_signed_xml_profile()
{
    return sandbox::Profile("scanners-signed-xml");
}

}
