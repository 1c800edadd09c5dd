// SPDX-License-Identifier: MIT
// Has the signatures of a package of XML looked at. An Error is NoAnswer.
#pragma once

#include "kiosk/broker/workers.h"
#include "policy/facts/file_type.h"
#include "policy/facts/signature.h"

namespace broker {

enum class KeyMethod { Rsa, Ecdsa };

// A signature in XML as far as XML goes. Where `told` is Valid or WeakAlgorithm, all that it covers
// is as it was signed, and who made it is still to be seen.
struct SignedXml {
    policy::Signature told; // Without names.
    KeyMethod method { KeyMethod::Rsa };
    std::string digest;
    std::string value;
    std::vector<std::string> certificates;
};

Result<std::vector<SignedXml>> ask_signed_xml(
    Workers&, const worker::Limits&, const base::Descriptor& file, policy::FileType);

}
