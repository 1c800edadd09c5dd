// SPDX-License-Identifier: MIT
#include "sanitizer/decode/heif/decode.h"

#include "kiosk/core/base/free_by.h"
#include "sanitizer/decode/heif/walk.h"

#include <algorithm>
#include <libheif/heif.h>
#include <memory>

namespace decode_heif {

using pixels::Fault, pixels::Outcome, pixels::Refused;

using Context = std::unique_ptr<heif_context, base::FreeBy<heif_context_free>>;
using Handle = std::unique_ptr<heif_image_handle, base::FreeBy<heif_image_handle_release>>;
using Image = std::unique_ptr<heif_image, base::FreeBy<heif_image_release>>;
using Options = std::unique_ptr<heif_decoding_options, base::FreeBy<heif_decoding_options_free>>;

static Refused refused_for(const heif_error& error)
{
    if (error.code == heif_error_Memory_allocation_error)
        return { Fault::Limit, "more memory than allowed" };
    if (error.code == heif_error_Unsupported_feature
        || error.code == heif_error_Unsupported_filetype)
        return { Fault::Unsupported, "a coding that is not decoded here" };
    return { Fault::Malformed, "the picture's data are broken" };
}

static void divide_by_alpha(base::Bytes& row)
{
    for (std::size_t at = 0; at + 4 <= row.size(); at += 4) {
        unsigned alpha = row[at + 3];
        for (std::size_t i = at; i < at + 3 && alpha != 0; ++i)
            row[i] = static_cast<std::uint8_t>(std::min(255u, (row[i] * 255u + alpha / 2) / alpha));
    }
}

static Result<Outcome> write(const heif_image& image, pixels::message::Frame frame,
    bool is_multiplied, pixels::Output& output)
{
    int stride = 0;
    const auto* plane = heif_image_get_plane_readonly(&image, heif_channel_interleaved, &stride);
    auto width = heif_image_get_width(&image, heif_channel_interleaved);
    auto height = heif_image_get_height(&image, heif_channel_interleaved);
    auto row_bytes = pixels::row_bytes(frame);
    if (!plane || width < 0 || static_cast<std::uint32_t>(width) != frame.width() || height < 0
        || static_cast<std::uint32_t>(height) != frame.height() || stride < 0
        || static_cast<std::size_t>(stride) < row_bytes)
        return Outcome(Refused { Fault::Malformed, "a picture of another size than told" });
    base::Bytes row;
    for (std::size_t y = 0; y < frame.height(); ++y) {
        const auto* start = plane + y * static_cast<std::size_t>(stride);
        row.assign(start, start + row_bytes);
        if (is_multiplied)
            divide_by_alpha(row);
        TRY(output.write(row));
    }
    pixels::message::Done done;
    *done.mutable_picture() = pixels::still(std::move(frame));
    return Outcome(std::move(done));
}

static Result<Outcome> decode_main(
    const Walked& walked, std::uint64_t most_pixels, pixels::Output& output)
{
    Context context(heif_context_alloc());
    if (!context)
        return Error { "libheif does not start" };
    heif_context_set_max_decoding_threads(context.get(), 0);
    auto error = heif_context_read_from_memory_without_copy(
        context.get(), walked.file.data(), walked.file.size(), nullptr);
    heif_image_handle* found = nullptr;
    if (error.code == heif_error_Ok)
        error = heif_context_get_primary_image_handle(context.get(), &found);
    Handle handle(found);
    if (error.code != heif_error_Ok || !handle)
        return Outcome(refused_for(error));

    bool has_alpha = heif_image_handle_has_alpha_channel(handle.get()) != 0;
    pixels::message::Frame frame;
    frame.set_form(has_alpha ? pixels::message::FORM_RGBA : pixels::message::FORM_RGB);
    frame.set_width(static_cast<std::uint32_t>(heif_image_handle_get_width(handle.get())));
    frame.set_height(static_cast<std::uint32_t>(heif_image_handle_get_height(handle.get())));
    frame.set_orientation(1); // libheif turns it as the file wants.
    if (!has_alpha) {
        frame.set_sampling_x(walked.halves_colour ? 2 : 1);
        frame.set_sampling_y(walked.halves_colour ? 2 : 1);
    }
    if (frame.width() == 0 || frame.height() == 0
        || std::uint64_t { frame.width() } * frame.height() > most_pixels)
        return Outcome(Refused { Fault::Limit, "more pixels than allowed" });

    Options options(heif_decoding_options_alloc());
    options->convert_hdr_to_8bit = 1;
    options->strict_decoding = 1;
    heif_image* decoded = nullptr;
    error = heif_decode_image(handle.get(), &decoded, heif_colorspace_RGB,
        has_alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, options.get());
    Image image(decoded);
    if (error.code != heif_error_Ok || !image)
        return Outcome(refused_for(error));
    bool is_multiplied = has_alpha && heif_image_handle_is_premultiplied_alpha(handle.get()) != 0;
    return write(*image, std::move(frame), is_multiplied, output);
}

Result<Outcome> decode(
    base::View file, const pixels::message::Request& request, pixels::Output& output)
{
    auto outer = walk(file, request.pixels());
    if (auto* refused = std::get_if<Refused>(&outer))
        return Outcome(*refused);
    const auto& walked = std::get<Walked>(outer);
    auto outcome = TRY(decode_main(walked, request.pixels(), output));
    if (auto* done = std::get_if<pixels::message::Done>(&outcome))
        pixels::add_removals(*done, walked.removed);
    return outcome;
}

}
