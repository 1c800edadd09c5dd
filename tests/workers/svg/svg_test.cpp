// SPDX-License-Identifier: MIT
// Pictures drawn by the real workers, locked in, and looked at by an independent reader.
#include "kiosk/broker/ask/svg.h"
#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/core/base/memory_file.h"
#include "tests/workers/pdf/readers.h"

#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>

using namespace broker;

static Result<Outcome<Rebuilt>> flatten(
    const std::string& svg, const FlattenRequest& request = {}, const SvgLimits& limits = {})
{
    auto file = base::sealed_memory_file("svg", base::view_of(svg)).take();
    return flatten_svg(tools::workers(), file, request, limits);
}

static std::string around(const std::string& content, const std::string& size = "40")
{
    return "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
           "width='"
        + size + "' height='" + size + "'>" + content + "</svg>";
}

static std::optional<RefusalReason> refusal(
    const std::string& svg, const FlattenRequest& request = {}, const SvgLimits& limits = {})
{
    auto outcome = flatten(svg, request, limits);
    if (!outcome) {
        ADD_FAILURE() << outcome.error().message;
        return {};
    }
    auto* refused = std::get_if<Refused>(&outcome.value());
    return refused ? std::optional(refused->reason) : std::nullopt;
}

static std::string bytes_of(const Rebuilt& rebuilt)
{
    return std::string(base::text_of(base::read_all(rebuilt.bytes, 1 << 28).take()));
}

namespace {

// A PDF's first page at 96 dpi: a pixel of it is one of the SVG.
struct Page {
    int width { 0 };
    int height { 0 };
    std::string rgb;

    std::string at(int x, int y) const
    {
        auto place = (static_cast<std::size_t>(y) * static_cast<std::size_t>(width)
                         + static_cast<std::size_t>(x))
            * 3;
        auto level = [&](std::size_t i) { return static_cast<unsigned char>(rgb.at(place + i)); };
        auto name = [](unsigned char c) { return c > 200 ? '1' : c < 55 ? '0' : '?'; };
        return { name(level(0)), name(level(1)), name(level(2)) };
    }
    bool is_white() const { return rgb.find_first_not_of('\xFF') == rgb.npos && !rgb.empty(); }
};

}

static Page page_of(const std::string& svg)
{
    FlattenRequest request;
    request.dpi = 96;
    auto outcome = flatten(svg, request);
    Page page;
    if (!outcome || !std::holds_alternative<Rebuilt>(outcome.value())) {
        ADD_FAILURE() << (outcome ? std::get<Refused>(outcome.value()).detail
                                  : outcome.error().message);
        return page;
    }
    const auto& rebuilt = std::get<Rebuilt>(outcome.value());
    EXPECT_TRUE(std::holds_alternative<VerifiedPdf>(
        verify_pdf(tools::workers(), {}, rebuilt.bytes, { 1 }).take()));
    auto ppm = tools::run(bytes_of(rebuilt), "pdftoppm -r 96 -aa no -aaVector no $F");
    int start = 0;
    sscanf(ppm.c_str(), "P6 %d %d 255%n", &page.width, &page.height, &start);
    page.rgb = ppm.substr(std::min(ppm.size(), static_cast<std::size_t>(start) + 1));
    EXPECT_EQ(page.rgb.size(), static_cast<std::size_t>(page.width * page.height * 3));
    return page;
}

TEST(Svg, BecomesAPageOfItsSize)
{
    auto page = page_of(around("<rect x='10' y='10' width='20' height='20' fill='red'/>"
                               "<path d='M30 30h10v10h-10z' style='fill:#00f'/>"));
    EXPECT_EQ(page.width, 40);
    EXPECT_EQ(page.height, 40);
    EXPECT_EQ(page.at(20, 20), "100");
    EXPECT_EQ(page.at(35, 35), "001");
    EXPECT_EQ(page.at(5, 5), "111");
}

TEST(Svg, IsDrawnWithStylesLinksWithinAndFilters)
{
    auto page = page_of(around(
        "<style>.a{fill:#0f0}</style><defs><rect id='r' class='a' width='10' height='10'/>"
        "<filter id='f' x='0' y='0' width='1' height='1'><feFlood flood-color='blue'/></filter>"
        "<filter id='l'><feDiffuseLighting><feDistantLight/></feDiffuseLighting></filter></defs>"
        "<use xlink:href='#r'/><a href='https://x/'><use href='#r' x='20'/></a>"
        "<rect y='20' width='10' height='10' filter='url(#f)'/>"
        "<rect x='20' y='20' width='10' height='10' filter='url(#l)'/>"));
    EXPECT_EQ(page.at(5, 5), "010");
    EXPECT_EQ(page.at(25, 5), "010");
    EXPECT_EQ(page.at(5, 25), "001");
    EXPECT_EQ(page.at(15, 15), "111");
}

