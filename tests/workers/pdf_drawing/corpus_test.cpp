// SPDX-License-Identifier: MIT
// Files from elsewhere, where somebody keeps a collection beside the tree.
#include "tests/workers/pdf_drawing/tools.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>

namespace fs = std::filesystem;
using broker::Rebuilt, broker::Refused;
using namespace tools;

static std::vector<std::string> files_of(const fs::path& folder)
{
    std::vector<fs::path> paths;
    if (fs::exists(folder)) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() == ".pdf")
                paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    std::vector<std::string> files;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        files.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return files;
}

static const fs::path collection = fs::path(SEKISHO_SOURCE) / "../shared/corpus";

// Letters of the first that the other has, too, as a share.
static double kept(const std::string& one, const std::string& other)
{
    int left[256] {};
    int all = 0;
    for (auto byte : other)
        ++left[static_cast<unsigned char>(byte)];
    int found = 0;
    for (auto byte : one) {
        if (byte == ' ' || byte == '\n' || byte == '\f')
            continue;
        ++all;
        found += left[static_cast<unsigned char>(byte)]-- > 0;
    }
    return all == 0 ? 1 : static_cast<double>(found) / all;
}

TEST(PdfDrawingCorpus, RedrawsWhatIsClean)
{
    auto files = files_of(collection / "clean");
    if (files.empty())
        GTEST_SKIP() << "no collection";
    std::vector<double> shares;
    for (const auto& file : files) {
        auto output = redrawn(file, with_links());
        EXPECT_EQ(output, redrawn(file, with_links()));
        EXPECT_THAT(run(output, "qpdf --check $F"), testing::HasSubstr("No syntax or stream"));
        EXPECT_EQ(run(output, "pdftotext $F /dev/null"), "");
        EXPECT_EQ(run(output, "{ pdftoppm -r 20 $F >/dev/null; }"), "");
        shares.push_back(
            kept(run(file, "{ pdftotext $F - 2>/dev/null; }"), run(output, "pdftotext $F -")));
    }
    std::ranges::sort(shares);
    EXPECT_GE(shares.front(), 0.995);
}

TEST(PdfDrawingCorpus, LetsNothingActiveThrough)
{
    auto files = files_of(collection / "active");
    if (files.empty())
        GTEST_SKIP() << "no collection";
    int redrawn_files = 0;
    for (const auto& file : files) {
        auto outcome = redraw(file, with_links());
        ASSERT_TRUE(outcome) << outcome.error().message;
        if (std::holds_alternative<Refused>(outcome.value()))
            continue;
        ++redrawn_files;
        auto plain = inflated(redrawn(file, with_links()));
        for (const auto* name :
            { "/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/AcroForm",
                "/XFA", "/RichMedia", "/GoToR", "/SubmitForm", "file:" })
            EXPECT_EQ(plain.find(name), plain.npos) << name;
    }
    EXPECT_GT(redrawn_files, 0);
}
