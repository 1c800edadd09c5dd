// SPDX-License-Identifier: MIT
#include "kiosk/intake/volume/image.h"

#include <algorithm>

namespace volume {

static constexpr std::size_t most_bad_ranges = 4096;

bool overlap(const Range& one, const Range& other)
{
    return one.offset < other.offset + other.bytes && other.offset < one.offset + one.bytes;
}

Result<std::unique_ptr<Image>> Image::open(BlockSource& source)
{
    if (source.size() > (1ull << 60))
        return Error { "a medium of an impossible size" };
    std::unique_ptr<Image> image(new Image(source));
    image->m_tsk = std::make_unique<Tsk>();
    image->m_tsk->image = image.get();
    auto nothing = [](TSK_IMG_INFO*) {};
    auto no_words = [](TSK_IMG_INFO*, FILE*) {};
    if (!tsk_img_open_external(image->m_tsk.get(), static_cast<TSK_OFF_T>(source.size()),
            source.sector_size(), read_for_tsk, nothing, no_words))
        return Error { "libtsk does not take the medium" };
    return image;
}

Image::~Image()
{
    if (m_tsk)
        tsk_img_close(&m_tsk->info);
}

ssize_t Image::read_for_tsk(TSK_IMG_INFO* info, TSK_OFF_T offset, char* into, size_t count)
{
    auto& image = *reinterpret_cast<Tsk*>(info)->image;
    auto size = image.m_source.size();
    if (offset < 0 || static_cast<std::uint64_t>(offset) >= size)
        return -1;
    auto start = static_cast<std::uint64_t>(offset);
    count = std::min<std::uint64_t>(count, size - start);
    if (count > image.m_allowed)
        return -1;
    image.m_allowed -= count;
    image.read(start, { reinterpret_cast<std::uint8_t*>(into), count });
    return static_cast<ssize_t>(count);
}

void Image::read(std::uint64_t offset, std::span<std::uint8_t> into)
{
    if (m_source.read(offset, into) == Sectors::Good)
        return;
    auto step = m_source.sector_size();
    while (!into.empty()) {
        auto piece = into.first(std::min<std::size_t>(step - offset % step, into.size()));
        if (m_source.read(offset, piece) == Sectors::Bad) {
            std::ranges::fill(piece, std::uint8_t(0));
            Range range { offset, piece.size() };
            auto known = [&](const Range& other) { return overlap(range, other); };
            if (m_bad.size() < most_bad_ranges && std::ranges::none_of(m_bad, known))
                m_bad.push_back(range);
        }
        offset += piece.size();
        into = into.subspan(piece.size());
    }
}

}
