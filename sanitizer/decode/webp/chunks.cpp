// SPDX-License-Identifier: MIT
#include "sanitizer/decode/webp/chunks.h"

#include "sanitizer/decode/pixels/exif.h"

namespace decode_webp {

static constexpr std::uint8_t metadata_flags = 0x20 | 0x08 | 0x04; // ICC, Exif, XMP
static constexpr std::size_t frame_header_bytes = 16;

struct Chunk {
    std::string_view name;
    base::View data;
    base::View whole; // With its padding.
};

static Result<Chunk> next(base::View all, base::Reader& reader)
{
    auto start = reader.position();
    auto name = base::text_of(TRY(reader.take(4)));
    auto size = TRY(reader.u32_le());
    auto data = TRY(reader.take(size));
    if (size % 2 != 0)
        TRY(reader.take(1));
    return Chunk { name, data, all.subspan(start, reader.position() - start) };
}

// Exif in a WebP begins at its byte order, or as in a JPEG.
static base::View without_jpeg_words(base::View exif)
{
    bool has = base::text_of(exif).starts_with(std::string_view("Exif\0\0", 6));
    return has ? exif.subspan(6) : exif;
}

static const char* kind_of(std::string_view name)
{
    return name == "XMP " ? "xmp" : name == "ICCP" ? "icc" : "other-chunks";
}

static Result<void> look_into_frame(base::View frame, Chunks& chunks)
{
    if (frame.size() < frame_header_bytes)
        return Error { "no frame" };
    auto inside = frame.subspan(frame_header_bytes);
    base::Reader reader(inside);
    while (!reader.at_end())
        if (TRY(next(inside, reader)).name == "VP8 ")
            chunks.lossless = false;
    ++chunks.frames;
    return {};
}

static Result<Chunks> read(base::View file)
{
    base::Reader head(file);
    auto riff = base::text_of(TRY(head.take(4)));
    auto size = TRY(head.u32_le());
    auto all = TRY(head.take(size));
    if (riff != "RIFF" || !base::text_of(all).starts_with("WEBP"))
        return Error { "no WebP" };
    Chunks chunks;
    if (!head.at_end())
        chunks.removed.push_back({ "trailing-data", std::string(pixels::end_of_file) });
    base::append(chunks.file, file.first(12));
    base::Reader reader(all);
    TRY(reader.seek(4));
    while (!reader.at_end()) {
        auto chunk = TRY(next(all, reader));
        auto start = chunks.file.size();
        if (chunk.name == "EXIF") {
            auto row = policy::add_removed(chunks.removed, { "exif", "EXIF" });
            if (chunks.removed[row].count == 1)
                chunks.orientation = pixels::exif_orientation(without_jpeg_words(chunk.data));
        } else if (chunk.name == "VP8X" || chunk.name == "ALPH" || chunk.name == "ANIM"
            || chunk.name == "VP8 " || chunk.name == "VP8L" || chunk.name == "ANMF") {
            base::append(chunks.file, chunk.whole);
            if (chunk.name == "VP8X" && !chunk.data.empty())
                chunks.file[start + 8] &= static_cast<std::uint8_t>(~metadata_flags);
            if (chunk.name == "VP8 ")
                chunks.lossless = false;
            if (chunk.name == "ANMF")
                TRY(look_into_frame(chunk.data, chunks));
        } else {
            policy::add_removed(
                chunks.removed, { kind_of(chunk.name), policy::place_named(chunk.name) });
        }
    }
    base::Bytes length;
    base::append_u32_le(length, static_cast<std::uint32_t>(chunks.file.size() - 8));
    std::copy(length.begin(), length.end(), chunks.file.begin() + 4);
    return chunks;
}

std::variant<Chunks, pixels::Refused> walk(base::View file)
{
    auto chunks = read(file);
    if (!chunks)
        return pixels::Refused { pixels::Fault::Malformed,
            "a chunk is broken or the end is missing" };
    return chunks.take();
}

}
