// SPDX-License-Identifier: MIT
// Icons and cursors: the list of pictures, and that each is a PNG or a bitmap within the file.
#include "scanners/type/structure/recognise.h"

#include <algorithm>

namespace type_scanner {

using policy::FileType;

static constexpr std::size_t entry_bytes = 16;

struct Extent {
    std::size_t start { 0 };
    std::size_t end { 0 };
};

static Result<Extent> read_entry(base::View bytes, base::Reader& reader)
{
    TRY(reader.take(8));
    std::size_t size = TRY(reader.u32_le());
    std::size_t start = TRY(reader.u32_le());
    base::Reader picture(bytes);
    TRY(picture.seek(start));
    auto content = TRY(picture.take(size));
    if (!starts_with(content, "\x89PNG\r\n\x1A\n")
        && !starts_with(content, std::string_view("\x28\0\0\0", 4)))
        return Error { "neither a PNG nor a bitmap" };
    return Extent { start, start + size };
}

Recognition recognise_ico(base::View bytes)
{
    base::Reader reader(bytes);
    if (!reader.seek(4))
        return {};
    auto count = reader.u16_le();
    if (!count || count.value() == 0 || reader.left() < count.value() * entry_bytes)
        return {};
    std::vector<Extent> extents;
    for (unsigned i = 0; i < count.value(); ++i) {
        auto extent = read_entry(bytes, reader);
        if (!extent || extent.value().start < 6 + count.value() * entry_bytes)
            return broken(FileType::Ico, "a picture that is not in the file");
        extents.push_back(extent.value());
    }
    std::ranges::sort(extents, {}, &Extent::start);
    for (std::size_t i = 1; i < extents.size(); ++i)
        if (extents[i].start < extents[i - 1].end)
            return ambiguous(FileType::Ico, "two pictures in one place");
    return judged_by_tail(FileType::Ico, bytes.subspan(extents.back().end));
}

}
