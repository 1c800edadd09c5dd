// SPDX-License-Identifier: MIT
// A decoder of pictures that was taken over may say what it likes.
#include "kiosk/broker/ask/picture_answer.h"

#include <functional>
#include <gtest/gtest.h>

using namespace broker;
using policy::FileType;

namespace message = pixels::message;

static bool becomes_jpeg(FileType type)
{
    return type == FileType::Jpeg || type == FileType::Heic || type == FileType::Avif;
}

static message::Answer answer_for(FileType type, int frames = 1)
{
    message::Answer answer;
    auto& picture = *answer.mutable_done()->mutable_picture();
    picture.set_width(10);
    picture.set_height(6);
    for (int i = 0; i < frames; ++i) {
        auto& frame = *picture.add_frames();
        bool indexed = type == FileType::Gif;
        frame.set_form(indexed ? message::FORM_INDEXED : message::FORM_RGB);
        frame.set_colours(indexed ? 4 : 0);
        frame.set_width(10);
        frame.set_height(6);
        frame.set_orientation(1);
        frame.set_sampling_x(becomes_jpeg(type) ? 2 : 0);
        frame.set_sampling_y(becomes_jpeg(type) ? 1 : 0);
    }
    if (type == FileType::Tiff)
        answer.mutable_done()->set_pages(static_cast<std::uint32_t>(frames));
    return answer;
}

static PictureStep step_for(FileType type, int frames = 1)
{
    auto one = type == FileType::Gif ? 60u + 12 : 180u;
    return { type, 1000, 10, 500, 0, one * static_cast<unsigned>(frames) };
}

static bool passes(
    FileType type, const std::function<void(message::Done&, message::Frame&)>& lie,
    const std::function<void(PictureStep&)>& otherwise = [](PictureStep&) {}, int frames = 1)
{
    auto answer = answer_for(type, frames);
    auto& done = *answer.mutable_done();
    lie(done, *done.mutable_picture()->mutable_frames(0));
    auto step = step_for(type, frames);
    otherwise(step);
    auto result = check_decoded_picture(answer, step);
    return result && std::holds_alternative<DecodedPicture>(result.value());
}

static void nothing(message::Done&, message::Frame&) { }

static constexpr FileType types[] = { FileType::Png, FileType::Jpeg, FileType::Gif, FileType::Bmp,
    FileType::Tiff, FileType::Webp, FileType::Heic, FileType::Avif };

TEST(PictureAnswer, TakesTheTruth)
{
    for (auto type : types)
        EXPECT_TRUE(passes(type, nothing));
    for (auto type : { FileType::Gif, FileType::Tiff, FileType::Webp })
        EXPECT_TRUE(passes(
            type, nothing, [](auto&) {}, 3));
    EXPECT_FALSE(check_decoded_picture({}, step_for(FileType::Png)));
}

TEST(PictureAnswer, RefusesNumbersOutOfBounds)
{
    for (auto type : types) {
        auto lies = [&](auto&& lie) {
            return passes(type, [&](message::Done&, message::Frame& frame) { lie(frame); });
        };
        EXPECT_FALSE(lies([](auto& frame) { frame.set_orientation(0); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_orientation(9); }));
        EXPECT_TRUE(lies([](auto& frame) { frame.set_orientation(8); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_width(0); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_height(7); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_width(0xFFFFFFFF); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_per_metre_x(5); }));
        EXPECT_FALSE(lies([](auto& frame) {
            frame.set_per_metre_x(1'000'001);
            frame.set_per_metre_y(1);
        }));
        EXPECT_TRUE(lies([](auto& frame) {
            frame.set_per_metre_x(1'000'000);
            frame.set_per_metre_y(1);
        }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_form(message::FORM_UNSPECIFIED); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_form(static_cast<message::Form>(77)); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_left(1); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_top(0xFFFFFFFF); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_disposal(4); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_sampling_x(3); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_transparent(5); }));
        EXPECT_FALSE(lies([](auto& frame) { frame.set_colours(257); }));
        for (auto within : { message::WITHIN_PNG, message::WITHIN_BMP })
            EXPECT_FALSE(
                passes(type, [&](message::Done& done, auto&) { done.set_within(within); }));
    }
}

TEST(PictureAnswer, RefusesWhatTheTypeCannotBe)
{
    for (auto type :
        { FileType::Png, FileType::Jpeg, FileType::Bmp, FileType::Heic, FileType::Avif }) {
        EXPECT_FALSE(passes(
            type, nothing, [](auto&) {}, 2));
        EXPECT_FALSE(passes(type, [](auto& done, auto&) { done.mutable_picture()->set_loops(1); }));
        EXPECT_FALSE(passes(type, [](auto& done, auto&) { done.set_pages(1); }));
        EXPECT_FALSE(passes(type, [](auto&, auto& frame) { frame.set_delay(10); }));
    }
    for (auto type : { FileType::Png, FileType::Gif })
        EXPECT_FALSE(
            passes(type, [](auto& done, auto&) { done.mutable_picture()->set_lossless(true); }));
    for (auto type : { FileType::Jpeg, FileType::Heic, FileType::Avif })
        EXPECT_FALSE(passes(type, [](auto&, auto& frame) { frame.set_sampling_y(0); }));
    for (auto type : { FileType::Heic, FileType::Avif }) { // Becomes a PNG with its alpha.
        auto see_through = [&](std::uint32_t sampling, message::Form form) {
            return passes(
                type,
                [&](auto&, auto& frame) {
                    frame.set_form(form);
                    frame.set_sampling_x(sampling);
                    frame.set_sampling_y(sampling);
                },
                [](PictureStep& step) { step.pixel_bytes = 240; });
        };
        EXPECT_TRUE(see_through(0, message::FORM_RGBA));
        EXPECT_FALSE(see_through(1, message::FORM_RGBA));
        EXPECT_FALSE(passes(
            type, [](auto&, auto& frame) { frame.set_form(message::FORM_GRAY); },
            [](PictureStep& step) { step.pixel_bytes = 60; }));
        EXPECT_FALSE(
            passes(type, [](auto& done, auto&) { done.mutable_picture()->set_lossless(true); }));
    }
    EXPECT_FALSE(passes(FileType::Tiff, [](auto& done, auto&) { done.set_pages(0); }));
    EXPECT_FALSE(passes(FileType::Tiff, [](auto& done, auto&) { done.set_pages(1'000'001); }));
    EXPECT_FALSE(passes(FileType::Pdf, nothing));
    EXPECT_FALSE(passes(
        FileType::Gif, [](auto& done, auto&) { done.mutable_picture()->set_loops(0x10001); }));
}

