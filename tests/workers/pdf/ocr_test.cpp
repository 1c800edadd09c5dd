// SPDX-License-Identifier: MIT
// Scanned pages, read by the real Tesseract: pages of ours that are pictures and nothing else.
#include "kiosk/broker/ask/ocr.h"
#include "kiosk/core/base/memory_file.h"
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf/tools.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <stdlib.h>

using broker::FlattenRequest, broker::Rebuilt, broker::Refused, broker::RefusalReason;
using testing::HasSubstr, testing::Not;
using namespace tools;

static const std::string english = "BT /F1 18 Tf 15 60 Td (Pump station 42 www.example.jp) Tj ET ";
static const std::string japanese
    = "BT /F2 18 Tf 15 20 Td <93FA967B8CEA82CC93FA95F1> Tj ET "; // 日本語の日報

static std::string scan(const std::vector<std::string>& contents)
{
    FlattenRequest sharp;
    sharp.dpi = 300;
    return flattened(samples::book({ .contents = contents, .media_box = "[0 0 300 100]" }), sharp);
}

static FlattenRequest reading(policy::TextLayer layer)
{
    FlattenRequest request;
    request.text_layer = layer;
    request.ocr = policy::Ocr::JapaneseAndEnglish;
    request.time_per_page += broker::time_to_read_page;
    return request;
}

static std::uint64_t told(const Rebuilt& rebuilt, std::string_view what)
{
    for (const auto& one : rebuilt.removed) {
        if (one.what == what)
            return one.count;
    }
    return 0;
}

using Ask = Result<broker::Outcome<Rebuilt>> (*)(
    broker::Workers&, const base::Descriptor&, const FlattenRequest&);

static Rebuilt rebuilt_by(Ask ask, const std::string& pdf, const FlattenRequest& request)
{
    auto file = base::sealed_memory_file("pdf", base::view_of(std::string_view(pdf))).take();
    auto outcome = ask(workers(), file, request);
    if (!outcome || std::holds_alternative<Refused>(outcome.value())) {
        ADD_FAILURE() << (outcome ? std::get<Refused>(outcome.value()).detail
                                  : outcome.error().message);
        return {};
    }
    return std::get<Rebuilt>(outcome.take());
}

static bool lists(const Rebuilt& rebuilt, std::string_view address)
{
    return std::ranges::any_of(
        rebuilt.seen.listed, [&](const auto& one) { return one.text == address; });
}

TEST(Ocr, LaysTheTextOfAScannedPageOverItWhereItStands)
{
    auto source = scan({ english + japanese });
    EXPECT_THAT(run(source, "pdftotext $F -"), Not(HasSubstr("Pump")));
    auto searched = rebuilt_by(broker::flatten_pdf, source, reading(policy::TextLayer::Invisible));
    auto output = bytes_of(searched);
    EXPECT_TRUE(is_verified(output, 1));
    auto text = run(output, "pdftotext $F -");
    EXPECT_THAT(text, HasSubstr("Pump"));
    EXPECT_THAT(text, HasSubstr("station"));
    EXPECT_THAT(text, HasSubstr("日本語の日報"));
    EXPECT_EQ(told(searched, "recognized-text"), 1u);
    EXPECT_EQ(told(searched, "page-without-text"), 0u);
    EXPECT_TRUE(lists(searched, "www.example.jp"));
    // "Pump" stands 15 points from the left and 60 from below.
    auto left
        = run(output, "pdftotext -bbox $F - | sed -n 's/.*xMin=\"\\([0-9]*\\).*>Pump<.*/\\1/p'");
    EXPECT_NEAR(std::atoi(left.c_str()), 16, 3);
    auto bottom
        = run(output, "pdftotext -bbox $F - | sed -n 's/.*yMax=\"\\([0-9]*\\).*>Pump<.*/\\1/p'");
    EXPECT_NEAR(std::atoi(bottom.c_str()), 42, 5);
    // The same again, and nothing of it to be seen.
    EXPECT_EQ(
        bytes_of(rebuilt_by(broker::flatten_pdf, source, reading(policy::TextLayer::Invisible))),
        output);
    auto draw = "pdftoppm -r 150 -gray $F | sha256sum";
    EXPECT_EQ(run(output, draw), run(flattened(source), draw));
}

