// SPDX-License-Identifier: MIT
#include "sanitizer/decode/bmp/decode.h"

#include "sanitizer/decode/bmp/header.h"
#include "sanitizer/decode/bmp/run_length.h"

#include <algorithm>
#include <bit>

namespace decode_bmp {

// The value under a mask, as 0 to 255.
static std::uint8_t channel(std::uint32_t pixel, std::uint32_t mask)
{
    auto shift = std::countr_zero(mask);
    std::uint64_t most = mask >> shift;
    std::uint64_t value = (pixel & mask) >> shift;
    return static_cast<std::uint8_t>((value * 255 + most / 2) / most);
}

static void unpack_indices(base::View row, unsigned bits, std::size_t width, base::Bytes& into)
{
    auto mask = static_cast<std::uint8_t>((1u << bits) - 1);
    auto in_byte = 8 / bits;
    for (std::size_t x = 0; x < width; ++x) {
        auto shift = 8 - bits - (x % in_byte) * bits;
        into.push_back(static_cast<std::uint8_t>(row[x / in_byte] >> shift & mask));
    }
}

static void unpack_pixels(base::View row, const Header& header, base::Bytes& into)
{
    auto bytes = header.bits / 8;
    for (std::size_t x = 0; x < header.frame.width(); ++x) {
        std::uint32_t pixel = 0;
        for (std::size_t i = bytes; i-- > 0;)
            pixel = pixel << 8 | row[x * bytes + i];
        for (auto mask : header.masks)
            if (mask != 0)
                into.push_back(channel(pixel, mask));
    }
}

static bool fits_palette(const Header& header, base::View indices)
{
    auto colours = header.frame.colours();
    return colours == 256
        || std::ranges::all_of(indices, [&](auto index) { return index < colours; });
}

// How many bytes of the data the rows take; an Error: cut off, or a colour that there is not.
static Result<std::size_t> write_rows(const Header& header, pixels::Output& output)
{
    std::size_t width = header.frame.width();
    std::size_t height = header.frame.height();
    auto stride = (width * header.bits + 31) / 32 * 4;
    if (header.data.size() / stride < height)
        return Error { "cut off" };
    base::Bytes row;
    for (std::size_t y = 0; y < height; ++y) {
        row.clear();
        auto stored = header.data.subspan((header.from_top ? y : height - 1 - y) * stride, stride);
        if (header.bits <= 8)
            unpack_indices(stored, header.bits, width, row);
        else
            unpack_pixels(stored, header, row);
        if (header.bits <= 8 && !fits_palette(header, row))
            return Error { "a colour that is not in the palette" };
        TRY(output.write(row));
    }
    return stride * height;
}

static Result<std::size_t> write_runs(const Header& header, pixels::Output& output)
{
    auto indices
        = TRY(unpack_runs(header.data, header.bits, header.frame.width(), header.frame.height()));
    if (!fits_palette(header, indices.rows))
        return Error { "a colour that is not in the palette" };
    TRY(output.write(indices.rows));
    return indices.used;
}

Result<pixels::Outcome> decode(
    base::View file, const pixels::message::Request& request, pixels::Output& output)
{
    auto read = read_header(file, request.pixels());
    if (auto* refused = std::get_if<pixels::Refused>(&read))
        return pixels::Outcome(*refused);
    auto& header = std::get<Header>(read);
    TRY(output.write(header.palette));
    auto used
        = header.coding == Coding::Plain ? write_rows(header, output) : write_runs(header, output);
    if (!used)
        return pixels::Outcome(
            pixels::Refused { pixels::Fault::Malformed, "the picture's data are broken" });
    if (used.value() != header.data.size())
        header.removed.push_back({ "trailing-data", std::string(pixels::end_of_file) });
    pixels::message::Done done;
    *done.mutable_picture() = pixels::still(header.frame);
    pixels::add_removals(done, header.removed);
    return pixels::Outcome(std::move(done));
}

}
