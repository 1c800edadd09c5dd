// SPDX-License-Identifier: MIT
// Archives other than ZIP and RAR, by their first bytes; whether they are whole, the unpacking
// shows, which refuses what it cannot read to the end.
#include "scanners/type/structure/recognise.h"

namespace type_scanner {

using policy::FileType;

// The checksum is taken with its own field as blanks.
bool is_tar_header(base::View header)
{
    if (header.size() < 512 || !starts_with(header, "ustar", 257))
        return false;
    std::uint32_t sum = 0, told = 0;
    for (std::size_t i = 0; i < 512; ++i)
        sum += i >= 148 && i < 156 ? std::uint32_t { ' ' } : header[i];
    for (std::size_t i = 148; i < 156; ++i) {
        if (header[i] >= '0' && header[i] <= '7')
            told = told * 8 + (header[i] - '0');
    }
    return sum == told;
}

Recognition recognise_archive(base::View bytes)
{
    if (starts_with(bytes, "7z\xBC\xAF\x27\x1C"))
        return sound(FileType::SevenZip);
    if (starts_with(bytes, "\x1F\x8B\x08"))
        return sound(FileType::Gzip);
    if (starts_with(bytes, "BZh") && bytes.size() > 4 && bytes[3] >= '1' && bytes[3] <= '9'
        && (starts_with(bytes, "1AY&SY", 4) || starts_with(bytes, "\x17\x72\x45\x38\x50\x90", 4)))
        return sound(FileType::Bzip2);
    if (starts_with(bytes,
            std::string_view("\xFD"
                             "7zXZ\0",
                6)))
        return sound(FileType::Xz);
    if (starts_with(bytes, "\x28\xB5\x2F\xFD"))
        return sound(FileType::Zstd);
    if (starts_with(bytes, "-lh", 2) && bytes.size() > 21 && bytes[6] == '-')
        return sound(FileType::Lzh);
    if (starts_with(bytes, "MSCF"))
        return sound(FileType::Cab);
    if (starts_with(bytes, "Rar!\x1A\x07"))
        return recognise_rar(bytes);
    if (is_tar_header(bytes))
        return sound(FileType::Tar);
    if (starts_with(bytes, "CD001", 32'769))
        return sound(FileType::Iso9660);
    return {};
}

}
