// SPDX-License-Identifier: MIT
#include "sanitizer/decode/jpeg/markers.h"

#include "sanitizer/decode/pixels/exif.h"

#include <algorithm>

namespace decode_jpeg {

using namespace std::string_view_literals;
using pixels::Fault;

static constexpr unsigned most_scans = 100; // Usual progressive files have ten.
static constexpr double centimetres_in_an_inch = 2.54;

enum Marker : std::uint8_t {
    BaselineFrame = 0xC0,
    ProgressiveFrame = 0xC2,
    HuffmanTable = 0xC4,
    FirstRestart = 0xD0,
    LastRestart = 0xD7,
    StartOfImage = 0xD8,
    EndOfImage = 0xD9,
    StartOfScan = 0xDA,
    QuantisationTable = 0xDB,
    RestartInterval = 0xDD,
    Application0 = 0xE0,
    Application1 = 0xE1,
    Application2 = 0xE2,
    Application13 = 0xED,
    Application14 = 0xEE,
    Comment = 0xFE,
};

class Walk {
public:
    Walk(base::View file, std::uint64_t most_pixels)
        : m_file(file)
        , m_reader(file)
        , m_most_pixels(most_pixels)
    {
        m_markers.frame.set_orientation(1);
    }

    std::variant<Markers, pixels::Refused> all()
    {
        auto walked = walk();
        if (m_refused.detail)
            return m_refused;
        if (!walked)
            return pixels::Refused { Fault::Malformed, "a marker is broken or the end is missing" };
        return std::move(m_markers);
    }

private:
    Error refuse(Fault fault, const char* detail)
    {
        m_refused = { fault, detail };
        return Error { detail };
    }

    Result<void> walk()
    {
        if (TRY(m_reader.u16_be()) != (0xFF00 | StartOfImage))
            return Error { "no start" };
        keep(base::view_of("\xFF\xD8"sv));
        for (;;) {
            auto marker = TRY(next_marker());
            if (marker == EndOfImage)
                return end();
            auto start = m_reader.position();
            auto length = TRY(m_reader.u16_be());
            if (length < 2)
                return Error { "no length" };
            auto content = TRY(m_reader.take(length - 2u));
            auto whole = m_file.subspan(start - 2, length + std::size_t { 2 });
            TRY(segment(marker, content, whole));
        }
    }

    Result<std::uint8_t> next_marker()
    {
        if (TRY(m_reader.u8()) != 0xFF)
            return Error { "no marker" };
        for (;;) {
            auto marker = TRY(m_reader.u8());
            if (marker != 0xFF) // Fill bytes may come before.
                return marker;
        }
    }

    Result<void> segment(std::uint8_t marker, base::View content, base::View whole)
    {
        bool frame = marker >= 0xC0 && marker <= 0xCF && marker != HuffmanTable;
        if (frame && marker > ProgressiveFrame)
            return refuse(Fault::Unsupported, "a JPEG of a coding that we do not read");
        if (marker >= Application0 && marker <= 0xEF)
            return application(marker, content);
        if (marker == Comment) {
            policy::add_removed(m_markers.removed, { "comments", "COM" });
            return {};
        }
        if (frame)
            TRY(read_frame(content));
        else if (marker != HuffmanTable && marker != QuantisationTable && marker != RestartInterval
            && marker != StartOfScan)
            return Error { "a marker of another kind" };
        keep(whole);
        if (marker == StartOfScan)
            return scan();
        return {};
    }

    Result<void> read_frame(base::View content)
    {
        base::Reader reader(content);
        auto bits = TRY(reader.u8());
        auto height = TRY(reader.u16_be());
        auto width = TRY(reader.u16_be());
        auto components = TRY(reader.u8());
        if (m_markers.frame.width() != 0 || width == 0)
            return Error { "two frames, or one of no size" };
        if (bits != 8 || height == 0)
            return refuse(Fault::Unsupported, "a JPEG of more than 8 bits, or of unsaid height");
        if (std::uint64_t { width } * height > m_most_pixels)
            return refuse(Fault::Limit, "more pixels than allowed");
        if (components != 1 && components != 3 && components != 4)
            return refuse(Fault::Unsupported, "a JPEG of another number of colours");
        m_markers.frame.set_width(width);
        m_markers.frame.set_height(height);
        TRY(reader.u8());
        auto sampling = TRY(reader.u8());
        bool shared = components == 3;
        m_markers.frame.set_sampling_x(shared && sampling >> 4 > 1 ? 2 : 1);
        m_markers.frame.set_sampling_y(shared && (sampling & 15) > 1 ? 2 : 1);
        return {};
    }

