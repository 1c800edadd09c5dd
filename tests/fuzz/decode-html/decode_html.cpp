// SPDX-License-Identifier: MIT
// Any page ends in a refusal or in a text that the verifier accepts; as a page of ours, in one of
// plain tags alone.
#include "sanitizer/decode/html/convert.h"
#include "sanitizer/verify/text/verify.h"

#include <algorithm>
#include <cstdlib>

static bool has_plain_tags(std::string_view page)
{
    constexpr std::string_view end_of_head = "<body>";
    static constexpr std::string_view names[] { "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol",
        "li", "dl", "dt", "dd", "pre", "blockquote", "b", "i", "u", "s", "sub", "sup", "tt", "div",
        "br", "hr", "table", "tr", "td", "th", "body", "html" };
    page.remove_prefix(page.find(end_of_head));
    for (auto at = page.find('<'); at != page.npos; at = page.find('<', at + 1)) {
        auto tag = page.substr(at + 1, page.find('>', at) - at - 1);
        if (tag.starts_with('/'))
            tag.remove_prefix(1);
        auto more = tag.find(' ');
        if (std::ranges::find(names, tag.substr(0, more)) == std::end(names))
            return false;
        auto rest = more == tag.npos ? std::string_view() : tag.substr(more);
        if (!rest.empty() && !rest.starts_with(" border=\"1\"") && !rest.starts_with(" colspan=\"")
            && !rest.starts_with(" rowspan=\""))
            return false;
    }
    return true;
}

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
    text.clear();
    wanted.form = html::Form::Page;
    auto page = html::convert({ data, size }, *tables, wanted, sink).take();
    if (std::holds_alternative<charset::Report>(page) && !has_plain_tags(text))
        std::abort();
    return 0;
}
