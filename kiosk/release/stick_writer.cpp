// SPDX-License-Identifier: MIT
#include "kiosk/release/stick_writer.h"

#include "kiosk/release/probes.h"
#include "kiosk/release/volume.h"

#include <algorithm>

namespace release {

// Random writes are slow on flash. A FAT32 volume's tables are a 4096th of it at least, so these
// are as many as are ever needed to be certain.
static constexpr std::uint64_t most_probes = 4096;
static constexpr std::uint64_t most_probes_of_a_new_stick = 512;
static constexpr std::uint64_t least_sectors = 4ull * fat32::partition_start;
static constexpr std::uint64_t tail_sectors = 64; // Wiped for the other copy of a GPT.

static Result<fat32::BlockDevice*> next_session(Sessions& sessions, std::uint64_t sectors)
{
    auto* device = TRY(sessions.next());
    if (device->sectors() != sectors)
        return Error { "the stick changed its size while it was written\n"
                       "USBメモリーの容量が途中で変わりました。" };
    return device;
}

// What was wiped and not written since.
static Result<void> check_tail(fat32::BlockDevice& device, const Probes& probes, std::uint64_t used)
{
    base::Bytes sector(fat32::sector_bytes);
    auto end = device.sectors();
    for (auto number = std::max(used, end - tail_sectors); number < end; ++number) {
        if (std::ranges::binary_search(probes.sectors, number))
            continue;
        TRY(device.read_at(number, sector));
        if (std::ranges::any_of(sector, [](auto byte) { return byte != 0; }))
            return Error { "what was erased at the stick's end is still there\n"
                           "USBメモリーの末尾が消去されていません。" };
    }
    return {};
}

// Once more over the start, where probes land that wrapped.
static Result<void> wipe_and_probe(fat32::BlockDevice& device, const Probes& probes)
{
    TRY(fat32::wipe(device));
    TRY(write_probes(device, probes));
    return device.write_at(0, base::Bytes(fat32::kept_start * fat32::sector_bytes));
}

Result<Written> write_stick(Sessions& sessions, const base::Digest& mark,
    const base::Descriptor& outputs, const Papers& papers, const Progress& progress)
{
    auto* device = TRY(sessions.next());
    TRY(check_mark(*device, mark));
    auto sectors = device->sectors();
    auto volume = TRY(Volume::plan(papers, sectors));
    auto probes = plan_probes(
        base::sha256(base::view_of(papers.manifest)), sectors, volume.used_sectors(), most_probes);
    TRY(wipe_and_probe(*device, probes));
    TRY(volume.write(*device, outputs, progress));

    device = TRY(next_session(sessions, sectors));
    TRY(check_probes(*device, probes));
    TRY(check_mark(*device, mark));
    TRY(check_tail(*device, probes, volume.used_sectors()));
    auto written = TRY(volume.read_back(*device, fat32::FirstSector::NotYet));
    TRY(volume.seal(*device));

    device = TRY(next_session(sessions, sectors));
    TRY(check_mark(*device, mark));
    TRY(volume.check_seal(*device));
    return written;
}

Result<void> mark_stick(Sessions& sessions, const Identity& identity)
{
    auto* device = TRY(sessions.next());
    auto sectors = device->sectors();
    if (sectors < least_sectors)
        return Error { "the stick is too small; please take a larger one\n"
                       "USBメモリーの容量が足りません。より大きいものをお使いください。" };
    auto seed = hash_of(identity);
    auto probes = plan_probes(seed, sectors, fat32::partition_start, most_probes_of_a_new_stick);
    TRY(wipe_and_probe(*device, probes));
    TRY(write_mark(*device, identity));

    device = TRY(next_session(sessions, sectors));
    TRY(check_probes(*device, probes));
    return check_mark(*device, seed);
}

}
