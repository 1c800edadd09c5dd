// SPDX-License-Identifier: MIT
// The text layer: what the encoder keeps, what the writer writes, what the verifier lets through.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/encode/pdf/encode.h"
#include "sanitizer/encode/pdf/writer.h"
#include "sanitizer/verify/pdf/letters.h"
#include "sanitizer/verify/pdf/verifier.h"

#include <gmock/gmock.h>

using encode_pdf::TextRun;
using testing::ElementsAre;

static constexpr std::uint64_t plenty = 1 << 24;
static constexpr encode_pdf::PageSize inch { 7200, 7200 };

// An inch of 72 by 72 pixels, each unlike its neighbours.
static base::Bytes noise()
{
    base::Bytes bytes;
    for (unsigned i = 0; i < 72 * 72; ++i)
        bytes.insert(bytes.end(), { static_cast<std::uint8_t>(i), 0, 0, 0 });
    return bytes;
}

struct Letter {
    char32_t point;
    std::uint32_t left, top, right, bottom;
};

static encode_pdf::TextLayer layer_of(
    const std::vector<Letter>& letters, const base::Bytes& pixels = noise())
{
    base::Bytes glyphs;
    for (const auto& letter : letters) {
        for (auto number : { static_cast<std::uint32_t>(letter.point), letter.left, letter.top,
                 letter.right, letter.bottom })
            base::append_u32_le(glyphs, number);
    }
    return encode_pdf::text_layer(glyphs, inch, { pixels, 72, 72 }).take();
}

static std::vector<std::u32string> words_of(const encode_pdf::TextLayer& layer)
{
    std::vector<std::u32string> words;
    for (const auto& run : layer.runs)
        words.push_back(run.text);
    return words;
}

TEST(TextLayer, KeepsLettersInARowTogether)
{
    auto layer = layer_of({ { U'a', 100, 100, 200, 300 }, { U'b', 200, 100, 300, 300 },
        { U' ', 300, 100, 350, 300 }, { U'c', 350, 100, 450, 300 }, { U'd', 800, 100, 900, 300 },
        { U'日', 100, 400, 200, 600 }, { U'本', 200, 410, 300, 610 } });
    EXPECT_THAT(words_of(layer), ElementsAre(U"ab", U"c", U"d", U"日本"));
    EXPECT_EQ(layer.kept, 6u);
    EXPECT_EQ(layer.left_out, 0u);
    EXPECT_EQ(layer.runs[0].left, 100u);
    EXPECT_EQ(layer.runs[0].bottom, 6900u);
    EXPECT_EQ(layer.runs[0].width, 200u);
    EXPECT_EQ(layer.runs[0].height, 200u);
}

TEST(TextLayer, LeavesOutWhatIsNoLetterToShow)
{
    std::vector<Letter> letters;
    for (auto point : std::u32string { 0x0, 0x7, 0x1B, 0x80, 0x200B, 0x202E, 0x2066, 0xD800, 0xDFFF,
             0xE000, 0xFEFF, 0xFFFD, 0xFFFE, 0xE0041, 0xF0000, 0x110000, 0x7FFFFFFF })
        letters.push_back({ point, 100, 100, 200, 300 });
    auto count = letters.size();
    letters.push_back({ U'\U00020BB7', 100, 100, 200, 300 });
    auto layer = layer_of(letters);
    EXPECT_THAT(words_of(layer), ElementsAre(U"\U00020BB7"));
    EXPECT_EQ(layer.left_out, count);
}

TEST(TextLayer, LeavesOutWhatThePictureDoesNotShow)
{
    base::Bytes blank(72 * 72 * 4, 0xFF);
    std::vector<Letter> letters { { U'a', 100, 100, 900, 900 } };
    EXPECT_THAT(words_of(layer_of(letters, blank)), ElementsAre());
    blank[(5 * 72 + 5) * 4] = 0; // A point of ink within the letter's box,
    EXPECT_THAT(words_of(layer_of(letters, blank)), ElementsAre(U"a"));
    blank[(5 * 72 + 5) * 4 + 3] = 7; // and not in the byte that nobody sees.
    blank[(5 * 72 + 5) * 4] = 0xFF;
    EXPECT_THAT(words_of(layer_of(letters, blank)), ElementsAre());
}

TEST(TextLayer, KeepsToThePage)
{
    auto most = ~std::uint32_t { 0 };
    auto layer = layer_of({ { U'a', 7199, 0, most, most }, { U'b', 7200, 0, 7300, 100 },
        { U'c', 0, 7200, 100, 7300 }, { U'd', most, most, most, most }, { U'e', 900, 900, 0, 0 } });
    EXPECT_THAT(words_of(layer), ElementsAre(U"a"));
    for (const auto& run : layer.runs) {
        EXPECT_LE(run.left + run.width, inch.width);
        EXPECT_LE(run.bottom + run.height, inch.height);
    }
    EXPECT_FALSE(encode_pdf::text_layer(base::Bytes(19), inch, { noise(), 72, 72 }));
}

