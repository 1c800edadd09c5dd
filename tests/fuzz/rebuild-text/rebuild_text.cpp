// SPDX-License-Identifier: MIT
// Whatever the writer makes of any bytes, the verifier accepts; and written again it stays the
// same. The first byte chooses the format.
#include "sanitizer/rebuild/text/rewrite.h"
#include "sanitizer/verify/text/verify.h"

#include <cstdlib>

using rebuild_text::Format, rebuild_text::Mark;

static verify_text::Format twin(Format format)
{
    switch (format) {
    case Format::Text: return verify_text::Format::Text;
    case Format::Csv: return verify_text::Format::Csv;
    case Format::Tsv: return verify_text::Format::Tsv;
    case Format::Markup: return verify_text::Format::Text;
    }
    std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto tables = charset::load_tables().take();
    if (size == 0)
        return 0;
    rebuild_text::Wanted wanted;
    wanted.format = static_cast<Format>(data[0] % 4);
    wanted.mark = (data[0] & 0x10) != 0 ? Mark::Write : Mark::Omit;
    wanted.latin1 = (data[0] & 0x20) != 0 ? charset::Latin1::Accept : charset::Latin1::Refuse;
    std::string text;
    auto sink = [&](base::View block) -> Result<void> {
        text += base::text_of(block);
        return {};
    };
    auto outcome = rebuild_text::rewrite({ data + 1, size - 1 }, *tables, wanted, sink).take();
    if (std::holds_alternative<charset::Refusal>(outcome))
        return 0;

    verify_text::Verifier verifier(twin(wanted.format),
        wanted.mark == Mark::Write ? verify_text::Mark::Required : verify_text::Mark::Forbidden);
    verifier.take(base::view_of(text));
    if (!verifier.finish())
        std::abort();

    if (wanted.format == Format::Markup)
        return 0; // What the words quote may be markup.
    wanted.mark = Mark::Write; // It settles the encoding: short text may be read in two ways.
    auto once = text.starts_with("\xEF\xBB\xBF") ? text : "\xEF\xBB\xBF" + text;
    text.clear();
    auto again = rebuild_text::rewrite(base::view_of(once), *tables, wanted, sink).take();
    bool same = wanted.format == Format::Text ? text == once : true;
    if (std::holds_alternative<charset::Refusal>(again) || !same)
        std::abort();
    return 0;
}
