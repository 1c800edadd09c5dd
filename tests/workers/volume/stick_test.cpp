// SPDX-License-Identifier: MIT
// libtsk, locked in, on a stick: sectors come when they are wanted, from a device that may lie.
#include "tests/workers/volume/media.h"

#include "kiosk/broker/ask/volume.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/intake/usb/session.h"
#include "tests/fakes/stick/stick.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <thread>

using fakes::Lie, fakes::Stick;

namespace {

base::Bytes image_of(const std::filesystem::path& path)
{
    base::Descriptor file(open(path.c_str(), O_RDONLY));
    return base::read_all(file, 256 << 20).take();
}

const base::Bytes& fat32()
{
    static const auto image = image_of(matrix_media() / "fat32.mbr");
    return image;
}

struct Session {
    Seen seen;
    usb::message::Ended ended;
};

// The stick's worker is a thread here, the volume's a real one.
Session carry(Stick& stick)
{
    auto [broker, stick_end] = wire::Channel::pair().take();
    auto [bringer, asking] = wire::Channel::pair().take();
    auto file = base::create_memory_file("sectors").take();
    fakes::Impatience patience;
    std::thread worker([&stick, &patience, channel = std::move(stick_end), to = std::move(asking),
                           sectors = file.duplicate().take()]() mutable {
        EXPECT_TRUE(usb::serve_stick(channel, stick, patience, std::move(sectors), to));
        to.close();
    });
    auto opened = wire::receive_trusted<usb::message::FromWorker>(broker).take().message.opened();
    broker::VolumeSource source;
    source.bytes = opened.blocks() * opened.block_bytes();
    source.sector_bytes = opened.block_bytes();
    EXPECT_EQ(ftruncate(file.get(), static_cast<off_t>(source.bytes)), 0);
    source.file = std::move(file);
    source.bringer = std::move(bringer);
    Session session;
    {
        auto reader = broker::VolumeReader::open(workers(), std::move(source), {}).take();
        session.seen = see(*reader);
    }
    session.ended = wire::receive_trusted<usb::message::FromWorker>(broker).take().message.ended();
    worker.join();
    return session;
}

Stick stick_of(const base::Bytes& image)
{
    Stick stick(image.size() / 512);
    stick.content = image;
    return stick;
}

}

TEST(VolumeOfAStick, IsTheSameAsOfItsImageAndIsReadOnce)
{
    auto stick = stick_of(fat32());
    stick.two_faced = true;
    auto session = carry(stick);
    auto image = base::sealed_memory_file("image", fat32()).take();
    auto whole = see(*broker::open_image(workers(), std::move(image)).take());
    ASSERT_EQ(session.seen.error, "");
    EXPECT_GE(whole.contents.size(), 7u);
    EXPECT_EQ(session.seen.contents, whole.contents);
    EXPECT_EQ(session.ended.why(), "");
    EXPECT_EQ(session.ended.bad_bytes(), 0u);
    EXPECT_GT(session.ended.bytes(), 300'000u);
    for (auto [block, times] : stick.times_read)
        ASSERT_EQ(times, 1) << block;
}

TEST(VolumeOfAStick, ALieInTheMiddleLeavesWhatWasReadWhole)
{
    auto sound = stick_of(fat32());
    auto whole = carry(sound).seen;
    std::size_t kept = 0;
    for (int at = 1; at <= sound.reads; ++at) {
        auto stick = stick_of(fat32());
        stick.lie = Lie::WrongTag;
        stick.lie_from_read = at;
        auto session = carry(stick);
        EXPECT_THAT(session.ended.why(), testing::HasSubstr("wrong tag"));
        EXPECT_NE(session.seen.error, "") << "what cannot be had any more is not passed over";
        for (const auto& [path, content] : session.seen.contents) {
            EXPECT_EQ(content, whole.contents[path]) << path;
            ++kept;
        }
    }
    EXPECT_GT(kept, 0u);
}

TEST(VolumeOfAStick, BadSectorsCostTheFileTheyLieIn)
{
    auto sound = stick_of(fat32());
    auto whole = carry(sound).seen;
    auto content = base::view_of(whole.contents.at("図面/ポンプ場.bin"));
    auto at = std::search(fat32().begin(), fat32().end(), content.begin(), content.begin() + 4096)
        - fat32().begin();
    auto stick = stick_of(fat32());
    stick.bad_blocks = { static_cast<std::uint64_t>(at) / 512 + 5 };
    auto session = carry(stick);
    for (const auto& [path, bytes] : session.seen.contents) {
        auto wanted = path == "図面/ポンプ場.bin" ? "! unreadable sectors" : whole.contents[path];
        EXPECT_EQ(bytes, wanted) << path;
    }
    EXPECT_EQ(session.ended.bad_bytes(), 512u);
}
