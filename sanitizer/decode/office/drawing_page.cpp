// SPDX-License-Identifier: MIT
#include "sanitizer/decode/office/drawing_page.h"

#include <algorithm>

namespace office {

namespace {

struct Size { // In hundredths of a millimetre.
    std::int64_t width;
    std::int64_t height;
};

}

static constexpr std::int64_t inch = 2'540;

static Result<Size> size_of_emf(base::View drawing)
{
    constexpr std::size_t frame = 24; // Left, top, right, bottom.
    base::Reader reader(drawing);
    TRY(reader.seek(frame));
    std::int64_t edges[4];
    for (auto& edge : edges)
        edge = static_cast<std::int32_t>(TRY(reader.u32_le()));
    return Size { edges[2] - edges[0], edges[3] - edges[1] };
}

static Result<Size> size_of_wmf(base::View drawing)
{
    constexpr std::size_t bounding_box = 6; // Left, top, right, bottom; units in an inch.
    base::Reader reader(drawing);
    TRY(reader.seek(bounding_box));
    std::int64_t edges[4];
    for (auto& edge : edges)
        edge = static_cast<std::int16_t>(TRY(reader.u16_le()));
    std::int64_t units = TRY(reader.u16_le());
    if (units == 0)
        return Error { "no units" };
    return Size { (edges[2] - edges[0]) * inch / units, (edges[3] - edges[1]) * inch / units };
}

// As LibreOffice writes it (vcl, GDIMetaFile): a mapping with its unit, then the size in that.
static Result<Size> size_of_svm(base::View drawing)
{
    constexpr std::size_t unit_at = 22, size_at = 49;
    // Hundredths, tenths and wholes of a millimetre, centimetres; thousandths, hundredths, tenths
    // and wholes of an inch; points, twips; and pixels, taken for those of 96 an inch.
    constexpr double lengths[] { 1, 10, 100, 1'000, 2.54, 25.4, 254, 2'540, 35.28, 1.764, 26.46 };
    base::Reader reader(drawing);
    TRY(reader.seek(unit_at));
    auto unit = TRY(reader.u16_le());
    TRY(reader.seek(size_at));
    auto length = [&](std::uint32_t number) {
        return static_cast<std::int64_t>(static_cast<std::int32_t>(number) * lengths[unit]);
    };
    if (unit >= std::size(lengths))
        return Error { "no unit" };
    auto width = TRY(reader.u32_le()), height = TRY(reader.u32_le());
    return Size { length(width), length(height) };
}

static Result<Size> size_of_drawing(base::View drawing)
{
    constexpr std::string_view emf("\x01\0\0\0", 4), placeable("\xD7\xCD\xC6\x9A", 4);
    constexpr std::string_view in_memory("\x01\0\x09\0", 4), on_disk("\x02\0\x09\0", 4);
    auto start = base::text_of(drawing.first(std::min<std::size_t>(drawing.size(), 6)));
    if (start.starts_with(emf))
        return size_of_emf(drawing);
    if (start.starts_with(placeable))
        return size_of_wmf(drawing);
    if (start == "VCLMTF")
        return size_of_svm(drawing);
    if (start.starts_with(in_memory) || start.starts_with(on_disk))
        return Size { 10'000, 10'000 };
    return Error { "no drawing" };
}

static std::string millimetres(std::int64_t hundredths)
{
    auto rest = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + (rest.size() == 1 ? ".0" : ".") + rest + "mm";
}

// The styles are empty and must be there, or LibreOffice takes no page layout.
static std::string document_around(base::View drawing, Size size)
{
    auto width = millimetres(size.width), height = millimetres(size.height);
    std::string document
        = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document"
          " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
          " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
          " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
          " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
          " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
          " office:version=\"1.3\""
          " office:mimetype=\"application/vnd.oasis.opendocument.graphics\">"
          "<office:styles/><office:automatic-styles><style:page-layout style:name=\"P\">"
          "<style:page-layout-properties fo:margin=\"0mm\" fo:page-width=\""
        + width + "\" fo:page-height=\"" + height
        + "\"/></style:page-layout></office:automatic-styles><office:master-styles>"
          "<style:master-page style:name=\"M\" style:page-layout-name=\"P\"/>"
          "</office:master-styles><office:body><office:drawing>"
          "<draw:page draw:name=\"1\" draw:master-page-name=\"M\">"
          "<draw:frame svg:x=\"0mm\" svg:y=\"0mm\" svg:width=\""
        + width + "\" svg:height=\"" + height + "\"><draw:image><office:binary-data>";
    document += base::to_base64(drawing);
    document += "</office:binary-data></draw:image></draw:frame></draw:page></office:drawing>"
                "</office:body></office:document>";
    return document;
}

std::optional<DrawingPage> page_around(base::View drawing)
{
    constexpr std::int64_t longest = 500'000, dots = 200, most_pixels = 3'000;
    auto size = size_of_drawing(drawing);
    if (!size)
        return std::nullopt;
    const auto width = size.value().width, height = size.value().height;
    if (width < 1 || height < 1 || width > longest || height > longest)
        return std::nullopt;
    auto pixels = [&](std::int64_t length) {
        auto wanted = std::max(width, height) * dots / inch;
        auto side = wanted > most_pixels ? length * most_pixels / std::max(width, height)
                                         : length * dots / inch;
        return static_cast<std::uint32_t>(std::max<std::int64_t>(side, 1));
    };
    return DrawingPage { document_around(drawing, size.value()), pixels(width), pixels(height) };
}

}
