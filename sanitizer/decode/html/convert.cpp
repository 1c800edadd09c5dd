// SPDX-License-Identifier: MIT
#include "sanitizer/decode/html/convert.h"

#include "sanitizer/decode/charset/cleaner.h"
#include "sanitizer/decode/charset/decoder.h"
#include "sanitizer/decode/html/declared.h"
#include "sanitizer/decode/html/nesting.h"
#include "sanitizer/decode/html/page.h"
#include "sanitizer/decode/html/parse.h"
#include "sanitizer/decode/html/walk.h"

#include <algorithm>
#include <vector>

namespace html {

using charset::Removal, charset::Removals;
using Reason = charset::Refusal::Reason;

// Writes all of `bytes`, cleaned; what went wrong shows in the output's status.
static void clean_through(base::View bytes, charset::Encoding encoding,
    const charset::Tables& tables, charset::Cleaner& cleaner, charset::LineEnd line_end,
    charset::Output& output)
{
    charset::Decoder decoder(encoding, tables);
    std::vector<char32_t> points(16 << 10);
    std::vector<char32_t> clean(points.size() + charset::Cleaner::most_held);
    while (!bytes.empty() && output.status() == charset::Output::Status::Good) {
        auto step = decoder.decode(bytes, charset::More::Nothing, points);
        bytes = bytes.subspan(step.consumed);
        auto count = cleaner.clean(std::span(points).first(step.produced), clean);
        output.append_points(std::span(clean).first(count), line_end);
    }
    auto count = cleaner.finish(clean);
    output.append_points(std::span(clean).first(count), line_end);
    output.flush();
}

// The lines of the text are none of the page.
static Removals merged(const Removals& page, const Removals& text, const Removals& elements)
{
    auto all = page;
    for (std::size_t i = 0; i < charset::removal_count; ++i) {
        auto what = static_cast<Removal>(i);
        all.add(what, { text.of(what).count, 0, 0 });
        all.add(what, elements.of(what));
    }
    return all;
}

static charset::Outcome refusal(Reason reason, const char* detail)
{
    return charset::Refusal { reason, detail };
}

static Result<charset::Outcome> write(const PageText& page, charset::Report report,
    const charset::Tables& tables, const Wanted& wanted, const charset::Sink& sink)
{
    charset::Cleaner cleaner;
    charset::Output output(sink, wanted.most_output_bytes);
    if (wanted.mark == Mark::Write)
        output.append("\xEF\xBB\xBF");
    auto mark_size = output.size();
    clean_through(base::view_of(page.utf8), charset::Encoding::Utf8, tables, cleaner,
        charset::LineEnd::CrLf, output);
    switch (output.status()) {
    case charset::Output::Status::Good: break;
    case charset::Output::Status::LimitReached:
        return refusal(Reason::Limit, "the text grows beyond its limit");
    case charset::Output::Status::SinkFailed: return Error { "the output cannot be written" };
    }
    if (output.size() == mark_size)
        return refusal(Reason::Empty, "no visible text on the page");
    report.bytes = output.size();
    report.removals = merged(report.removals, cleaner.removals(), page.removals);
    report.links = page.links;
    report.targets = page.targets;
    return charset::Outcome(report);
}

Result<charset::Outcome> convert(base::View bytes, const charset::Tables& tables,
    const Wanted& wanted, const charset::Sink& sink)
{
    auto declared = declared_encoding(bytes);
    charset::Expectation expectation { wanted.latin1, declared };
    if (declared == charset::Encoding::Latin1)
        expectation.latin1 = charset::Latin1::Accept;
    auto recognised = charset::recognise(bytes, tables, expectation);
    if (!recognised)
        return charset::Outcome(charset::Refusal { Reason::Malformed, recognised.error().message });

    std::string utf8;
    charset::Cleaner cleaner;
    charset::Output output(
        [&](base::View block) -> Result<void> {
            utf8 += base::text_of(block);
            return {};
        },
        bytes.size() * 4 + 16);
    clean_through(bytes.subspan(recognised.value().mark_size), recognised.value().encoding, tables,
        cleaner, charset::LineEnd::Lf, output);
    if (cleaner.removals().of(Removal::Invalid).count * 100 > cleaner.points())
        return refusal(Reason::Malformed,
            "more than one character in a hundred means nothing in the page's encoding");
    if (likely_depth(utf8, wanted.most_depth) > wanted.most_depth)
        return refusal(Reason::Limit, "elements nested too deeply");

    Arena arena(wanted.most_tree_bytes);
    auto* document = parse(utf8, arena);
    if (document == nullptr)
        return refusal(Reason::Limit, "the page's tree is too large");
    auto* form = wanted.form == Form::Text ? text_of_page : page_of_page;
    auto page = form(*document, wanted.most_depth, wanted.most_output_bytes);
    switch (page.state) {
    case PageText::State::Whole: break;
    case PageText::State::TooDeep: return refusal(Reason::Limit, "elements nested too deeply");
    case PageText::State::TooLong: return refusal(Reason::Limit, "the text grows beyond its limit");
    }
    charset::Report report;
    report.encoding = recognised.value().encoding;
    report.points = cleaner.points();
    report.removals = cleaner.removals();
    return write(page, report, tables, wanted, sink);
}

}