TEST(Svg, HasItsLettersInEveryFont)
{
    for (const auto* font : { "sans-serif", "serif", "Meiryo", "MS Mincho", "no such font" }) {
        auto page = page_of(around(
            "<text y='30' font-size='30' font-family='" + std::string(font) + "'>水A</text>"));
        EXPECT_FALSE(page.is_white()) << font;
    }
}

TEST(Svg, TakesItsSizeFromWhatItHas)
{
    auto page = page_of("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'/>");
    EXPECT_EQ(page.width, 30);
    EXPECT_EQ(page.height, 20);
    page = page_of("<svg xmlns='http://www.w3.org/2000/svg'><rect width='50' height='60'/></svg>");
    EXPECT_EQ(page.width, 50);
    EXPECT_EQ(page.height, 60);
    page = page_of("<svg width='1in' height='5mm'/>");
    EXPECT_EQ(page.width, 96);
    EXPECT_EQ(page.height, 19);
    EXPECT_EQ(refusal("<svg width='0' height='9'/>"), RefusalReason::Empty);
    EXPECT_EQ(refusal("<svg/>"), RefusalReason::Empty);
}

// A picture on the station's disk, in reach of an SVG that could read it, would be seen.
TEST(Svg, ShowsNothingFromOutside)
{
    auto path = std::filesystem::temp_directory_path() / ("svg-" + std::to_string(getpid()));
    base::Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    ASSERT_TRUE(
        base::write_fully(file, base::view_of(around("<rect id='r' width='40' height='40'/>"))));
    auto outside = "file://" + path.string();
    const std::string contents[] { "<use xlink:href='" + outside + "#r'/>",
        "<image width='40' height='40' href='" + outside + "'/>",
        "<image width='40' height='40' href='data:image/svg+xml,"
        "%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Crect width=%229%22 "
        "height=%229%22/%3E%3C/svg%3E'/>",
        "<filter id='f'><feImage href='" + outside + "'/></filter><g filter='url(#f)'/>",
        "<style>@import '" + outside + "';</style>",
        "<foreignObject width='40' height='40'><body xmlns='http://www.w3.org/1999/xhtml'>"
        "<b>x</b></body></foreignObject>",
        "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='" + outside + "'/>" };
    for (const auto& content : contents)
        EXPECT_TRUE(page_of(around(content)).is_white()) << content;
    std::filesystem::remove(path);
}

TEST(Svg, TellsWhatWasLeftOut)
{
    auto outcome
        = flatten(around("<script/>\n<g onload='x'/><use href='x#y'/>\n<image/><foreignObject/>"
                         "<animate/>\n\n<video/><style>@page{}</style><title>t</title><unheard/>"
                         "<a href='http://x'/>"));
    const auto& rebuilt = std::get<Rebuilt>(outcome.value());
    std::map<std::string, std::uint64_t> removed;
    for (const auto& one : rebuilt.removed)
        removed[one.what + " @ " + one.where] = one.count;
    EXPECT_EQ(removed,
        (std::map<std::string, std::uint64_t> { { "script @ lines 1-2", 2 },
            { "external-link @ line 2", 1 }, { "image @ line 3", 1 },
            { "foreign-document @ line 3", 1 }, { "animation @ line 3", 1 },
            { "multimedia @ line 5", 1 }, { "style @ line 5", 1 }, { "metadata @ line 5", 1 },
            { "unknown-element @ line 5", 1 } }));
    EXPECT_EQ(rebuilt.loss.images, 1u);
    EXPECT_EQ(rebuilt.loss.links, 1u);
    EXPECT_EQ(rebuilt.pages, 1u);
    EXPECT_EQ(rebuilt.pixels, 63u * 63u); // 40 of 96 in an inch, at 150.
    EXPECT_EQ(rebuilt.type, policy::FileType::Pdf);
}

