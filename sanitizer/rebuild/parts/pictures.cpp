// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/parts/pictures.h"

#include <algorithm>

namespace rebuild_parts {

// EMF, WMF (placeable, or as it is in memory or on disk), and LibreOffice's own (SVM).
static bool is_drawing(base::View bytes)
{
    auto text = base::text_of(bytes.first(std::min<std::size_t>(bytes.size(), 44)));
    constexpr std::string_view wmf[] { "\xd7\xcd\xc6\x9a", { "\x01\0\x09\0\0\x03", 6 },
        { "\x02\0\x09\0\0\x03", 6 } };
    return (text.starts_with(std::string_view("\x01\0\0\0", 4)) && text.ends_with(" EMF"))
        || std::ranges::any_of(wmf, [&](auto start) { return text.starts_with(start); })
        || text.starts_with("VCLMTF");
}

PictureKind kind_of(base::View bytes)
{
    auto text = base::text_of(bytes.first(std::min<std::size_t>(bytes.size(), 8)));
    if (text.starts_with("\x89PNG\r\n\x1a\n"))
        return PictureKind::Png;
    if (text.starts_with("\xff\xd8\xff"))
        return PictureKind::Jpeg;
    if (text.starts_with("GIF87a") || text.starts_with("GIF89a"))
        return PictureKind::Gif;
    if (text.starts_with("BM"))
        return PictureKind::Bmp;
    if (text.starts_with(std::string_view("II*\0", 4))
        || text.starts_with(std::string_view("MM\0*", 4)))
        return PictureKind::Tiff;
    if (is_drawing(bytes))
        return PictureKind::Drawing;
    return PictureKind::Other;
}

std::string_view extension_of(PictureKind kind)
{
    switch (kind) {
    case PictureKind::Png: return "png";
    case PictureKind::Jpeg: return "jpeg";
    case PictureKind::Gif: return "gif";
    case PictureKind::Bmp: return "bmp";
    case PictureKind::Tiff: return "tiff";
    case PictureKind::Drawing:
    case PictureKind::Other: break;
    }
    return {};
}

Pictures::Target Pictures::add(PictureKind kind, const std::optional<RebuiltPicture>& picture)
{
    auto taken = picture ? Taken::Whole : Taken::Replaced;
    if (!picture && m_gray)
        return { *m_gray, taken };
    auto name = m_media_folder + "image" + std::to_string(m_media.size() + 1) + '.'
        + std::string(extension_of(kind));
    m_media.push_back({ m_folder + name, kind, picture });
    if (!picture)
        m_gray = name;
    return { name, taken };
}

Pictures::Target Pictures::target(const Package& package, const std::string& part)
{
    if (auto known = m_targets.find(part); known != m_targets.end())
        return known->second;
    auto kind = PictureKind::Other;
    if (!part.empty()) {
        auto bytes = package.part(part);
        if (auto* whole = std::get_if<base::Bytes>(&bytes))
            kind = kind_of(*whole);
    }
    std::optional<RebuiltPicture> picture;
    if (kind != PictureKind::Other) {
        m_foreign.push_back({ part, kind });
        if (m_rebuilt && m_foreign.size() <= m_rebuilt->size())
            picture = (*m_rebuilt)[m_foreign.size() - 1];
    }
    auto target = add(picture ? picture->kind : PictureKind::Png, picture);
    m_targets.emplace(part, target);
    return target;
}

Result<Whole> give_out(
    const Package& package, const Pictures& pictures, const base::Descriptor& file)
{
    Wanted wanted;
    std::uint64_t offset = 0;
    for (const auto& foreign : pictures.foreign()) {
        auto part = package.part(foreign.part);
        if (auto* refused = std::get_if<Refused>(&part))
            return Whole(*refused);
        const auto& bytes = std::get<base::Bytes>(part);
        TRY(base::write_fully_at(file, offset, bytes));
        wanted.pictures.push_back(
            RebuiltPicture { foreign.kind, offset, bytes.size(), package.place(foreign.part) });
        offset += bytes.size();
    }
    return Whole(std::move(wanted));
}

Result<base::Bytes> content_of(const Pictures::Medium& medium, const base::Descriptor& file)
{
    auto gray = gray_square();
    if (!medium.picture)
        return base::Bytes(gray.begin(), gray.end());
    auto size = TRY(base::size_of(file));
    if (medium.picture->offset > size || medium.picture->size > size - medium.picture->offset)
        return Error { "a picture lies outside its file" };
    base::Bytes bytes(medium.picture->size);
    TRY(base::read_fully_at(file, medium.picture->offset, bytes));
    return bytes;
}

Result<std::set<std::string>> stand_ins(const Pictures& pictures, const base::Descriptor& file)
{
    std::set<std::string> names;
    for (const auto& medium : pictures.media()) {
        if (medium.picture && medium.picture->size != gray_square().size())
            continue;
        if (std::ranges::equal(TRY(content_of(medium, file)), gray_square()))
            names.insert(medium.name);
    }
    return names;
}

}