TEST(PictureAnswer, RefusesMoreThanItAskedFor)
{
    for (auto type : types) {
        EXPECT_FALSE(passes(type, nothing, [](auto& step) { step.pixels = 59; }));
        EXPECT_TRUE(passes(type, nothing, [](auto& step) { step.pixels = 60; }));
        EXPECT_FALSE(passes(type, nothing, [](auto& step) { ++step.pixel_bytes; }));
        EXPECT_FALSE(passes(type, nothing, [](auto& step) { --step.pixel_bytes; }));
    }
    for (auto type : { FileType::Gif, FileType::Tiff, FileType::Webp })
        EXPECT_FALSE(passes(
            type, nothing, [](auto& step) { step.frames = 2; }, 3));
    EXPECT_FALSE(passes(FileType::Tiff, nothing, [](auto& step) { step.first_page = 1; }));
}

TEST(PictureAnswer, RefusesToTellWhatCannotBeRemoved)
{
    auto removing
        = [](std::string what, std::uint64_t count, int times = 1, std::string where = "eXIf") {
              return passes(FileType::Png, [&](message::Done& done, message::Frame&) {
                  for (int i = 0; i < times; ++i) {
                      auto& removed = *done.add_removed();
                      removed.set_what(what);
                      removed.set_count(count);
                      removed.set_where(where);
                  }
              });
          };
    EXPECT_TRUE(removing("exif", 1));
    EXPECT_TRUE(removing("exif", 500));
    EXPECT_FALSE(removing("exif", 501)); // More than the file has bytes.
    EXPECT_FALSE(removing("exif", 0));
    EXPECT_FALSE(removing("exif", 1, 2));
    EXPECT_FALSE(removing("<script>", 1));
    EXPECT_FALSE(removing("macros", 1)); // Known, but of no picture.
    EXPECT_TRUE(removing("exif", 1, 1, ""));
    EXPECT_FALSE(removing("exif", 1, 1, "\x1B[2J"));
    EXPECT_FALSE(removing("exif", 1, 1, "\xFF"));
    EXPECT_FALSE(removing("exif", 1, 1, std::string(121, 'a')));
}

// What unpack-icon says of the picture that it chose.
static bool passes_of_icon(const std::function<void(message::Done&)>& lie)
{
    message::Answer answer;
    auto& done = *answer.mutable_done();
    done.set_within(message::WITHIN_BMP);
    auto& removed = *done.add_removed();
    removed.set_what("other-sizes");
    removed.set_count(500);
    lie(done);
    auto result = check_icon_answer(answer, 500);
    return result && std::holds_alternative<PictureWithin>(result.value());
}

TEST(IconAnswer, IsAPictureOfAKnownTypeAndHowManyOthersThereAre)
{
    EXPECT_TRUE(passes_of_icon([](auto&) {}));
    EXPECT_TRUE(passes_of_icon([](auto& done) { done.clear_removed(); }));
    for (auto what : { "other-data", "trailing-data" })
        EXPECT_TRUE(passes_of_icon([&](auto& done) { done.mutable_removed(0)->set_what(what); }));
    for (auto [within, type] : { std::pair { message::WITHIN_PNG, FileType::Png },
             std::pair { message::WITHIN_BMP, FileType::Bmp } }) {
        message::Answer answer;
        answer.mutable_done()->set_within(within);
        auto result = check_icon_answer(answer, 500);
        ASSERT_TRUE(result && std::holds_alternative<PictureWithin>(result.value()));
        EXPECT_EQ(std::get<PictureWithin>(result.value()).type, type);
    }
    EXPECT_FALSE(check_icon_answer({}, 500));
    EXPECT_FALSE(passes_of_icon([](auto& done) { done.set_within(message::WITHIN_UNSPECIFIED); }));
    EXPECT_FALSE(
        passes_of_icon([](auto& done) { done.set_within(static_cast<message::Within>(3)); }));
    EXPECT_FALSE(passes_of_icon([](auto& done) { done.mutable_picture(); }));
    EXPECT_FALSE(passes_of_icon([](auto& done) { done.set_pages(1); }));
    EXPECT_FALSE(passes_of_icon([](auto& done) { done.mutable_removed(0)->set_count(0); }));
    EXPECT_FALSE(passes_of_icon([](auto& done) { done.mutable_removed(0)->set_count(501); }));
    EXPECT_FALSE(passes_of_icon([](auto& done) { done.mutable_removed(0)->set_what("exif"); }));
    message::Answer refusal;
    refusal.mutable_refusal();
    EXPECT_FALSE(check_icon_answer(refusal, 500)); // Of no reason.
}
