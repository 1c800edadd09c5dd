// SPDX-License-Identifier: MIT
#include "sanitizer/verify/odf/sandbox.h"
#include "sanitizer/verify/odf/verifier.h"
#include "sanitizer/verify/parts/serve.h"

namespace verify_odf {

namespace message = verify_parts::message;

static Result<Kind> kind_of(message::DocumentKind kind)
{
    if (kind == message::DOCUMENT_ODT)
        return Kind::Text;
    if (kind == message::DOCUMENT_ODS)
        return Kind::Spreadsheet;
    if (kind == message::DOCUMENT_ODP)
        return Kind::Presentation;
    return Error { "a kind of document that is none" };
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    auto verify = [](verify_parts::message::DocumentKind kind, base::View file,
                      const verify_odf::Limits& limits, const verify_parts::Expected& expected)
        -> Result<std::variant<verify_odf::Verified, verify_odf::Refused>> {
        return verify_odf::verify(file, limits, TRY(verify_odf::kind_of(kind)), expected);
    };
    auto work
        = [&](wire::Channel& channel) { return verify_parts::serve_document(channel, verify); };
    return worker::serve(argc, argv, verify_odf::verify_odf_profile(), prepare, work);
}
