// SPDX-License-Identifier: MIT
// Codes in pixels, by the real process, and by one that lies.
#include "kiosk/broker/ask/codes.h"
#include "kiosk/broker/ask/picture.h"
#include "kiosk/broker/ask/renderer.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/encode/picture/png_writer.h"
#include "tests/unit/codes/qr_sample.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <stdlib.h>

using namespace broker;
namespace fs = std::filesystem;
using testing::ElementsAre;

static std::vector<std::string> texts(const Seen& seen)
{
    std::vector<std::string> all;
    for (const auto& one : seen.listed)
        all.push_back(one.text);
    return all;
}

static pixels::message::Frame frame_of(const codes::Gray& gray)
{
    pixels::message::Frame frame;
    frame.set_form(pixels::message::FORM_GRAY);
    frame.set_width(gray.width);
    frame.set_height(gray.height);
    frame.set_orientation(1);
    return frame;
}

class CodesWorker : public testing::Test {
protected:
    Result<Seen> look(const base::Bytes& bytes, const pixels::message::Picture& picture,
        const worker::Limits& limits = {})
    {
        auto file = base::sealed_memory_file("pixels", bytes).take();
        return codes_in_picture(m_workers, limits, file, picture);
    }

    Workers m_workers { SEKISHO_LIBEXEC };
};

TEST_F(CodesWorker, ReadsEveryFrameOfAPicture)
{
    auto first = qr_sample::code("https://example.jp/1");
    auto second = qr_sample::code("https://example.jp/2", { 4 });
    auto bytes = first.pixels;
    base::append(bytes, second.pixels);
    pixels::message::Picture picture;
    *picture.add_frames() = frame_of(first);
    *picture.add_frames() = frame_of(second);
    auto seen = look(bytes, picture);
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_THAT(texts(seen.value()), ElementsAre("https://example.jp/1", "https://example.jp/2"));
    EXPECT_EQ(seen.value().codes, 2u);
    EXPECT_FALSE(seen.value().is_empty());
}

TEST_F(CodesWorker, HasNoAnswerToNumbersThatDoNotFit)
{
    auto code = qr_sample::code("x");
    auto picture = pixels::still(frame_of(code));
    EXPECT_TRUE(look(code.pixels, picture));
    picture.mutable_frames(0)->set_height(code.height + 1);
    EXPECT_FALSE(look(code.pixels, picture));
    picture.mutable_frames(0)->set_height(0);
    EXPECT_FALSE(look(code.pixels, picture));
}

// All of it is searched.
static codes::Gray noise(std::uint32_t side)
{
    auto sheet = qr_sample::paper(side, side);
    std::uint32_t state = 1;
    for (auto& pixel : sheet.pixels)
        pixel = static_cast<std::uint8_t>((state = state * 1'664'525 + 1'013'904'223) >> 24);
    return sheet;
}

TEST_F(CodesWorker, HasNoAnswerWithoutTheTimeForOne)
{
    auto sheet = noise(4000);
    auto picture = pixels::still(frame_of(sheet));
    EXPECT_TRUE(look(sheet.pixels, picture));
    worker::Limits hasty;
    hasty.time = std::chrono::milliseconds(3);
    EXPECT_FALSE(look(sheet.pixels, picture, hasty));
}

TEST_F(CodesWorker, HasNoAnswerWithoutTheMemoryForOne)
{
#ifdef SEKISHO_SANITIZE
    GTEST_SKIP() << "the sanitizers take a worker's end for want of memory for a fault of its own";
#endif
    auto sheet = noise(4000);
    worker::Limits narrow;
    narrow.memory_bytes = 16 << 20;
    EXPECT_FALSE(look(sheet.pixels, pixels::still(frame_of(sheet)), narrow));
}

static void fill(const base::Descriptor& slot, const codes::Gray& gray)
{
    base::Bytes bytes;
    for (auto pixel : gray.pixels) {
        for (int i = 0; i < 4; ++i)
            bytes.push_back(pixel);
    }
    ASSERT_TRUE(base::write_fully_at(slot, 0, bytes));
}

TEST_F(CodesWorker, LooksAtOnePageAfterAnother)
{
    constexpr std::uint64_t room = 4 << 20;
    auto slot = create_slot("page-slot", room).take();
    auto codes = PageCodes::start(m_workers, {}, slot, room).take();
    for (const auto* text : { "one", "two" }) {
        auto page = qr_sample::code(text);
        fill(slot, page);
        auto seen = codes.look(page.width, page.height);
        ASSERT_TRUE(seen);
        EXPECT_THAT(texts(seen.value()), ElementsAre(text));
    }
    EXPECT_TRUE(codes.finish());
}

TEST_F(CodesWorker, EndsOverAPageLargerThanItsSlot)
{
    auto slot = create_slot("page-slot", 1 << 20).take();
    auto codes = PageCodes::start(m_workers, {}, slot, 1 << 20).take();
    EXPECT_FALSE(codes.look(1024, 257));
}

TEST(SeenByPage, IsOneListInTheOrderOfPages)
{
    auto seen = [](const char* text) {
        Seen one;
        one.listed.push_back({ SightKind::Code, SightPlace::Code, text });
        one.codes = 1;
        return one;
    };
    SeenByPage pages;
    pages.add(2, seen("c"));
    pages.add(0, seen("a"));
    pages.add(1, seen("b"));
    pages.add(3, seen("a"));
    auto all = pages.take();
    EXPECT_THAT(texts(all), ElementsAre("a", "b", "c"));
    EXPECT_EQ(all.codes, 3u);
}

class LyingCodesWorker : public testing::Test {
protected:
    void SetUp() override
    {
        char pattern[] = "/tmp/lying-codes-XXXXXX";
        ASSERT_TRUE(mkdtemp(pattern));
        m_folder = pattern;
        fs::permissions(m_folder, fs::perms(0755));
        auto libexec = fs::path(SEKISHO_LIBEXEC);
        for (const auto* name : { "decode-png", "encode-picture" })
            fs::create_symlink(libexec / name, m_folder / name);
        fs::create_symlink(libexec / "fake-scanners-codes", m_folder / "scanners-codes");
    }
    void TearDown() override { fs::remove_all(m_folder); }

    // A picture is nothing without an answer about its codes.
    Result<Outcome<Rebuilt>> rebuild(std::string lie)
    {
        Workers workers(m_folder, { { "scanners-codes", { std::move(lie) } } });
        auto code = qr_sample::code("https://example.jp/");
        pixels::Upright picture { frame_of(code), {}, code.pixels };
        auto file = base::sealed_memory_file("png", encode_picture::write_png(picture).take());
        return rebuild_picture(workers, file.value(), policy::FileType::Png, {});
    }

    fs::path m_folder;
};

TEST_F(LyingCodesWorker, IsBelievedWhileItDoesNotLie)
{
    auto outcome = rebuild("honest");
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_THAT(texts(std::get<Rebuilt>(outcome.value()).seen), ElementsAre("a code"));
}

TEST_F(LyingCodesWorker, LeavesThePictureWithoutAnAnswer)
{
    for (const auto* lie : { "nothing", "a link", "a code in words", "a label",
             "more than it lists", "a control character", "a crash", "silence" }) {
        auto outcome = rebuild(lie);
        EXPECT_FALSE(outcome) << lie;
    }
}
