// SPDX-License-Identifier: MIT
#include "kiosk/release/mark.h"

#include "kiosk/release/fat32/writer.h"

#include <algorithm>

namespace release {

static constexpr std::string_view title = "SEKISHO OUTPUT MEDIUM 1\n";
static constexpr std::size_t mark_bytes
    = (fat32::partition_start - fat32::kept_start) * fat32::sector_bytes;

base::Digest hash_of(const Identity& identity)
{
    return base::sha256(identity);
}

Result<void> write_mark(fat32::BlockDevice& device, const Identity& identity)
{
    base::Bytes block;
    base::append(block, base::view_of(title));
    base::append(block, identity);
    block.resize(mark_bytes);
    TRY(device.write_at(fat32::kept_start, block));
    return device.sync();
}

Result<void> check_mark(fat32::BlockDevice& device, const base::Digest& expected)
{
    if (device.sectors() < fat32::partition_start)
        return Error { "the stick is too small; please take a larger one\n"
                       "USBメモリーの容量が足りません。より大きいものをお使いください。" };
    base::Bytes block(mark_bytes);
    TRY(device.read_at(fat32::kept_start, block));
    auto rest = base::View(block).subspan(title.size());
    if (base::text_of(base::View(block).first(title.size())) != title)
        return Error { "this stick does not carry this station's mark, although its serial number "
                       "is registered: it is another one, or it was erased elsewhere; please "
                       "register it anew\n登録された製造番号ですが、この装置の識別情報がありませ"
                       "ん。別のUSBメモリーか、他で消去されたものです。登録し直してください。" };
    auto is_blank = std::ranges::all_of(
        rest.subspan(std::tuple_size_v<Identity>), [](auto byte) { return byte == 0; });
    if (!is_blank || base::sha256(rest.first(std::tuple_size_v<Identity>)) != expected)
        return Error { "this is another stick with the same serial number as the registered one; "
                       "nothing was written to it\n登録されたものと製造番号が同じ別のUSBメモリー"
                       "です。書き込みは行っていません。" };
    return {};
}

}
