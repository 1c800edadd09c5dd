// SPDX-License-Identifier: MIT
#include "sanitizer/decode/tiff/decode.h"

#include "sanitizer/decode/tiff/directories.h"

#include <algorithm>

namespace decode_tiff {

using pixels::Fault, pixels::Refused;
using pixels::message::Frame;

static void read_resolution(TIFF* tiff, Frame& frame)
{
    float x = 0;
    float y = 0;
    std::uint16_t unit = 0;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
    if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x) != 1
        || TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &y) != 1)
        return;
    double inches = unit == RESUNIT_CENTIMETER ? 2.54 : 1;
    if (unit == RESUNIT_INCH || unit == RESUNIT_CENTIMETER)
        pixels::set_resolution(frame, pixels::per_metre(double { x } * inches),
            pixels::per_metre(double { y } * inches));
}

struct Pixel {
    std::uint8_t red, green, blue, alpha;

    explicit Pixel(std::uint32_t word)
        : red(TIFFGetR(word))
        , green(TIFFGetG(word))
        , blue(TIFFGetB(word))
        , alpha(static_cast<std::uint8_t>(TIFFGetA(word)))
    {
    }
    bool is_gray() const { return red == green && green == blue; }
};

// libtiff multiplies alpha in; we write it the other way.
static std::uint8_t divided(std::uint8_t value, std::uint8_t alpha)
{
    if (alpha == 0)
        return 0;
    return static_cast<std::uint8_t>(std::min((value * 255 + alpha / 2) / alpha, 255));
}

static pixels::message::Form form_of(const std::vector<std::uint32_t>& raster, bool may_be_bilevel)
{
    bool opaque = true;
    bool gray = true;
    bool bilevel = may_be_bilevel;
    for (auto word : raster) {
        Pixel pixel(word);
        opaque = opaque && pixel.alpha == 255;
        gray = gray && pixel.is_gray();
        bilevel = bilevel && (pixel.green == 0 || pixel.green == 255);
    }
    if (!opaque)
        return pixels::message::FORM_RGBA;
    if (!gray)
        return pixels::message::FORM_RGB;
    return bilevel ? pixels::message::FORM_BILEVEL : pixels::message::FORM_GRAY;
}

static std::uint8_t* put(std::uint8_t* into, pixels::message::Form form, const Pixel& pixel)
{
    bool alpha = form == pixels::message::FORM_RGBA;
    if (form == pixels::message::FORM_GRAY) {
        *into++ = pixel.green;
        return into;
    }
    for (auto value : { pixel.red, pixel.green, pixel.blue })
        *into++ = alpha ? divided(value, pixel.alpha) : value;
    if (alpha)
        *into++ = pixel.alpha;
    return into;
}

static Result<void> write_rows(
    const std::vector<std::uint32_t>& raster, const Frame& frame, pixels::Output& output)
{
    base::Bytes row(pixels::row_bytes(frame));
    bool bilevel = frame.form() == pixels::message::FORM_BILEVEL;
    for (std::size_t y = 0; y < frame.height(); ++y) {
        const auto* from = raster.data() + y * frame.width();
        if (bilevel)
            std::ranges::fill(row, std::uint8_t { 0 });
        auto* into = row.data();
        for (std::size_t x = 0; x < frame.width(); ++x) {
            Pixel pixel(from[x]);
            if (!bilevel)
                into = put(into, frame.form(), pixel);
            else if (pixel.green != 0)
                row[x / 8] |= static_cast<std::uint8_t>(0x80 >> x % 8);
        }
        TRY(output.write(row));
    }
    return {};
}

// All that libtiff can make of the page of the current directory, the first stored row first.
static std::variant<std::vector<std::uint32_t>, Refused> read_page(TIFF* tiff, const Frame& frame)
{
    char why[1024];
    if (TIFFRGBAImageOK(tiff, why) == 0)
        return Refused { Fault::Unsupported, "a page of a kind that we do not read" };
    TIFFRGBAImage image;
    if (TIFFRGBAImageBegin(&image, tiff, 1, why) == 0)
        return Refused { Fault::Malformed, "a page is broken" };
    image.orientation = image.req_orientation = ORIENTATION_TOPLEFT;
    std::vector<std::uint32_t> raster(std::size_t { frame.width() } * frame.height());
    auto read = TIFFRGBAImageGet(&image, raster.data(), frame.width(), frame.height());
    TIFFRGBAImageEnd(&image);
    if (read == 0)
        return Refused { Fault::Malformed, "a page's data are broken" };
    return raster;
}

static Frame describe(TIFF* tiff)
{
    Frame frame;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint16_t orientation = 0;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
    frame.set_width(width);
    frame.set_height(height);
    frame.set_orientation(orientation >= 1 && orientation <= 8 ? orientation : 1);
    read_resolution(tiff, frame);
    return frame;
}

static bool has_one_bit(TIFF* tiff)
{
    std::uint16_t bits = 0;
    std::uint16_t samples = 0;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    return bits == 1 && samples == 1;
}

Result<pixels::Outcome> decode(
    base::View file, const pixels::message::Request& request, pixels::Output& output)
{
    Source source { file };
    auto tiff = open(source);
    if (!tiff)
        return pixels::Outcome(Refused { Fault::Malformed, "no TIFF" });
    auto listed = list(tiff.get(), request.frames());
    if (auto* refused = std::get_if<Refused>(&listed))
        return pixels::Outcome(*refused);
    const auto& found = std::get<Directories>(listed);
    pixels::message::Done done;
    auto left = request.pixels();
    for (std::size_t page = request.first_page(); page < found.pages.size(); ++page) {
        if (TIFFSetSubDirectory(tiff.get(), found.pages[page]) == 0)
            return pixels::Outcome(Refused { Fault::Malformed, "a directory is broken" });
        auto frame = describe(tiff.get());
        auto count = std::uint64_t { frame.width() } * frame.height();
        if (count == 0)
            return pixels::Outcome(Refused { Fault::Malformed, "a page of no size" });
        if (count > left && done.picture().frames_size() > 0)
            break; // It comes with the next request.
        if (count > left)
            return pixels::Outcome(Refused { Fault::Limit, "more pixels than allowed" });
        left -= count;
        auto read = read_page(tiff.get(), frame);
        if (auto* refused = std::get_if<Refused>(&read))
            return pixels::Outcome(*refused);
        const auto& raster = std::get<std::vector<std::uint32_t>>(read);
        frame.set_form(form_of(raster, has_one_bit(tiff.get())));
        TRY(write_rows(raster, frame, output));
        *done.mutable_picture()->add_frames() = std::move(frame);
    }
    if (done.picture().frames_size() == 0)
        return pixels::Outcome(Refused { Fault::Malformed, "no such page" });
    done.mutable_picture()->set_width(done.picture().frames(0).width());
    done.mutable_picture()->set_height(done.picture().frames(0).height());
    done.set_pages(static_cast<std::uint32_t>(found.pages.size()));
    pixels::add_removals(done, found.removed);
    return pixels::Outcome(std::move(done));
}

}
