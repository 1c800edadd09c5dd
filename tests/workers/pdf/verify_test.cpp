// SPDX-License-Identifier: MIT
// The second opinion on files of our own.
#include "tests/workers/pdf/samples.h"
#include "tests/workers/pdf/tools.h"

#include <gmock/gmock.h>

using namespace tools;

// A page of each coding, some with letters.
static const std::string& every_coding()
{
    static const std::string letters = "BT /F1 18 Tf 1 4 Td (te) Tj ET";
    static const std::string output = flattened(
        samples::book({ .contents = { "0 g 0 0 20 20 re f", letters, "1 0 0 rg " + letters,
                            samples::shades(samples::Shades::Gray, 20, 20),
                            samples::shades(samples::Shades::Colour, 20, 20) },
            .media_box = "[0 0 20.25 20]" }),
        searchable());
    return output;
}

TEST(VerifyPdf, AcceptsWhatFlatteningMakes)
{
    EXPECT_TRUE(is_verified(every_coding(), 5));
}

TEST(VerifyPdf, RefusesWhatFlatteningDoesNotMake)
{
    EXPECT_FALSE(is_verified(samples::book({ .contents = { samples::words("x") } }), 1));
    EXPECT_FALSE(is_verified("", 0));
}

// Where the bytes of a compressed stream or of a palette lie: those may be another image's. What
// letters may be is tested beside the writer.
static std::vector<bool> image_bytes(const std::string& file)
{
    std::vector<bool> within(file.size(), false);
    for (std::size_t image = 0; (image = file.find("/Filter/", image)) != file.npos;) {
        auto start = file.find("stream\n", image) + 7;
        auto end = file.find("\nendstream\nendobj\n", start);
        std::fill(within.begin() + static_cast<long>(start),
            within.begin() + static_cast<long>(end), true);
        image = end;
    }
    for (std::size_t palette = 0; (palette = file.find("/Indexed", palette)) != file.npos;) {
        auto start = file.find('<', palette) + 1;
        palette = file.find('>', start);
        std::fill(within.begin() + static_cast<long>(start),
            within.begin() + static_cast<long>(palette), true);
    }
    return within;
}

TEST(VerifyPdf, RefusesAnyOtherByteInTheStructure)
{
    const auto& output = every_coding();
    auto is_image = image_bytes(output);
    for (std::size_t at = 0; at < output.size(); at += 3) {
        if (is_image[at])
            continue;
        auto changed = output;
        changed[at] = static_cast<char>(changed[at] ^ 0x01);
        ASSERT_FALSE(is_verified(changed, 5)) << at;
    }
}

TEST(VerifyPdf, RefusesBytesPutIn)
{
    const auto& output = every_coding();
    for (std::size_t at = 0; at <= output.size(); at += 17) {
        auto changed = output;
        changed.insert(at, " ");
        ASSERT_FALSE(is_verified(changed, 5)) << at;
    }
    EXPECT_FALSE(is_verified(output + "\n", 5));
    EXPECT_FALSE(is_verified(output + output, 5));
    EXPECT_FALSE(is_verified(output.substr(0, output.size() - 1), 5));
}
