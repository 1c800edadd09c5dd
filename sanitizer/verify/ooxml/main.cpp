// SPDX-License-Identifier: MIT
#include "sanitizer/verify/ooxml/sandbox.h"
#include "sanitizer/verify/ooxml/verifier.h"
#include "sanitizer/verify/parts/serve.h"

namespace verify_ooxml {

namespace message = verify_parts::message;

static Result<Kind> kind_of(message::DocumentKind kind)
{
    if (kind == message::DOCUMENT_WORD)
        return Kind::Word;
    if (kind == message::DOCUMENT_WORKBOOK)
        return Kind::Workbook;
    if (kind == message::DOCUMENT_PRESENTATION)
        return Kind::Presentation;
    return Error { "a kind of document that is none" };
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> {
        verify_ooxml::read_lists();
        return {};
    };
    auto verify = [](verify_parts::message::DocumentKind kind, base::View file,
                      const verify_ooxml::Limits& limits, const verify_parts::Expected& expected)
        -> Result<std::variant<verify_ooxml::Verified, verify_ooxml::Refused>> {
        return verify_ooxml::verify(file, limits, TRY(verify_ooxml::kind_of(kind)), expected);
    };
    auto work
        = [&](wire::Channel& channel) { return verify_parts::serve_document(channel, verify); };
    return worker::serve(argc, argv, verify_ooxml::verify_ooxml_profile(), prepare, work);
}
