// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/text/rewrite.h"

#include "sanitizer/decode/charset/cleaner.h"
#include "sanitizer/decode/charset/decoder.h"
#include "sanitizer/rebuild/text/markup.h"
#include "sanitizer/rebuild/text/table_writer.h"

#include <optional>
#include <vector>

namespace rebuild_text {

using charset::Removal;
using Reason = charset::Refusal::Reason;

static constexpr std::size_t block_size = 16 << 10;

namespace {

// One text on its way: decoder, perhaps the reader of markup, cleaner, and the writer of its
// format.
class Rewriting {
public:
    Rewriting(const charset::Recognised& recognised, const charset::Tables& tables,
        const Wanted& wanted, const charset::Sink& sink)
        : m_decoder(recognised.encoding, tables)
        , m_line_end(recognised.line_end)
        , m_cleaner(wanted.format == Format::Csv || wanted.format == Format::Tsv
                  ? charset::SoftBreak::Kept
                  : charset::SoftBreak::LineEnd)
        , m_output(sink, wanted.most_output_bytes)
    {
        m_report.encoding = recognised.encoding;
        if (wanted.format == Format::Markup)
            m_markup.emplace();
        else if (wanted.format != Format::Text)
            m_table.emplace(m_output, m_table_removals, wanted.format == Format::Tsv ? '\t' : ',',
                wanted.most_cell_points);
        if (wanted.mark == Mark::Write)
            m_output.append("\xEF\xBB\xBF");
        m_mark_size = m_output.size();
    }

    Result<charset::Outcome> run(base::View bytes)
    {
        std::vector<char32_t> points(std::min(block_size, bytes.size()));
        std::vector<char32_t> words(m_markup ? points.size() + MarkupReader::most_held : 0);
        std::vector<char32_t> clean(
            std::max(points.size(), words.size()) + charset::Cleaner::most_held);
        auto pass_on = [&](std::span<const char32_t> text) {
            auto count = m_cleaner.clean(text, clean);
            return write({ clean.data(), count });
        };
        while (!bytes.empty()) {
            auto step = m_decoder.decode(bytes, charset::More::Nothing, points);
            bytes = bytes.subspan(step.consumed);
            auto text = std::span(points).first(step.produced);
            if (m_markup)
                text = std::span(words).first(m_markup->take(text, words));
            if (auto refusal = pass_on(text))
                return charset::Outcome(*refusal);
        }
        if (m_markup) {
            if (auto refusal = pass_on(std::span(words).first(m_markup->finish(words))))
                return charset::Outcome(*refusal);
        }
        auto count = m_cleaner.finish(clean);
        if (auto refusal = write({ clean.data(), count }))
            return charset::Outcome(*refusal);
        return finish();
    }

private:
    std::optional<charset::Refusal> write(std::u32string_view clean)
    {
        if (m_table && !clean.empty() && !m_table->write(clean))
            return charset::Refusal { Reason::Limit, "a cell of the table is too long" };
        if (!m_table)
            m_output.append_points(clean, m_line_end);
        return check_output();
    }

    std::optional<charset::Refusal> check_output() const
    {
        if (m_output.status() == charset::Output::Status::LimitReached)
            return charset::Refusal { Reason::Limit, "the text grows beyond its limit" };
        return std::nullopt;
    }

    Result<charset::Outcome> finish()
    {
        if (m_table && !m_table->finish())
            return charset::Outcome(
                charset::Refusal { Reason::Limit, "a cell of the table is too long" });
        m_output.flush();
        if (auto refusal = check_output())
            return charset::Outcome(*refusal);
        if (m_output.status() == charset::Output::Status::SinkFailed)
            return Error { "the output cannot be written" };
        if (auto refusal = check_content())
            return charset::Outcome(*refusal);
        m_report.bytes = m_output.size();
        m_report.points = m_cleaner.points();
        m_report.removals = m_cleaner.removals();
        m_report.removals.take_over(m_table_removals, Removal::Formula);
        m_report.removals.take_over(m_table_removals, Removal::SeparatorLine);
        if (m_markup) {
            m_report.removals.take_over(m_markup->removals(), Removal::Script);
            m_report.removals.take_over(m_markup->removals(), Removal::Style);
        }
        return charset::Outcome(m_report);
    }

    std::optional<charset::Refusal> check_content() const
    {
        const auto& removals = m_cleaner.removals();
        if (m_markup && !m_markup->is_whole())
            return charset::Refusal { Reason::Malformed, "markup that does not end" };
        if (removals.of(Removal::Invalid).count * 100 > m_cleaner.points())
            return charset::Refusal { Reason::Malformed,
                "more than one character in a hundred means nothing in the text's encoding" };
        if (removals.of(Removal::Control).count * 10 > m_cleaner.points())
            return charset::Refusal { Reason::Malformed, "too many control characters for a text" };
        if (m_output.size() == m_mark_size)
            return charset::Refusal { Reason::Empty,
                m_markup ? "there are no words in it" : "nothing visible in it" };
        return std::nullopt;
    }

    charset::Decoder m_decoder;
    charset::LineEnd m_line_end;
    charset::Cleaner m_cleaner;
    charset::Output m_output;
    charset::Removals m_table_removals;
    std::optional<TableWriter> m_table;
    std::optional<MarkupReader> m_markup;
    charset::Report m_report;
    std::uint64_t m_mark_size { 0 };
};

}

Result<charset::Outcome> rewrite(base::View bytes, const charset::Tables& tables,
    const Wanted& wanted, const charset::Sink& sink)
{
    if (bytes.empty())
        return charset::Outcome(charset::Refusal { Reason::Empty, "nothing in it" });
    auto recognised = charset::recognise(bytes, tables, { wanted.latin1, std::nullopt });
    if (!recognised)
        return charset::Outcome(charset::Refusal { Reason::Malformed, recognised.error().message });
    Rewriting rewriting(recognised.value(), tables, wanted, sink);
    return rewriting.run(bytes.subspan(recognised.value().mark_size));
}

}
