// SPDX-License-Identifier: MIT
#include "sanitizer/decode/gif/blocks.h"

#include <algorithm>

namespace decode_gif {

using namespace std::string_view_literals;
using pixels::Fault;
using pixels::message::Frame;

enum Block : std::uint8_t { Extension = 0x21, Image = 0x2C, Trailer = 0x3B };
enum Label : std::uint8_t { PlainText = 0x01, Control = 0xF9, Comment = 0xFE, Application = 0xFF };

class Walk {
public:
    Walk(base::View file, const pixels::message::Request& limits)
        : m_file(file)
        , m_reader(file)
        , m_limits(limits)
    {
    }

    std::variant<Blocks, pixels::Refused> all()
    {
        auto walked = walk();
        if (m_refused.detail)
            return m_refused;
        if (!walked)
            return pixels::Refused { Fault::Malformed, "a block is broken or the end is missing" };
        return std::move(m_blocks);
    }

private:
    Error refuse(Fault fault, const char* detail)
    {
        m_refused = { fault, detail };
        return Error { detail };
    }

    Result<void> walk()
    {
        auto head = TRY(m_reader.take(13));
        auto version = base::text_of(head.first(6));
        if (version != "GIF87a" && version != "GIF89a")
            return Error { "no GIF" };
        auto& picture = m_blocks.picture;
        picture.set_width(u16(head, 6));
        picture.set_height(u16(head, 8));
        m_screen_colours = colours_of(head[10]);
        TRY(m_reader.take(m_screen_colours * 3));
        base::append(m_blocks.file, m_file.first(m_reader.position()));
        for (;;) {
            auto block = TRY(m_reader.u8());
            if (block == Extension)
                TRY(read_extension());
            else if (block == Image)
                TRY(read_image());
            else if (block == Trailer)
                return end();
            else
                return Error { "a block of another kind" };
        }
    }

    static std::uint32_t u16(base::View bytes, std::size_t at)
    {
        return bytes[at] | std::uint32_t { bytes[at + 1] } << 8;
    }

    static std::size_t colours_of(std::uint8_t flags)
    {
        return (flags & 0x80) != 0 ? std::size_t { 2 } << (flags & 7) : 0;
    }

    Result<base::Bytes> read_data()
    {
        base::Bytes all;
        for (;;) {
            auto length = TRY(m_reader.u8());
            if (length == 0)
                return all;
            base::append(all, TRY(m_reader.take(length)));
        }
    }

    Result<void> read_extension()
    {
        auto label = TRY(m_reader.u8());
        auto data = TRY(read_data());
        if (label == Control) {
            if (data.size() != 4)
                return Error { "a control block of another size" };
            m_control.set_disposal(std::min(unsigned { data[0] } >> 2 & 7, 3u));
            m_control.set_delay(u16(data, 1) * 10);
            m_control.set_transparent((data[0] & 1) != 0 ? data[3] + 1u : 0);
        } else if (label == Application) {
            read_application(data);
        } else {
            if (label == PlainText)
                m_control.Clear(); // It was meant for this.
            policy::add_removed(m_blocks.removed,
                label == Comment         ? policy::Removed { "comments", "Comment Extension" }
                    : label == PlainText ? policy::Removed { "text-chunks", "Plain Text Extension" }
                                         : policy::Removed { "other-chunks", "Extension" });
        }
        return {};
    }

    void read_application(const base::Bytes& data)
    {
        auto name = base::text_of(data).substr(0, 11);
        bool loops = name == "NETSCAPE2.0" || name == "ANIMEXTS1.0";
        if (loops && data.size() == 14 && data[11] == 1 && m_blocks.picture.loops() == 0)
            m_blocks.picture.set_loops(u16(data, 12) + 1);
        else
            policy::add_removed(m_blocks.removed,
                { name == "XMP DataXMP"         ? "xmp"
                        : name == "ICCRGBG1012" ? "icc"
                                                : "other-chunks",
                    policy::place_named("Application Extension " + std::string(name)) });
    }

    Result<void> read_image()
    {
        auto start = m_reader.position() - 1;
        auto& picture = m_blocks.picture;
        if (static_cast<std::uint32_t>(picture.frames_size()) >= m_limits.frames())
            return refuse(Fault::Limit, "more frames than allowed");
        auto& frame = *picture.add_frames();
        frame = m_control;
        m_control.Clear();
        frame.set_form(pixels::message::FORM_INDEXED);
        frame.set_orientation(1);
        frame.set_left(TRY(m_reader.u16_le()));
        frame.set_top(TRY(m_reader.u16_le()));
        frame.set_width(TRY(m_reader.u16_le()));
        frame.set_height(TRY(m_reader.u16_le()));
        auto colours = colours_of(TRY(m_reader.u8()));
        TRY(m_reader.take(colours * 3));
        TRY(m_reader.u8());
        TRY(read_data());
        auto count = std::uint64_t { frame.width() } * frame.height();
        if (count == 0 || (colours == 0 && m_screen_colours == 0))
            return Error { "a frame without pixels or colours" };
        if (count > m_limits.pixels() - m_pixels)
            return refuse(Fault::Limit, "more pixels than allowed");
        m_pixels += count;
        base::append(m_blocks.file, m_file.subspan(start, m_reader.position() - start));
        return {};
    }

    Result<void> end()
    {
        auto& picture = m_blocks.picture;
        if (picture.frames_size() == 0)
            return Error { "no picture" };
        m_blocks.file.push_back(Trailer);
        // Where a frame reaches beyond the screen, the screen grows, as in every browser.
        for (const auto& frame : picture.frames()) {
            picture.set_width(std::max(picture.width(), frame.left() + frame.width()));
            picture.set_height(std::max(picture.height(), frame.top() + frame.height()));
        }
        if (std::max(picture.width(), picture.height()) > 0xFFFF)
            return Error { "a frame beyond what a GIF can tell" };
        if (!m_reader.at_end())
            m_blocks.removed.push_back({ "trailing-data", std::string(pixels::end_of_file) });
        return {};
    }

    base::View m_file;
    base::Reader m_reader;
    const pixels::message::Request& m_limits;
    Blocks m_blocks;
    Frame m_control; // For the frame that comes next.
    std::size_t m_screen_colours { 0 };
    std::uint64_t m_pixels { 0 };
    pixels::Refused m_refused { Fault::Malformed, nullptr };
};

std::variant<Blocks, pixels::Refused> walk(base::View file, const pixels::message::Request& limits)
{
    return Walk(file, limits).all();
}

}
