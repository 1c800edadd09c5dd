// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/recorder.h"

#include "sanitizer/decode/pdf/drawing/picture_lines.h"

#include <algorithm>
#include <poppler/Stream.h>

namespace decode_pdf_drawing {

static constexpr int longest_side = 65'500; // Pixels, as JPEG can tell.

// A picture that was lossy before may be so again.
static Coding coding_of(Stream* stream)
{
    auto kind = stream->getKind();
    return kind == strDCT || kind == strJPX ? Coding::Photograph : Coding::Exact;
}

static bool is_sized(int columns, int rows)
{
    return columns > 0 && columns <= longest_side && rows > 0 && rows <= longest_side;
}

void Recorder::begin_picture(
    PictureKind kind, Coding coding, int columns, int rows, std::uint32_t mask)
{
    begin(Step::Picture);
    m_list.u32(m_known.picture_count);
    m_list.code(kind);
    m_list.code(coding);
    m_list.u32(static_cast<std::uint32_t>(columns));
    m_list.u32(static_cast<std::uint32_t>(rows));
    m_list.u32(mask);
}

std::optional<std::uint32_t> Recorder::picture(
    const PictureName* name, const std::function<bool()>& write)
{
    if (!draws())
        return {};
    if (name) {
        auto known = m_known.pictures.find(*name);
        if (known != m_known.pictures.end())
            return known->second;
    }
    if (!write() || m_list.is_full()) {
        m_losses.pictures += m_list.is_full() ? 0 : 1; // Splash draws none of them, either.
        m_is_beyond = true;
        return {};
    }
    auto number = m_known.picture_count++;
    if (name)
        m_known.pictures.emplace(*name, number);
    return number;
}

void Recorder::paint_picture(GfxState* state, std::uint32_t number)
{
    begin(Step::PaintPicture);
    m_list.u32(number);
    m_list.matrix(page_matrix(state));
    m_list.paint(fill_paint(state));
}

// One bit a sample, rows padded to whole bytes, the highest bit first. A stencil's 1 is painted;
// a mask's 1 is opaque.
bool Recorder::write_stencil(Stream* stream, int columns, int rows, bool invert, PictureKind kind)
{
    if (!is_sized(columns, rows))
        return false;
    begin_picture(kind, Coding::Exact, columns, rows, 0);
    auto row_bytes = (static_cast<std::size_t>(columns) + 7) / 8;
    auto samples = m_list.reserve(row_bytes * static_cast<std::size_t>(rows));
    if (samples.empty())
        return false;
    auto is_painted = static_cast<std::uint8_t>(invert ? 1 : 0);
    PictureLines reader(stream, columns, 1, 1);
    for (int y = 0; y < rows; ++y) {
        auto* row = samples.data() + static_cast<std::size_t>(y) * row_bytes;
        std::fill_n(row, row_bytes, std::uint8_t { 0 });
        const auto* line = reader.next();
        for (int x = 0; x < columns; ++x) {
            if (line[x] == is_painted)
                row[x / 8] = static_cast<std::uint8_t>(row[x / 8] | 0x80 >> (x % 8));
        }
    }
    m_losses.pictures += reader.is_cut() ? 1 : 0;
    return true;
}

static bool is_gray_only(GfxImageColorMap* map)
{
    auto mode = map->getColorSpace()->getMode();
    return mode == csDeviceGray || mode == csCalGray
        || (mode == csICCBased && map->getNumPixelComps() == 1);
}

bool Recorder::write_picture(
    Stream* stream, int columns, int rows, GfxImageColorMap* map, std::uint32_t mask)
{
    if (!map || !map->isOk() || !is_sized(columns, rows))
        return false;
    auto width = static_cast<std::size_t>(columns);
    auto is_gray = is_gray_only(map);
    // Black and white are told apart by what the map makes of both samples.
    auto is_bilevel = map->getBits() == 1 && map->getNumPixelComps() == 1;
    std::uint8_t levels[2] {};
    if (is_bilevel) {
        for (unsigned char sample = 0; sample < 2; ++sample) {
            GfxRGB rgb {};
            map->getRGB(&sample, &rgb);
            levels[sample] = colToByte(rgb.r);
            is_bilevel = is_bilevel && rgb.r == rgb.g && rgb.g == rgb.b
                && (levels[sample] == 0 || levels[sample] == 255);
        }
    }
    auto kind = is_bilevel ? PictureKind::Bilevel
        : is_gray          ? PictureKind::Gray
                           : PictureKind::Colour;
    begin_picture(kind, is_bilevel ? Coding::Exact : coding_of(stream), columns, rows, mask);
    auto row_bytes = is_bilevel ? (width + 7) / 8 : is_gray ? width : width * 3;
    auto samples = m_list.reserve(row_bytes * static_cast<std::size_t>(rows));
    if (samples.empty())
        return false;
    PictureLines reader(stream, columns, map->getNumPixelComps(), map->getBits());
    for (int y = 0; y < rows; ++y) {
        auto* row = samples.data() + static_cast<std::size_t>(y) * row_bytes;
        auto* line = reader.next();
        switch (kind) {
        case PictureKind::Bilevel:
            std::fill_n(row, row_bytes, std::uint8_t { 0 });
            for (std::size_t x = 0; x < width; ++x)
                row[x / 8] = static_cast<std::uint8_t>(
                    row[x / 8] | (levels[line[x] & 1] ? 0x80 >> (x % 8) : 0));
            break;
        case PictureKind::Gray: map->getGrayLine(line, row, columns); break;
        case PictureKind::Colour: map->getRGBLine(line, row, columns); break;
        case PictureKind::Stencil: break;
        }
    }
    m_losses.pictures += reader.is_cut() ? 1 : 0;
    return true;
}

bool Recorder::write_mask(Stream* stream, int columns, int rows, GfxImageColorMap* map)
{
    if (!map || !map->isOk() || map->getNumPixelComps() != 1 || !is_sized(columns, rows))
        return false;
    begin_picture(PictureKind::Gray, Coding::Exact, columns, rows, 0);
    auto width = static_cast<std::size_t>(columns);
    auto samples = m_list.reserve(width * static_cast<std::size_t>(rows));
    if (samples.empty())
        return false;
    PictureLines reader(stream, columns, 1, map->getBits());
    for (std::size_t y = 0; y < static_cast<std::size_t>(rows); ++y)
        map->getGrayLine(reader.next(), samples.data() + y * width, columns);
    m_losses.pictures += reader.is_cut() ? 1 : 0;
    return true;
}

// Samples within the ranges are not painted (8.9.6.4).
bool Recorder::write_colour_mask(
    Stream* stream, int columns, int rows, GfxImageColorMap* map, const int* ranges)
{
    if (!map || !map->isOk() || !is_sized(columns, rows))
        return false;
    begin_picture(PictureKind::Bilevel, Coding::Exact, columns, rows, 0);
    auto row_bytes = (static_cast<std::size_t>(columns) + 7) / 8;
    auto samples = m_list.reserve(row_bytes * static_cast<std::size_t>(rows));
    if (samples.empty())
        return false;
    auto parts = map->getNumPixelComps();
    PictureLines reader(stream, columns, parts, map->getBits());
    for (int y = 0; y < rows; ++y) {
        auto* row = samples.data() + static_cast<std::size_t>(y) * row_bytes;
        std::fill_n(row, row_bytes, std::uint8_t { 0 });
        const auto* line = reader.next();
        for (int x = 0; x < columns; ++x, line += parts) {
            auto is_left_out = true;
            for (std::ptrdiff_t i = 0; i < parts; ++i)
                is_left_out
                    = is_left_out && line[i] >= ranges[2 * i] && line[i] <= ranges[2 * i + 1];
            if (!is_left_out)
                row[x / 8] = static_cast<std::uint8_t>(row[x / 8] | 0x80 >> (x % 8));
        }
    }
    m_losses.pictures += reader.is_cut() ? 1 : 0;
    return true;
}

// By what a picture was read from; not one in the page's own stream.
static std::optional<PictureName> name_of(Object* object, int kind)
{
    if (!object || !object->isRef())
        return {};
    return PictureName { object->getRef(), kind };
}

static const PictureName* or_null(const std::optional<PictureName>& name)
{
    return name ? &*name : nullptr;
}

void Recorder::drawImageMask(
    GfxState* state, Object* object, Stream* stream, int columns, int rows, bool invert, bool, bool)
{
    if (state->getFillColorSpace()->isNonMarking())
        return;
    auto name = name_of(object, invert ? 1 : 2);
    auto number = picture(or_null(name),
        [&] { return write_stencil(stream, columns, rows, invert, PictureKind::Stencil); });
    if (number)
        paint_picture(state, *number);
}

void Recorder::drawImage(GfxState* state, Object* object, Stream* stream, int columns, int rows,
    GfxImageColorMap* map, bool, const int* ranges, bool inline_image)
{
    if (draws() && ranges && inline_image) { // Its stream cannot be read twice.
        m_is_beyond = true;
        return;
    }
    std::uint32_t mask = 0;
    if (ranges) {
        auto name = name_of(object, 3);
        auto number = picture(
            or_null(name), [&] { return write_colour_mask(stream, columns, rows, map, ranges); });
        if (!number)
            return;
        mask = *number + 1;
    }
    auto name = name_of(object, ranges ? 4 : 0);
    auto number
        = picture(or_null(name), [&] { return write_picture(stream, columns, rows, map, mask); });
    if (number)
        paint_picture(state, *number);
}

void Recorder::drawMaskedImage(GfxState* state, Object* object, Stream* stream, int columns,
    int rows, GfxImageColorMap* map, bool, Stream* mask_stream, int mask_columns, int mask_rows,
    bool mask_invert, bool)
{
    auto mask_name = name_of(object, 5);
    auto mask = picture(or_null(mask_name), [&] {
        return write_stencil(
            mask_stream, mask_columns, mask_rows, mask_invert, PictureKind::Bilevel);
    });
    if (!mask)
        return;
    auto name = name_of(object, 6);
    auto number = picture(
        or_null(name), [&] { return write_picture(stream, columns, rows, map, *mask + 1); });
    if (number)
        paint_picture(state, *number);
}

void Recorder::drawSoftMaskedImage(GfxState* state, Object* object, Stream* stream, int columns,
    int rows, GfxImageColorMap* map, bool, Stream* mask_stream, int mask_columns, int mask_rows,
    GfxImageColorMap* mask_map, bool)
{
    if (draws() && mask_map
        && mask_map->getMatteColor()) { // 11.6.5.3: not what other readers make of it.
        m_is_beyond = true;
        return;
    }
    auto mask_name = name_of(object, 7);
    auto mask = picture(or_null(mask_name),
        [&] { return write_mask(mask_stream, mask_columns, mask_rows, mask_map); });
    if (!mask)
        return;
    auto name = name_of(object, 8);
    auto number = picture(
        or_null(name), [&] { return write_picture(stream, columns, rows, map, *mask + 1); });
    if (number)
        paint_picture(state, *number);
}

}
