// SPDX-License-Identifier: MIT
#include "kiosk/release/probes.h"

#include <algorithm>

namespace release {

Probes plan_probes(
    const base::Digest& seed, std::uint64_t medium, std::uint64_t written, std::uint64_t most)
{
    Probes probes { seed, {} };
    if (written == 0 || written >= medium)
        return probes;
    auto distance = std::max(written, medium / most + 1);
    // Powers of two from the end: a medium of a half, a quarter … is found with any distance.
    for (auto part = medium / 2; part >= written; part /= 2)
        probes.sectors.push_back(part);
    for (auto sector = written; sector < medium; sector += distance)
        probes.sectors.push_back(sector);
    probes.sectors.push_back(medium - 1);
    std::ranges::sort(probes.sectors);
    probes.sectors.erase(
        std::unique(probes.sectors.begin(), probes.sectors.end()), probes.sectors.end());
    return probes;
}

static base::Bytes probe(const base::Digest& seed, std::uint64_t sector)
{
    base::Bytes content;
    auto place = "sekisho probe " + std::to_string(sector);
    while (content.size() < fat32::sector_bytes) {
        base::Sha256 hash;
        hash.update(seed);
        hash.update(base::view_of(place));
        hash.update(content);
        base::append(content, hash.finish());
    }
    content.back() = 0; // Wherever it lands, nothing takes it for a first sector.
    return content;
}

Result<void> write_probes(fat32::BlockDevice& device, const Probes& probes)
{
    for (auto sector : probes.sectors)
        TRY(device.write_at(sector, probe(probes.seed, sector)));
    return device.sync();
}

Result<void> check_probes(fat32::BlockDevice& device, const Probes& probes)
{
    base::Bytes content(fat32::sector_bytes);
    for (auto sector : probes.sectors) {
        TRY(device.read_at(sector, content));
        if (content != probe(probes.seed, sector))
            return Error { "this stick says that it is larger than it is; please do not use it any "
                           "more\nこのUSBメモリーの実際の容量は表示より小さいです。今後は使用しない"
                           "でください。" };
    }
    return {};
}

}
