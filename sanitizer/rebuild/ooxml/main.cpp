// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/rebuild.h"
#include "sanitizer/rebuild/ooxml/sandbox.h"
#include "sanitizer/rebuild/parts/serve.h"

namespace rebuild_ooxml {

namespace message = rebuild_parts::message;

static Result<DocumentKind> kind_of(message::DocumentKind kind)
{
    if (kind == message::DOCUMENT_WORD)
        return DocumentKind::Word;
    if (kind == message::DOCUMENT_WORKBOOK)
        return DocumentKind::Workbook;
    if (kind == message::DOCUMENT_PRESENTATION)
        return DocumentKind::Presentation;
    return Error { "a kind of document that is none" };
}

static Result<Whole> work(const Vocabulary& words, const rebuild_parts::Asked& asked)
{
    Options options { TRY(kind_of(asked.kind)), asked.formulas, asked.hyperlinks, asked.comments,
        asked.label };
    return rebuild(words, asked.input, asked.limits, options, asked.rebuilt, asked.output,
        asked.pictures, asked.account);
}

}

int main(int argc, char** argv)
{
    std::unique_ptr<const rebuild_ooxml::Vocabulary> words;
    auto prepare = [&](std::span<const std::string>) -> Result<void> {
        words = std::make_unique<rebuild_ooxml::Vocabulary>();
        return {};
    };
    auto work = [&](wire::Channel& channel) {
        return rebuild_parts::serve_document(channel,
            [&](const rebuild_parts::Asked& asked) { return rebuild_ooxml::work(*words, asked); });
    };
    return worker::serve(argc, argv, rebuild_ooxml::rebuild_ooxml_profile(), prepare, work);
}