TEST(Ocr, ReadsOnlyPagesThatHaveNoTextAndSaysWhichHaveNone)
{
    auto source = run(
        scan({ english }), "f=$(mktemp) && cat $F > $f && qpdf --empty --pages $f -- - && rm $f");
    auto words = samples::book({ .contents = { samples::words("typed") } });
    auto layer = searchable();
    EXPECT_EQ(told(rebuilt_by(broker::flatten_pdf, source, layer), "page-without-text"), 1u);
    EXPECT_EQ(told(rebuilt_by(broker::flatten_pdf, words, layer), "page-without-text"), 0u);
    auto typed = rebuilt_by(broker::flatten_pdf, words, reading(policy::TextLayer::Invisible));
    EXPECT_EQ(told(typed, "recognized-text"), 0u);
    auto blank = rebuilt_by(broker::flatten_pdf, samples::book({ .contents = { "" } }),
        reading(policy::TextLayer::Invisible));
    EXPECT_EQ(told(blank, "recognized-text"), 0u);
    EXPECT_EQ(told(blank, "page-without-text"), 1u);
    // Nobody asked for text.
    EXPECT_EQ(told(rebuilt_by(broker::flatten_pdf, source, {}), "page-without-text"), 0u);
}

// Two pages of words around one that is a picture of some.
static std::string mixed()
{
    auto picture = "q 280 0 0 40 10 30 cm BI /W 280 /H 40 /CS /G /BPC 8 /F /AHx ID ";
    auto drawn = run(samples::book({ .contents = { "BT /F1 18 Tf 15 14 Td (Valve seven) Tj ET" },
                         .media_box = "[0 0 280 40]" }),
        "pdftoppm -r 216 -gray $F | tail -c +16 | od -An -tx1 -v | tr -d ' \\n'");
    std::string samples_of_it = picture;
    auto wide = samples_of_it.replace(samples_of_it.find("/W 280 /H 40"), 12, "/W 840 /H 120");
    return samples::book(
        { .contents = { samples::words("first"), wide + drawn + "> EI Q", samples::words("last") },
            .media_box = "[0 0 300 100]" });
}

TEST(Ocr, PutsRecognisedWordsAmongTheTextOfTheOtherPages)
{
    auto source = mixed();
    auto without = rebuilt_by(broker::pdf_to_text, source, {});
    EXPECT_THAT(bytes_of(without), Not(HasSubstr("Valve")));
    EXPECT_EQ(told(without, "page-without-text"), 1u);
    auto read = rebuilt_by(broker::pdf_to_text, source, reading(policy::TextLayer::None));
    auto text = bytes_of(read);
    EXPECT_LT(text.find("first"), text.find("Valve seven"));
    EXPECT_LT(text.find("Valve seven"), text.find("last"));
    EXPECT_NE(text.find("last"), std::string::npos);
    EXPECT_EQ(told(read, "recognized-text"), 1u);
    EXPECT_EQ(told(read, "page-without-text"), 0u);
}

TEST(Ocr, MakesATextOfAScanThatHasNoneOtherwise)
{
    auto source = scan({ english + japanese });
    auto file = base::sealed_memory_file("pdf", base::view_of(std::string_view(source))).take();
    auto refused = broker::pdf_to_text(workers(), file, {});
    ASSERT_TRUE(refused && std::holds_alternative<Refused>(refused.value()));
    EXPECT_EQ(std::get<Refused>(refused.value()).reason, RefusalReason::Empty);
    auto read = rebuilt_by(broker::pdf_to_text, source, reading(policy::TextLayer::None));
    EXPECT_THAT(bytes_of(read), HasSubstr("Pump station 42"));
    EXPECT_THAT(bytes_of(read), HasSubstr("日本語の日報"));
    EXPECT_TRUE(lists(read, "www.example.jp"));
}

TEST(Ocr, TakesNoMoreTimeThanTheDocumentHas)
{
    auto source = scan(std::vector(40, english)); // A second on the fastest machine.
    auto file = base::sealed_memory_file("pdf", base::view_of(std::string_view(source))).take();
    auto request = reading(policy::TextLayer::None);
    request.most_time = std::chrono::milliseconds(100);
    auto outcome = broker::pdf_to_text(workers(), file, request);
    // Whichever of the processes it is that runs out of it: no answer, or a refusal.
    EXPECT_FALSE(outcome && std::holds_alternative<Rebuilt>(outcome.value()));
}

TEST(Ocr, LeavesADocumentWithoutAnAnswerWhereItsNetworksAreMissing)
{
    broker::Workers lacking(SEKISHO_LIBEXEC, { { "decode-ocr", { "/nonexistent" } } });
    auto source = scan({ english });
    auto file = base::sealed_memory_file("pdf", base::view_of(std::string_view(source))).take();
    EXPECT_FALSE(broker::pdf_to_text(lacking, file, reading(policy::TextLayer::None)));
    EXPECT_FALSE(broker::flatten_pdf(lacking, file, reading(policy::TextLayer::Invisible)));
}