static const std::vector<TextRun>& sample()
{
    static const std::vector<TextRun> runs { { 100, 200, 3000, 1000, U"日本語" },
        { 0, 7100, 1, 100, U"\U00020BB7" } };
    return runs;
}

static encode_pdf::Letters letters_of(const std::vector<TextRun>& runs)
{
    encode_pdf::Letters letters;
    letters.add(runs);
    EXPECT_TRUE(letters.number());
    return letters;
}

TEST(Letters, SurviveTheWayToTheAssembler)
{
    encode_pdf::Piece piece { { encode_pdf::Coding::Indexed, { { 1, 2, 3 } }, { 9 } }, sample() };
    auto bytes = encode_pdf::to_bytes(piece);
    auto read = encode_pdf::read_piece(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(encode_pdf::to_bytes(read.value()), bytes);
    EXPECT_EQ(read.value().text[1].text, U"\U00020BB7");
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(encode_pdf::read_piece(base::View(bytes).first(size))) << size;
    bytes[24] = 0x0A; // The first letter of the first run.
    bytes[25] = 0;
    EXPECT_FALSE(encode_pdf::read_piece(bytes));
}

TEST(Letters, HaveAsManyCodesAsAFont)
{
    std::vector<TextRun> runs { { 0, 0, 1, 1, {} } };
    for (char32_t point = 0x10000; runs[0].text.size() < 65'535; ++point)
        runs[0].text += point;
    encode_pdf::Letters letters;
    letters.add(runs);
    EXPECT_TRUE(letters.number());
    runs[0].text = U"a";
    letters.add(runs);
    EXPECT_FALSE(letters.number());
}

static bool is_content(const std::string& text)
{
    verify_pdf::Letters letters;
    verify_pdf::Cursor cursor(text);
    return letters.check_content(cursor, { 7200, 7200 }) && cursor.at_end();
}

static std::string with(std::string text, const std::string& from, const std::string& to)
{
    auto at = text.find(from);
    EXPECT_NE(at, text.npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(VerifyLetters, TakesWhatTheWriterWritesAndNothingElse)
{
    auto content = letters_of(sample()).content(sample()).take();
    EXPECT_EQ(content,
        "BT\n3 Tr\n/T 10 Tf 100 Tz 1 0 0 1 1 4 Tm <000100020003>Tj\n"
        "/T 1 Tf 1 Tz 1 0 0 1 0 71.2 Tm <0004>Tj\nET\n");
    EXPECT_TRUE(is_content(content));
    EXPECT_FALSE(is_content(with(content, "3 Tr", "0 Tr"))); // Seen.
    EXPECT_FALSE(is_content(with(content, "10 Tf", "0 Tf")));
    EXPECT_FALSE(is_content(with(content, "10 Tf", "73 Tf"))); // Larger than the page.
    EXPECT_FALSE(is_content(with(content, "100 Tz", "1001 Tz")));
    EXPECT_FALSE(is_content(with(content, "1 4 Tm", "73 4 Tm"))); // Outside the page.
    EXPECT_FALSE(is_content(with(content, "1 4 Tm", "1 4.0 Tm")));
    EXPECT_FALSE(is_content(with(content, "<0001", "<0000")));
    EXPECT_FALSE(is_content(with(content, "<0001", "<000a")));
    EXPECT_FALSE(is_content(with(content, "<000100020003>", "<>")));
    EXPECT_FALSE(is_content(with(content, "Tj\n/T", "Tj\n(x)'\n/T")));
    for (std::size_t size = 0; size < content.size(); ++size)
        EXPECT_FALSE(is_content(content.substr(0, size))) << size;
}

static bool has_meanings(const std::vector<TextRun>& used, const std::string& cmap)
{
    verify_pdf::Letters letters;
    auto content = letters_of(used).content(used).take();
    verify_pdf::Cursor cursor(content);
    return letters.check_content(cursor, { 7200, 7200 }) && letters.check_meanings(cmap);
}

TEST(VerifyLetters, WantsOneSafeMeaningForEachCode)
{
    auto cmap = letters_of(sample()).to_unicode();
    EXPECT_TRUE(has_meanings(sample(), cmap));
    EXPECT_FALSE(has_meanings({ sample()[0] }, cmap)); // A code that nobody uses.
    EXPECT_FALSE(has_meanings(sample(), letters_of({ sample()[0] }).to_unicode()));
    EXPECT_FALSE(has_meanings(sample(), with(cmap, "<8A9E>", "<E000>"))); // In order, but unsafe.
    EXPECT_FALSE(has_meanings(sample(), with(cmap, "<8A9E>", "<FEFF>")));
    EXPECT_FALSE(has_meanings(sample(), with(cmap, "<672C>", "<65E5>"))); // The same twice.
    EXPECT_FALSE(has_meanings(sample(), with(cmap, "<672C>", "<0041>"))); // Out of order.
    EXPECT_FALSE(has_meanings(sample(), with(cmap, "<D842DFB7>", "<D842>")));
    EXPECT_FALSE(has_meanings(sample(), with(cmap, "<D842DFB7>", "<DFB7>")));
    EXPECT_FALSE(has_meanings(sample(), with(cmap, "4 beginbfchar", "5 beginbfchar")));
    EXPECT_FALSE(has_meanings(sample(), cmap + " "));
    // Blocks of a hundred.
    for (std::size_t count : { 99u, 100u, 101u, 200u, 201u }) {
        std::vector<TextRun> runs { { 0, 0, 100, 100, {} } };
        for (std::size_t i = 0; i < count; ++i)
            runs[0].text += static_cast<char32_t>(0x4E00 + i);
        EXPECT_TRUE(has_meanings(runs, letters_of(runs).to_unicode())) << count;
    }
}

TEST(VerifyLetters, ReadsAFileWithAndWithoutThem)
{
    auto pixels = noise();
    auto image = encode_pdf::encode({ pixels, 72, 72 }, 80).take().image;
    auto write = [&](const std::vector<std::vector<TextRun>>& pages) {
        encode_pdf::Letters letters;
        for (const auto& page : pages)
            letters.add(page);
        auto file = base::create_memory_file("pdf").take();
        encode_pdf::Writer writer(file, plenty, letters);
        EXPECT_TRUE(writer.begin(pages.size()));
        for (const auto& page : pages)
            EXPECT_TRUE(writer.add({ 7200, 7200, 72, 72 }, { image, page }));
        EXPECT_TRUE(writer.finish());
        return std::string(base::text_of(base::read_all(file, plenty).take()));
    };
    auto verifies = [](const std::string& file) {
        auto result = verify_pdf::verify(base::view_of(file), {});
        return std::holds_alternative<verify_pdf::Verified>(result);
    };
    EXPECT_TRUE(verifies(write({ {} })));
    EXPECT_TRUE(verifies(write({ {}, sample(), {} })));
    auto file = write({ sample() });
    EXPECT_TRUE(verifies(file));
    EXPECT_FALSE(verifies(with(file, "/DW 1000", "/DW 1001")));
    EXPECT_FALSE(verifies(with(file, "Identity-H", "Identity-V")));
    EXPECT_FALSE(verifies(with(file, "/DL ", "/DL 1")));
    EXPECT_FALSE(verifies(with(file, "/Font<</T 6 0 R>>", "                ")));
}

TEST(VerifyLetters, WantsThatLabelAndNoOther)
{
    auto pixels = noise();
    auto image = encode_pdf::encode({ pixels, 72, 72 }, 80).take().image;
    auto write = [&](std::string_view label, const std::vector<TextRun>& page = {}) {
        encode_pdf::Letters letters;
        letters.add(page);
        auto file = base::create_memory_file("pdf").take();
        encode_pdf::Writer writer(file, plenty, letters);
        EXPECT_TRUE(writer.begin(1));
        EXPECT_TRUE(writer.add({ 7200, 7200, 72, 72 }, { image, page }));
        EXPECT_EQ(bool(writer.finish(label)), label != "by Mallory");
        return std::string(base::text_of(base::read_all(file, plenty).take()));
    };
    auto verifies = [](const std::string& file, const std::string& label) {
        verify_pdf::Limits limits;
        limits.label = label;
        auto result = verify_pdf::verify(base::view_of(file), limits);
        return std::holds_alternative<verify_pdf::Verified>(result);
    };
    auto file = write("機密性2");
    EXPECT_TRUE(verifies(file, "機密性2"));
    EXPECT_TRUE(verifies(write("機密性2", sample()), "機密性2"));
    EXPECT_FALSE(verifies(file, ""));
    EXPECT_FALSE(verifies(file, "機密性3"));
    EXPECT_FALSE(verifies(write(""), "機密性2"));
    EXPECT_FALSE(verifies(with(file, "/Keywords", "/Producer"), "機密性2"));
    EXPECT_FALSE(verifies(with(file, "0032>", "0033>"), "機密性2"));
    EXPECT_FALSE(verifies(with(file, "0032>>>", "0032>/A"), "機密性2"));
    EXPECT_FALSE(verifies(with(file, "/Info 6 0 R", "/Info 5 0 R"), "機密性2"));
    write("by Mallory");
}
