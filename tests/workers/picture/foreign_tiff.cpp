// SPDX-License-Identifier: MIT
#include "tests/workers/picture/foreign_tiff.h"

#include <algorithm>
#include <cstring>
#include <tiffio.h>

namespace foreign {

static constexpr std::uint32_t width = 67;
static constexpr std::uint32_t height = 41;
static constexpr std::uint32_t tile = 32;

struct Memory {
    base::Bytes bytes;
    std::size_t position { 0 };
};

static Memory& memory_of(thandle_t handle)
{
    return *static_cast<Memory*>(handle);
}

static tmsize_t read(thandle_t handle, void* into, tmsize_t count)
{
    auto& memory = memory_of(handle);
    if (memory.position >= memory.bytes.size())
        return 0;
    auto given = std::min(static_cast<std::size_t>(count), memory.bytes.size() - memory.position);
    std::memcpy(into, memory.bytes.data() + memory.position, given);
    memory.position += given;
    return static_cast<tmsize_t>(given);
}

static tmsize_t write(thandle_t handle, void* from, tmsize_t count)
{
    auto& memory = memory_of(handle);
    auto size = static_cast<std::size_t>(count);
    memory.bytes.resize(std::max(memory.bytes.size(), memory.position + size));
    std::memcpy(memory.bytes.data() + memory.position, from, size);
    memory.position += size;
    return count;
}

static toff_t seek(thandle_t handle, toff_t offset, int from)
{
    auto& memory = memory_of(handle);
    auto base = from == SEEK_SET ? 0 : from == SEEK_CUR ? memory.position : memory.bytes.size();
    memory.position = base + offset;
    return memory.position;
}

static int close(thandle_t)
{
    return 0;
}

static toff_t size(thandle_t handle)
{
    return memory_of(handle).bytes.size();
}

struct Shape {
    int samples;
    int bits;
    int photometric;
};

static Shape shape_of(TiffColours colours)
{
    switch (colours) {
    case TiffColours::Bilevel: return { 1, 1, PHOTOMETRIC_MINISBLACK };
    case TiffColours::WhiteIsZero: return { 1, 1, PHOTOMETRIC_MINISWHITE };
    case TiffColours::Gray: return { 1, 8, PHOTOMETRIC_MINISBLACK };
    case TiffColours::Gray16: return { 1, 16, PHOTOMETRIC_MINISBLACK };
    case TiffColours::Palette: return { 1, 8, PHOTOMETRIC_PALETTE };
    case TiffColours::Rgb: return { 3, 8, PHOTOMETRIC_RGB };
    case TiffColours::Rgba: return { 4, 8, PHOTOMETRIC_RGB };
    case TiffColours::Cmyk: return { 4, 8, PHOTOMETRIC_SEPARATED };
    }
    return { 0, 0, 0 };
}

static void set_tags(TIFF* tiff, const Page& page, const Shape& shape)
{
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, shape.samples);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, shape.bits);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, shape.photometric);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, page.orientation);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, 300.0);
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, 300.0);
    if (page.colours == TiffColours::Rgba) {
        std::uint16_t alpha = EXTRASAMPLE_ASSOCALPHA;
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &alpha);
    }
    if (page.colours == TiffColours::Palette) {
        std::vector<std::uint16_t> map[3];
        for (std::uint32_t i = 0; i < 256; ++i)
            for (std::uint32_t k = 0; k < 3; ++k)
                map[k].push_back(static_cast<std::uint16_t>(((i * (k + 1)) & 0xFF) * 257));
        TIFFSetField(tiff, TIFFTAG_COLORMAP, map[0].data(), map[1].data(), map[2].data());
    }
    if (page.reduced)
        TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
    if (page.canary.empty())
        return;
    auto count = static_cast<std::uint32_t>(page.canary.size());
    TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, page.canary.c_str());
    TIFFSetField(tiff, TIFFTAG_ARTIST, page.canary.c_str());
    TIFFSetField(tiff, TIFFTAG_XMLPACKET, count, page.canary.data());
    TIFFSetField(tiff, TIFFTAG_ICCPROFILE, count, page.canary.data());
    TIFFSetField(tiff, TIFFTAG_PHOTOSHOP, count, page.canary.data());
}

static void fill(base::Bytes& row, std::uint32_t y)
{
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = static_cast<std::uint8_t>(i * 3 + y * 5 + (i * y) % 7);
    // Alpha comes last and is no smaller than what it is multiplied into.
}

static void write_pixels(TIFF* tiff, const Page& page, const Shape& shape)
{
    auto bits = static_cast<std::uint32_t>(shape.samples * shape.bits);
    auto rgba = [&](base::Bytes& row) {
        for (std::size_t i = 0; page.colours == TiffColours::Rgba && i + 3 < row.size(); i += 4)
            row[i + 3] = std::max({ row[i], row[i + 1], row[i + 2] });
    };
    if (page.layout == Layout::Strips) {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 8);
        base::Bytes row((width * bits + 7) / 8);
        for (std::uint32_t y = 0; y < height; ++y) {
            fill(row, y);
            rgba(row);
            TIFFWriteScanline(tiff, row.data(), y, 0);
        }
        return;
    }
    TIFFSetField(tiff, TIFFTAG_TILEWIDTH, tile);
    TIFFSetField(tiff, TIFFTAG_TILELENGTH, tile);
    base::Bytes all(tile * tile * bits / 8);
    for (std::uint32_t y = 0; y < height; y += tile) {
        for (std::uint32_t x = 0; x < width; x += tile) {
            fill(all, x + y);
            rgba(all);
            TIFFWriteTile(tiff, all.data(), x, y, 0, 0);
        }
    }
}

base::Bytes tiff(const std::vector<Page>& pages)
{
    Memory memory;
    auto* tiff = TIFFClientOpen(
        "picture", "wm", &memory, read, write, seek, close, size, nullptr, nullptr);
    for (const auto& page : pages) {
        auto shape = shape_of(page.colours);
        set_tags(tiff, page, shape);
        write_pixels(tiff, page, shape);
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    return memory.bytes;
}

}