    // Coded data, up to a marker that is neither stuffing nor a restart.
    Result<void> scan()
    {
        if (m_markers.frame.width() == 0)
            return Error { "a scan before the frame" };
        if (++m_scans > most_scans)
            return refuse(Fault::Limit, "more scans than allowed");
        auto start = m_reader.position();
        auto at = start;
        for (; at + 1 < m_file.size(); ++at) {
            if (m_file[at] != 0xFF)
                continue;
            auto next = m_file[at + 1];
            if (next != 0 && (next < FirstRestart || next > LastRestart))
                break;
        }
        if (at + 1 >= m_file.size())
            return Error { "cut off" };
        keep(m_file.subspan(start, at - start));
        return m_reader.seek(at);
    }

    Result<void> application(std::uint8_t marker, base::View content)
    {
        auto begins = [&](std::string_view text) {
            return base::text_of(content).substr(0, text.size()) == text;
        };
        if (marker == Application0 && begins("JFIF\0"sv) && content.size() >= 14) {
            read_jfif(content);
        } else if (marker == Application14 && begins("Adobe") && content.size() >= 12) {
            m_markers.adobe = true;
            keep_segment(marker, content.first(12));
        } else if (marker == Application1 && begins("Exif\0"sv)) {
            if (content.size() > 6 && is_first_exif())
                m_markers.frame.set_orientation(pixels::exif_orientation(content.subspan(6)));
        } else {
            policy::add_removed(m_markers.removed,
                { kind_of(marker, begins), "APP" + std::to_string(marker - Application0) });
        }
        return {};
    }

    bool is_first_exif()
    {
        auto row = policy::add_removed(m_markers.removed, { "exif", "APP1" });
        return m_markers.removed[row].count == 1;
    }

    template <typename Begins>
    static std::string kind_of(std::uint8_t marker, Begins&& begins)
    {
        if (marker == Application0 && begins("JFXX\0"sv))
            return "thumbnails";
        if (marker == Application1 && begins("http://ns.adobe.com/x"))
            return "xmp";
        if (marker == Application2 && begins("ICC_PROFILE\0"sv))
            return "icc";
        if (marker == Application13 && begins("Photoshop 3.0\0"sv))
            return "photoshop";
        return "other-data";
    }

    void read_jfif(base::View content)
    {
        if (m_jfif++ != 0) {
            policy::add_removed(m_markers.removed, { "other-data", "APP0" });
            return;
        }
        std::uint32_t x = std::uint32_t { content[8] } << 8 | content[9];
        std::uint32_t y = std::uint32_t { content[10] } << 8 | content[11];
        double unit = content[7] == 2 ? centimetres_in_an_inch : 1;
        if (content[7] == 1 || content[7] == 2)
            pixels::set_resolution(
                m_markers.frame, pixels::per_metre(x * unit), pixels::per_metre(y * unit));
        if (content[12] != 0 && content[13] != 0)
            policy::add_removed(m_markers.removed, { "thumbnails", "APP0" });
        keep_segment(Application0, base::view_of("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"sv));
    }

    Result<void> end()
    {
        if (m_scans == 0)
            return Error { "no picture" };
        keep(base::view_of("\xFF\xD9"sv));
        if (!m_reader.at_end())
            m_markers.removed.push_back({ "trailing-data", std::string(pixels::end_of_file) });
        return {};
    }

    void keep(base::View bytes) { base::append(m_markers.picture, bytes); }

    void keep_segment(std::uint8_t marker, base::View content)
    {
        const std::uint8_t head[]
            = { 0xFF, marker, 0, static_cast<std::uint8_t>(content.size() + 2) };
        keep(head);
        keep(content);
    }

    base::View m_file;
    base::Reader m_reader;
    std::uint64_t m_most_pixels;
    Markers m_markers;
    unsigned m_scans { 0 };
    unsigned m_jfif { 0 };
    pixels::Refused m_refused { Fault::Malformed, nullptr };
};

std::variant<Markers, pixels::Refused> walk(base::View file, std::uint64_t most_pixels)
{
    return Walk(file, most_pixels).all();
}

}
