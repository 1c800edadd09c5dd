// SPDX-License-Identifier: MIT
// QR codes that a file shows, in whatever way it shows them.
#include "tests/unit/codes/qr_sample.h"
#include "tests/workers/office/documents.h"
#include "tests/workers/pdf/samples.h"
#include "tests/workers/road/road.h"

#include <gmock/gmock.h>

using policy::Method;
using road_test::Road;
using testing::ElementsAre, testing::IsEmpty;

static constexpr auto address = "https://example.jp/check?id=1";

static std::vector<std::string> codes_in(const broker::FileReport& report)
{
    EXPECT_TRUE(broker::passes(report.verdict))
        << (report.reasons.empty() ? "" : policy::to_line(report.reasons[0]));
    std::vector<std::string> all;
    for (const auto& one : report.seen.listed) {
        if (one.kind == broker::SightKind::Code)
            all.push_back(one.text);
    }
    EXPECT_EQ(report.seen.codes, all.size());
    return all;
}

static void put32(std::string& bytes, std::uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8)
        bytes += static_cast<char>(value >> shift & 0xFF);
}

// 24 bits a pixel, rows from below.
static std::string bmp(const codes::Gray& gray)
{
    std::string rows;
    for (auto row = gray.height; row-- > 0;) {
        for (std::size_t i = 0; i < gray.width; ++i)
            rows += std::string(
                3, static_cast<char>(gray.pixels[std::size_t { row } * gray.width + i]));
        rows.resize((rows.size() + 3) / 4 * 4);
    }
    std::string bytes = "BM";
    for (auto value :
        { static_cast<std::uint32_t>(54 + rows.size()), 0u, 54u, 40u, gray.width, gray.height,
            1u | 24u << 16, 0u, static_cast<std::uint32_t>(rows.size()), 0u, 0u, 0u, 0u })
        put32(bytes, value);
    return bytes + rows;
}

// A box for each dark module: x, y, width, height of `form`, from below.
template <typename Form>
static std::string boxes(const std::string& text, Form&& form)
{
    auto code = qr_sample::code(text, { 1 });
    std::string drawn;
    for (std::uint32_t y = 0; y < code.height; ++y) {
        for (std::uint32_t x = 0; x < code.width; ++x) {
            if (code.pixels[std::size_t { y } * code.width + x] == 0)
                drawn += form(x, y);
        }
    }
    return drawn;
}

// Modules of two points.
static std::string drawn_in_pdf(const std::string& text)
{
    return boxes(text, [](unsigned x, unsigned y) {
        return std::to_string(60 + 2 * x) + " " + std::to_string(90 - 2 * y) + " 2 2 re\n";
    }) + "f\n";
}

TEST_F(Road, TellsTheCodeOfAPicture)
{
    EXPECT_THAT(
        codes_in(carry("a.bmp", bmp(qr_sample::code(address))).report), ElementsAre(address));
    EXPECT_THAT(codes_in(carry("a.bmp", bmp(qr_sample::paper(90, 90))).report), IsEmpty());
}

TEST_F(Road, TellsTheCodesOfAPdfThatDrawsThemWhateverBecomesOfIt)
{
    auto bytes = samples::book({ .contents = { drawn_in_pdf(address), samples::words("nothing"),
                                     drawn_in_pdf("second"), drawn_in_pdf(address) } });
    EXPECT_THAT(codes_in(carry("a.pdf", bytes).report), ElementsAre(address, "second"));
    treat_by(Method::Rebuild, "PDF");
    EXPECT_THAT(codes_in(carry("a.pdf", bytes).report), ElementsAre(address, "second"));
}

TEST_F(Road, TellsTheCodeOfAPictureInAPdf)
{
    auto code = qr_sample::code(address, { 1 });
    auto side = std::to_string(code.width);
    std::string samples;
    for (auto pixel : code.pixels)
        samples += pixel ? "FF" : "00";
    auto content = "80 0 0 80 10 10 cm BI /W " + side + " /H " + side + " /CS /G /BPC 8 /F /AHx ID "
        + samples + "> EI";
    auto bytes = samples::book({ .contents = { content } });
    EXPECT_THAT(codes_in(carry("a.pdf", bytes).report), ElementsAre(address));
    treat_by(Method::Rebuild, "PDF");
    EXPECT_THAT(codes_in(carry("a.pdf", bytes).report), ElementsAre(address));
}

TEST_F(Road, TellsTheCodeOfADrawing)
{
    auto boxes_of_it = boxes(address, [](unsigned x, unsigned y) {
        return "<rect width='2' height='2' x='" + std::to_string(2 * x) + "' y='"
            + std::to_string(2 * y) + "'/>";
    });
    EXPECT_THAT(codes_in(carry("a.svg",
                    "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='80'>" + boxes_of_it
                        + "</svg>")
                             .report),
        ElementsAre(address));
}
