// SPDX-License-Identifier: MIT
// Any page ends in a refusal or in a text that the verifier accepts.
#include "sanitizer/decode/html/convert.h"
#include "sanitizer/verify/text/verify.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto tables = charset::load_tables().take();
    html::Wanted wanted;
    wanted.most_tree_bytes = 64 << 20;
    wanted.most_depth = 200;
    std::string text;
    auto sink = [&](base::View block) -> Result<void> {
        text += base::text_of(block);
        return {};
    };
    auto outcome = html::convert({ data, size }, *tables, wanted, sink).take();
    if (std::holds_alternative<charset::Refusal>(outcome))
        return 0;
    verify_text::Verifier verifier(verify_text::Format::Text, verify_text::Mark::Forbidden);
    verifier.take(base::view_of(text));
    if (!verifier.finish())
        std::abort();
    return 0;
}
