// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/rebuild.h"
#include "sanitizer/rebuild/odf/sandbox.h"
#include "sanitizer/rebuild/parts/serve.h"

namespace rebuild_odf {

namespace message = rebuild_parts::message;

static Result<DocumentKind> kind_of(message::DocumentKind kind)
{
    if (kind == message::DOCUMENT_ODT)
        return DocumentKind::Text;
    if (kind == message::DOCUMENT_ODS)
        return DocumentKind::Spreadsheet;
    if (kind == message::DOCUMENT_ODP)
        return DocumentKind::Presentation;
    return Error { "a kind of document that is none" };
}

static Result<rebuild_parts::Whole> work(const Vocabulary& words, const rebuild_parts::Asked& asked)
{
    Options options { TRY(kind_of(asked.kind)), asked.formulas, asked.hyperlinks, asked.comments,
        asked.label };
    return rebuild(words, asked.input, asked.limits, options, asked.rebuilt, asked.output,
        asked.pictures, asked.account);
}

}

int main(int argc, char** argv)
{
    std::unique_ptr<const rebuild_odf::Vocabulary> words;
    auto prepare = [&](std::span<const std::string>) -> Result<void> {
        words = std::make_unique<rebuild_odf::Vocabulary>();
        return {};
    };
    auto work = [&](wire::Channel& channel) {
        return rebuild_parts::serve_document(channel,
            [&](const rebuild_parts::Asked& asked) { return rebuild_odf::work(*words, asked); });
    };
    return worker::serve(argc, argv, rebuild_odf::rebuild_odf_profile(), prepare, work);
}
