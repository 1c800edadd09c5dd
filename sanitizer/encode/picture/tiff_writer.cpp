// SPDX-License-Identifier: MIT
#include "sanitizer/encode/picture/tiff_writer.h"

#include "sanitizer/decode/pixels/upright.h"

#include <algorithm>
#include <libdeflate.h>
#include <memory>

namespace encode_picture {

static constexpr int level = 6;
static constexpr std::size_t strip_bytes = 256 << 10; // About, before compression.
static constexpr std::uint64_t most_bytes = 0xF0000000; // Offsets have 32 bits.
static constexpr std::uint32_t header_bytes = 8;

using Compressor = std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)>;

enum FieldType : std::uint16_t { Short = 3, Long = 4, Rational = 5 };

// A directory whose entries come in the order of their tags, and the values too long for them.
class Directory {
public:
    void number(std::uint16_t tag, FieldType type, std::uint32_t value)
    {
        m_entries.push_back({ tag, type, 1, value, {} });
    }
    void list(std::uint16_t tag, FieldType type, std::uint32_t count, base::Bytes values)
    {
        m_entries.push_back({ tag, type, count, 0, std::move(values) });
    }

    std::size_t size() const
    {
        std::size_t size = 2 + 12 * m_entries.size() + 4;
        for (const auto& entry : m_entries)
            size += entry.values.size();
        return size;
    }

    base::Bytes bytes(std::uint64_t start, std::uint32_t next) const
    {
        base::Bytes directory;
        base::Bytes values;
        auto values_start = start + 2 + 12 * m_entries.size() + 4;
        base::append_u16_le(directory, static_cast<std::uint16_t>(m_entries.size()));
        for (const auto& entry : m_entries) {
            base::append_u16_le(directory, entry.tag);
            base::append_u16_le(directory, entry.type);
            base::append_u32_le(directory, entry.count);
            if (entry.values.empty()) {
                base::append_u32_le(directory, entry.value);
                continue;
            }
            base::append_u32_le(
                directory, static_cast<std::uint32_t>(values_start + values.size()));
            base::append(values, entry.values);
        }
        base::append_u32_le(directory, next);
        base::append(directory, values);
        return directory;
    }

private:
    struct Entry {
        std::uint16_t tag;
        FieldType type;
        std::uint32_t count;
        std::uint32_t value;
        base::Bytes values; // Only where they do not fit in four bytes.
    };
    std::vector<Entry> m_entries;
};

static std::size_t channels_of(const pixels::message::Frame& frame)
{
    switch (frame.form()) {
    case pixels::message::FORM_BILEVEL:
    case pixels::message::FORM_GRAY: return 1;
    case pixels::message::FORM_RGB: return 3;
    case pixels::message::FORM_RGBA: return 4;
    default: return 0;
    }
}

// Each sample less the one to its left: TIFF 6.0 section 14.
static void difference(base::Bytes& rows, std::size_t row_bytes, std::size_t channels)
{
    for (std::size_t start = 0; start < rows.size(); start += row_bytes)
        for (auto x = row_bytes; x-- > channels;)
            rows[start + x]
                = static_cast<std::uint8_t>(rows[start + x] - rows[start + x - channels]);
}

static Result<base::Bytes> packed(const Compressor& compressor, const base::Bytes& rows)
{
    base::Bytes result(libdeflate_zlib_compress_bound(compressor.get(), rows.size()));
    auto size = libdeflate_zlib_compress(
        compressor.get(), rows.data(), rows.size(), result.data(), result.size());
    if (size == 0)
        return Error { "the rows do not fit" };
    result.resize(size);
    return result;
}

static base::Bytes numbers(const std::vector<std::uint32_t>& values)
{
    base::Bytes bytes;
    for (auto value : values)
        base::append_u32_le(bytes, value);
    return bytes;
}

static void add_numbers(
    Directory& directory, std::uint16_t tag, const std::vector<std::uint32_t>& values)
{
    if (values.size() == 1)
        directory.number(tag, Long, values[0]);
    else
        directory.list(tag, Long, static_cast<std::uint32_t>(values.size()), numbers(values));
}

struct Strips {
    std::uint32_t rows;
    std::vector<std::uint32_t> offsets;
    std::vector<std::uint32_t> sizes;
};

