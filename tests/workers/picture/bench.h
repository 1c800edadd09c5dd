// SPDX-License-Identifier: MIT
// What the tests of pictures share: the real workers, and the same decoder without a process.
#pragma once

#include "kiosk/broker/ask/picture.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/decode/pixels/frame.h"
#include "sanitizer/decode/pixels/output.h"

#include <gtest/gtest.h>

namespace bench {

struct Decoded {
    pixels::message::Done done;
    base::Bytes bytes;

    const pixels::message::Frame& frame(int i = 0) const { return done.picture().frames(i); }
};

template <typename Decode>
Decoded decode_by(Decode&& decode, base::View file, std::uint64_t most_pixels = 1 << 24)
{
    auto memory = base::create_memory_file("pixels").take();
    pixels::Output output(memory);
    pixels::message::Request request;
    request.set_pixels(most_pixels);
    request.set_frames(1000);
    auto outcome = decode(file, request, output);
    EXPECT_TRUE(outcome && output.flush());
    if (std::holds_alternative<pixels::Refused>(outcome.value())) {
        ADD_FAILURE() << std::get<pixels::Refused>(outcome.value()).detail;
        return {};
    }
    return { std::get<pixels::message::Done>(outcome.take()),
        base::read_all(memory, 200'000'000).take() };
}

class Pictures : public testing::Test {
protected:
    explicit Pictures(policy::FileType type)
        : m_type(type)
    {
    }

    Result<broker::Outcome<broker::Rebuilt>> rebuilt(
        const base::Bytes& bytes, const broker::PictureRequest& asked = {})
    {
        auto file = base::sealed_memory_file("picture", bytes).take();
        return broker::rebuild_picture(m_workers, file, m_type, asked);
    }

    // Rebuilt and verified; and a second time, which must give the same.
    base::Bytes bytes_of(const base::Bytes& foreign, const broker::PictureRequest& asked = {})
    {
        auto result = rebuilt(foreign, asked);
        if (!result || !std::holds_alternative<broker::Rebuilt>(result.value())) {
            ADD_FAILURE() << (result ? std::get<broker::Refused>(result.value()).detail
                                     : result.error().message);
            return {};
        }
        auto& piece = std::get<broker::Rebuilt>(result.value());
        auto verified
            = broker::verify_picture(m_workers, piece.bytes, m_type, asked.pixels, asked.worker);
        EXPECT_TRUE(verified && std::holds_alternative<broker::VerifiedPicture>(verified.value()));
        auto bytes = base::read_all(piece.bytes, 200'000'000).take();
        auto again = rebuilt(foreign, asked);
        EXPECT_EQ(
            base::read_all(std::get<broker::Rebuilt>(again.value()).bytes, 200'000'000).take(),
            bytes);
        return bytes;
    }

    std::string removed_from(const base::Bytes& foreign)
    {
        auto result = rebuilt(foreign);
        if (!result || !std::holds_alternative<broker::Rebuilt>(result.value()))
            return "nothing came out";
        std::string told;
        for (const auto& removed : std::get<broker::Rebuilt>(result.value()).removed)
            told += removed.what + '@' + removed.where + '=' + std::to_string(removed.count) + "; ";
        return told;
    }

    void expect_refused(const base::Bytes& bytes, broker::RefusalReason reason,
        const broker::PictureRequest& asked = {})
    {
        auto result = rebuilt(bytes, asked);
        ASSERT_TRUE(result) << result.error().message;
        ASSERT_TRUE(std::holds_alternative<broker::Refused>(result.value()));
        EXPECT_EQ(std::get<broker::Refused>(result.value()).reason, reason);
    }

    policy::FileType m_type;
    broker::Workers m_workers { SEKISHO_LIBEXEC };
};

}
