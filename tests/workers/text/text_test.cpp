// SPDX-License-Identifier: MIT
// The real workers, locked in: text in, clean text out, and the verifier's word on it.
#include "kiosk/broker/ask/text.h"
#include "kiosk/broker/ask/verify_text.h"
#include "kiosk/core/base/memory_file.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

using broker::Outcome, broker::Rebuilt, broker::Refused, broker::RefusalReason;
using policy::FileType;

static broker::Workers& workers()
{
    static broker::Workers the_workers(SEKISHO_LIBEXEC);
    return the_workers;
}

static base::Descriptor file_of(std::string_view bytes)
{
    return base::sealed_memory_file("input", base::view_of(bytes)).take();
}

static Outcome<Rebuilt> rebuild(
    const base::Descriptor& input, FileType type, const broker::TextLimits& limits = {})
{
    auto outcome = broker::rebuild_text(workers(), input, type, limits);
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome ? outcome.take() : Outcome<Rebuilt>(Refused { RefusalReason::Empty, "-" });
}

static std::string text_of(const Outcome<Rebuilt>& outcome)
{
    if (auto* refused = std::get_if<Refused>(&outcome))
        return "refused: " + refused->detail;
    auto bytes = base::read_all(std::get<Rebuilt>(outcome).bytes, 1 << 20).take();
    return std::string(base::text_of(bytes));
}

static std::string verified(std::string_view text, FileType type, broker::ExpectedMark mark)
{
    auto outcome = broker::verify_text(workers(), file_of(text), type, mark);
    if (!outcome)
        return "no answer: " + outcome.error().message;
    if (auto* refused = std::get_if<Refused>(&outcome.value()))
        return refused->detail;
    return "sound";
}

TEST(TextWorkers, TakeTheWordsOutOfMarkup)
{
    // 水位 in CP932, a script, and an entity that would read a file.
    auto input
        = file_of("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><!DOCTYPE a [<!ENTITY b SYSTEM "
                  "\"file:///etc/passwd\">]>\r\n<a><script>x</script>\x90\x85\x88\xCA&b;</a>");
    auto outcome = broker::markup_to_text(workers(), input, {});
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(text_of(outcome.value()), "水位&b;");
    auto& rebuilt = std::get<Rebuilt>(outcome.value());
    EXPECT_EQ(rebuilt.type, FileType::PlainText);
    ASSERT_EQ(rebuilt.removed.size(), 1u);
    EXPECT_EQ(rebuilt.removed[0].what, "script");
    auto open = broker::markup_to_text(workers(), file_of("<a>words<!--"), {});
    ASSERT_TRUE(open) << open.error().message;
    EXPECT_EQ(text_of(open.value()), "refused: markup that does not end");
}

TEST(TextWorkers, RewriteAJapaneseTableForExcel)
{
    // 氏名,値 / 山田,=1+1 in CP932.
    auto outcome
        = rebuild(file_of("\x8E\x81\x96\xBC,\x92\x6C\r\n\x8E\x52\x93\x63,=1+1\r\n"), FileType::Csv);
    EXPECT_EQ(text_of(outcome), "\uFEFF氏名,値\r\n山田,'=1+1\r\n");
    auto& rebuilt = std::get<Rebuilt>(outcome);
    EXPECT_EQ(rebuilt.type, FileType::Csv);
    ASSERT_EQ(rebuilt.removed.size(), 1u);
    EXPECT_EQ(rebuilt.removed[0].what, "formula");
    EXPECT_EQ(rebuilt.removed[0].where, "line 2");
    EXPECT_EQ(rebuilt.removed[0].count, 1u);
    EXPECT_EQ(ftruncate(rebuilt.bytes.get(), 0), -1) << "the output is sealed";
    EXPECT_EQ(verified(text_of(outcome), FileType::Csv, broker::ExpectedMark::Required), "sound");
}

// The tables of CP932 and EUC-JP come from iconv, which would open its modules when first used:
// that all of them were filled before the door closed shows only here.
TEST(TextWorkers, NeedNoConverterOnceLockedIn)
{
    EXPECT_EQ(text_of(rebuild(file_of("\x82\xCD\x82\xA2\n"), FileType::PlainText)), "はい\n");
    EXPECT_EQ(text_of(rebuild(file_of("\xA4\xCF\xA4\xA4\xA4\xC7\xA4\xB9\n"), FileType::PlainText)),
        "はいです\n");
    EXPECT_EQ(text_of(rebuild(file_of("\x1B$B$O$$\x1B(B\n"), FileType::PlainText)), "はい\n");
}

