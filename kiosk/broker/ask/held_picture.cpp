// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/held_picture.h"

#include "kiosk/core/base/memory_file.h"
#include "sanitizer/rebuild/parts/document.pb.h"
#include "sanitizer/verify/parts/document.pb.h"

#include <algorithm>

namespace broker {

using policy::FileType;

namespace {

struct Kind {
    FileType type;
    rebuild_parts::message::PictureKind rebuilt;
    verify_parts::message::PictureKind verified;
};

}

static constexpr Kind kinds[] = {
    { FileType::Png, rebuild_parts::message::PICTURE_PNG, verify_parts::message::PICTURE_PNG },
    { FileType::Jpeg, rebuild_parts::message::PICTURE_JPEG, verify_parts::message::PICTURE_JPEG },
    { FileType::Gif, rebuild_parts::message::PICTURE_GIF, verify_parts::message::PICTURE_GIF },
    { FileType::Bmp, rebuild_parts::message::PICTURE_BMP, verify_parts::message::PICTURE_BMP },
    { FileType::Tiff, rebuild_parts::message::PICTURE_TIFF, verify_parts::message::PICTURE_TIFF },
};
static_assert(std::ranges::all_of(kinds, [](const Kind& kind) {
    return static_cast<int>(kind.rebuilt) == static_cast<int>(kind.verified);
}));

std::optional<FileType> type_of_picture(int kind)
{
    for (const auto& one : kinds) {
        if (static_cast<int>(one.rebuilt) == kind)
            return one.type;
    }
    return std::nullopt;
}

std::optional<FileType> type_of_given_out(int kind)
{
    // Which one it is, the worker sees that draws it.
    if (kind == rebuild_parts::message::PICTURE_DRAWING)
        return FileType::Emf;
    return type_of_picture(kind);
}

int kind_of_picture(FileType type)
{
    auto found = std::ranges::find(kinds, type, &Kind::type);
    return found == std::end(kinds) ? 0 : static_cast<int>(found->rebuilt);
}

Result<base::Descriptor> cut_out(const base::Descriptor& file, const HeldPicture& held)
{
    constexpr std::uint64_t piece = 1 << 20;
    auto cut = TRY(base::create_memory_file("picture"));
    base::Bytes bytes;
    for (std::uint64_t done = 0; done < held.size; done += bytes.size()) {
        bytes.resize(std::min(piece, held.size - done));
        TRY(base::read_fully_at(file, held.offset + done, bytes));
        TRY(base::write_fully_at(cut, done, bytes));
    }
    TRY(base::seal(cut));
    return cut;
}

}