static Directory directory_of(const pixels::message::Frame& frame, const Strips& strips)
{
    bool bilevel = frame.form() == pixels::message::FORM_BILEVEL;
    auto channels = channels_of(frame);
    Directory directory;
    directory.number(256, Long, frame.width());
    directory.number(257, Long, frame.height());
    if (channels == 1) {
        directory.number(258, Short, bilevel ? 1 : 8);
    } else {
        base::Bytes bits;
        for (std::size_t i = 0; i < channels; ++i)
            base::append_u16_le(bits, 8);
        directory.list(258, Short, static_cast<std::uint32_t>(channels), bits);
    }
    directory.number(259, Short, 8); // Deflate
    directory.number(262, Short, channels == 1 ? 1 : 2); // Black is zero; RGB
    add_numbers(directory, 273, strips.offsets);
    directory.number(277, Short, static_cast<std::uint32_t>(channels));
    directory.number(278, Long, strips.rows);
    add_numbers(directory, 279, strips.sizes);
    if (frame.per_metre_x() != 0) {
        directory.list(282, Rational, 1, numbers({ frame.per_metre_x(), 100 }));
        directory.list(283, Rational, 1, numbers({ frame.per_metre_y(), 100 }));
        directory.number(296, Short, 3); // Per centimetre
    }
    if (!bilevel)
        directory.number(317, Short, 2); // Horizontal differencing
    if (channels == 4)
        directory.number(338, Short, 2); // Alpha, not multiplied in
    return directory;
}

static Result<void> append_page(base::Bytes& file, const Compressor& compressor,
    const pixels::Upright& page, std::uint64_t offset, bool last)
{
    const auto& frame = page.frame;
    auto channels = channels_of(frame);
    if (channels == 0)
        return Error { "no picture for a TIFF" };
    auto row_bytes = pixels::row_bytes(frame);
    auto rows = std::clamp<std::size_t>(strip_bytes / row_bytes, 1, frame.height());
    auto count = (frame.height() + rows - 1) / rows;
    auto start = offset + file.size();
    Strips strips { static_cast<std::uint32_t>(rows), std::vector<std::uint32_t>(count),
        std::vector<std::uint32_t>(count) };
    auto directory_bytes = directory_of(frame, strips).size();
    base::Bytes data;
    for (std::size_t i = 0; i < count; ++i) {
        auto from = page.rows.subspan(i * rows * row_bytes);
        auto part = from.first(std::min(from.size(), rows * row_bytes));
        base::Bytes strip(part.begin(), part.end());
        if (frame.form() != pixels::message::FORM_BILEVEL)
            difference(strip, row_bytes, channels);
        auto bytes = TRY(packed(compressor, strip));
        strips.offsets[i] = static_cast<std::uint32_t>(start + directory_bytes + data.size());
        strips.sizes[i] = static_cast<std::uint32_t>(bytes.size());
        base::append(data, bytes);
        if (start + directory_bytes + data.size() > most_bytes)
            return Error { "more bytes than a TIFF can hold" };
    }
    if (data.size() % 2 != directory_bytes % 2)
        data.push_back(0); // A directory begins at an even place.
    auto next = start + directory_bytes + data.size();
    base::append(file,
        directory_of(frame, strips).bytes(start, last ? 0 : static_cast<std::uint32_t>(next)));
    base::append(file, data);
    return {};
}

Result<base::Bytes> write_tiff_pages(
    const pixels::message::Picture& picture, base::View data, std::uint64_t offset, bool last)
{
    Compressor compressor(libdeflate_alloc_compressor(level), libdeflate_free_compressor);
    if (!compressor)
        return Error { "no memory to compress" };
    if (picture.frames_size() == 0 || offset > most_bytes || offset % 2 != 0)
        return Error { "no pages for a TIFF" };
    base::Bytes file;
    if (offset == 0) {
        base::append(file, base::view_of(std::string_view("II*\0", 4)));
        base::append_u32_le(file, header_bytes);
    }
    int number = 0;
    for (const auto& frame : picture.frames()) {
        auto bytes = TRY(pixels::frame_bytes(frame));
        if (bytes > data.size())
            return Error { "fewer pixels than pages" };
        base::Bytes turned;
        auto page = TRY(pixels::upright(frame, data.first(bytes), turned));
        bool none_follows = last && ++number == picture.frames_size();
        TRY(append_page(file, compressor, page, offset, none_follows));
        data = data.subspan(bytes);
    }
    if (!data.empty())
        return Error { "more pixels than pages" };
    return file;
}

}