TEST(Svg, IsTheSameTwice)
{
    auto svg = around("<text y='30' font-size='20'>水質</text><rect width='9' height='9' "
                      "filter='url(#f)'/><filter id='f'><feGaussianBlur stdDeviation='2'/>"
                      "<feTurbulence baseFrequency='.1'/></filter>");
    auto first = flatten(svg);
    auto second = flatten(svg);
    EXPECT_EQ(
        bytes_of(std::get<Rebuilt>(first.value())), bytes_of(std::get<Rebuilt>(second.value())));
}

TEST(Svg, IsRefusedWhenItDeclaresEntities)
{
    EXPECT_EQ(refusal("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                  + around("<text>&a;</text>")),
        RefusalReason::Unsupported);
    EXPECT_EQ(refusal("<svg"), RefusalReason::Malformed);
}

TEST(Svg, KeepsItsLimits)
{
    FlattenRequest request;
    request.dpi = 96;
    request.max_pixels = 1600;
    EXPECT_EQ(refusal(around("", "40"), request), std::nullopt);
    EXPECT_EQ(refusal(around("", "41"), request), RefusalReason::Limit);
    request.max_pixels = 100'000'000;
    request.total_pixels = 1600;
    EXPECT_EQ(refusal(around("", "40"), request), std::nullopt);
    EXPECT_EQ(refusal(around("", "41"), request), RefusalReason::Limit);
    request = {};
    request.max_pages = 0;
    EXPECT_EQ(refusal(around(""), request), RefusalReason::Limit);
    for (const auto* huge : { "99999", "1e30", "999999999in" })
        EXPECT_EQ(refusal(around("", huge)), RefusalReason::Limit) << huge;
    auto svg = around("<g/>");
    EXPECT_EQ(refusal(svg, {}, { .input_bytes = svg.size() }), std::nullopt);
    EXPECT_EQ(refusal(svg, {}, { .input_bytes = svg.size() - 1 }), RefusalReason::Limit);
    EXPECT_EQ(refusal(svg, {}, { .elements = 2 }), std::nullopt);
    EXPECT_EQ(refusal(svg, {}, { .elements = 1 }), RefusalReason::Limit);
}

// Ten elements that use ten, ten times over; circles of those; a pattern made of itself.
TEST(Svg, EndsBombsInTime)
{
    std::string bomb = "<defs><rect id='a0' width='40' height='40'/>";
    for (int level = 1; level <= 12; ++level) {
        bomb += "<g id='a" + std::to_string(level) + "'>";
        for (int i = 0; i < 10; ++i)
            bomb += "<use href='#a" + std::to_string(level - 1) + "'/>";
        bomb += "</g>";
    }
    FlattenRequest request;
    request.time_base = std::chrono::seconds(2);
    auto start = std::chrono::steady_clock::now();
    EXPECT_TRUE(refusal(around(bomb + "</defs><use href='#a12'/>"), request));
    EXPECT_FALSE(
        refusal(around("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"), request)
        == RefusalReason::Limit);
    [[maybe_unused]] auto itself = flatten(
        around("<pattern id='p' width='1' height='1'><rect width='9' height='9' fill='url(#p)'/>"
               "</pattern><rect width='40' height='40' fill='url(#p)'/>"),
        request);
    [[maybe_unused]] auto blurred = flatten(
        around(
            "<filter id='f' x='-9e9' width='9e99'><feGaussianBlur stdDeviation='9e9'/>"
            "<feMorphology radius='9e9'/></filter><rect width='9' height='9' filter='url(#f)'/>"),
        request);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(40));
}

static const std::filesystem::path corpus(SEKISHO_SOURCE "/../shared/corpus");

TEST(SvgCorpus, EveryPictureEndsWell)
{
    if (!std::filesystem::exists(corpus))
        GTEST_SKIP() << "no corpus here";
    for (std::string folder : { "clean/svg", "active/svg", "bombs" }) {
        for (const auto& entry : std::filesystem::directory_iterator(corpus / folder)) {
            if (entry.path().extension() != ".svg")
                continue;
            base::Descriptor file(open(entry.path().c_str(), O_RDONLY | O_CLOEXEC));
            auto bytes = base::read_all(file, 1 << 28).take();
            FlattenRequest request;
            request.time_base = std::chrono::seconds(10);
            auto outcome = flatten(std::string(base::text_of(bytes)), request);
            ASSERT_TRUE(outcome) << entry.path() << ": " << outcome.error().message;
            auto* refused = std::get_if<Refused>(&outcome.value());
            EXPECT_FALSE(refused && folder == "clean/svg")
                << entry.path() << ": " << refused->detail;
        }
    }
}
