// SPDX-License-Identifier: MIT
#include "tests/unit/text/helpers.h"

#include <gtest/gtest.h>
#include <iconv.h>

namespace text_test {

const charset::Tables& tables()
{
    static const auto the_tables = charset::load_tables().take();
    return *the_tables;
}

std::string encoded(std::string_view utf8, const char* encoding)
{
    auto handle = iconv_open(encoding, "UTF-8");
    EXPECT_NE(handle, iconv_t(-1)) << encoding;
    std::string in(utf8);
    std::string out(in.size() * 4 + 16, '\0');
    auto* from = in.data();
    auto* to = out.data();
    auto in_left = in.size();
    auto out_left = out.size();
    EXPECT_EQ(iconv(handle, &from, &in_left, &to, &out_left), 0u) << encoding << ": " << utf8;
    iconv(handle, nullptr, nullptr, &to, &out_left);
    iconv_close(handle);
    out.resize(out.size() - out_left);
    return out;
}

std::string Rewritten::refusal() const
{
    auto* refusal = std::get_if<charset::Refusal>(&outcome);
    return refusal ? refusal->detail : std::string();
}

std::uint64_t Rewritten::count(charset::Removal what) const
{
    return std::get<charset::Report>(outcome).removals.of(what).count;
}

std::uint64_t Rewritten::line(charset::Removal what) const
{
    return std::get<charset::Report>(outcome).removals.of(what).first_line;
}

charset::Encoding Rewritten::encoding() const
{
    return std::get<charset::Report>(outcome).encoding;
}

static verify_text::Format twin(rebuild_text::Format format)
{
    switch (format) {
    case rebuild_text::Format::Text: return verify_text::Format::Text;
    case rebuild_text::Format::Csv: return verify_text::Format::Csv;
    case rebuild_text::Format::Tsv: return verify_text::Format::Tsv;
    case rebuild_text::Format::Markup: return verify_text::Format::Text;
    }
    return verify_text::Format::Text;
}

Rewritten rewrite(std::string_view bytes, const rebuild_text::Wanted& wanted)
{
    std::string text;
    auto sink = [&](base::View block) -> Result<void> {
        text += base::text_of(block);
        return {};
    };
    auto outcome = rebuild_text::rewrite(base::view_of(bytes), tables(), wanted, sink).take();
    Rewritten rewritten { outcome, text };
    if (rewritten.is_done()) {
        auto mark = wanted.mark == rebuild_text::Mark::Write ? verify_text::Mark::Required
                                                             : verify_text::Mark::Forbidden;
        EXPECT_EQ(breach(text, twin(wanted.format), mark), "") << text.substr(0, 2000);
        EXPECT_EQ(std::get<charset::Report>(outcome).bytes, text.size());
    }
    return rewritten;
}

Rewritten rewrite_table(std::string_view bytes, rebuild_text::Format format)
{
    rebuild_text::Wanted wanted;
    wanted.format = format;
    return rewrite(bytes, wanted);
}

std::string breach(
    std::string_view text, verify_text::Format format, verify_text::Mark mark, std::size_t block)
{
    verify_text::Verifier verifier(format, mark);
    for (auto rest = text; !rest.empty(); rest.remove_prefix(std::min(block, rest.size())))
        verifier.take(base::view_of(rest.substr(0, block)));
    auto sound = verifier.finish();
    return sound ? "" : sound.error().message;
}

}