TEST(TextWorkers, ReportWhatWasLostAndWhere)
{
    std::string text(200, 'x');
    auto outcome
        = rebuild(file_of("one\ntwo\u202E\n日本語の文章\uE000です" + text), FileType::PlainText);
    auto& rebuilt = std::get<Rebuilt>(outcome);
    ASSERT_EQ(rebuilt.removed.size(), 2u);
    EXPECT_EQ(rebuilt.removed[0].what, "bidi-control");
    EXPECT_EQ(rebuilt.removed[0].where, "line 2");
    EXPECT_EQ(rebuilt.removed[1].what, "private-use-character");
    EXPECT_GT(rebuilt.loss.text, 0.004);
    EXPECT_LT(rebuilt.loss.text, 0.006);
}

TEST(TextWorkers, RefuseWithAReason)
{
    auto refused = [](std::string_view bytes) {
        auto outcome = rebuild(file_of(bytes), FileType::PlainText);
        auto* refusal = std::get_if<Refused>(&outcome);
        return refusal ? refusal->reason : RefusalReason::Unsupported;
    };
    EXPECT_EQ(refused(std::string_view("\0\1\2\3", 4)), RefusalReason::Malformed);
    EXPECT_EQ(refused(""), RefusalReason::Empty);
    EXPECT_EQ(refused("\xCA\xDD\xB6\xB8"), RefusalReason::Malformed);
}

TEST(TextWorkers, HoldTheirLimitsOnBothSides)
{
    broker::TextLimits limits;
    limits.input_bytes = 1000;
    std::string text(1000, 'x');
    EXPECT_EQ(text_of(rebuild(file_of(text), FileType::PlainText, limits)), text);
    EXPECT_EQ(text_of(rebuild(file_of(text + "x"), FileType::PlainText, limits)),
        "refused: the text is too large");
    limits.output_bytes = 999;
    EXPECT_EQ(text_of(rebuild(file_of(text), FileType::PlainText, limits)),
        "refused: the text grows beyond its limit");
}

TEST(TextWorkers, VerifierStopsWhatTheWriterNeverWrites)
{
    using broker::ExpectedMark;
    EXPECT_EQ(verified("fine\n", FileType::PlainText, ExpectedMark::Forbidden), "sound");
    EXPECT_EQ(verified("a\nb\u202E", FileType::PlainText, ExpectedMark::Forbidden),
        "a character that may not be there in line 2");
    EXPECT_EQ(verified("=1\r\n", FileType::Csv, ExpectedMark::Forbidden),
        "a cell that begins as a formula in line 1");
    EXPECT_EQ(verified("", FileType::PlainText, ExpectedMark::Forbidden), "no text in line 1");
    EXPECT_EQ(verified("a", FileType::Csv, ExpectedMark::Required), "no byte order mark in line 1");
}

// A log of 128 MiB in the memory of a small one. Both workers may map it and 64 MiB
// more, so that holding it whole would end them.
TEST(TextWorkers, StreamALargeLog)
{
    auto input = base::create_memory_file("log").take();
    std::string line;
    for (int i = 0; i < 1000; ++i)
        line += "2026-11-21 06:00:00 pump 3 pressure 0.42 MPa normal operation\n";
    constexpr std::uint64_t size = 128ull << 20;
    for (std::uint64_t at = 0; at < size; at += line.size())
        ASSERT_TRUE(base::write_fully_at(input, at, base::view_of(line)));
    auto outcome = rebuild(input, FileType::PlainText);
    ASSERT_TRUE(std::holds_alternative<Rebuilt>(outcome)) << text_of(outcome);
    auto& rebuilt = std::get<Rebuilt>(outcome);
    EXPECT_EQ(base::size_of(rebuilt.bytes).take(), base::size_of(input).take());
    auto sound = broker::verify_text(
        workers(), rebuilt.bytes, FileType::PlainText, broker::ExpectedMark::Forbidden);
    ASSERT_TRUE(sound) << sound.error().message;
    EXPECT_TRUE(std::holds_alternative<broker::VerifiedText>(sound.value()));
}
