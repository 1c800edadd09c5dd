// SPDX-License-Identifier: MIT
// A folder's bytes, whatever they are: told of alike whole and sector by sector, and never of more
// than could be there. The first byte says which file system's they are.
#include "kiosk/intake/volume/folder_entries.h"

#include <cstdlib>
#include <memory>

static void hold(bool promise)
{
    if (!promise)
        std::abort();
}

static std::unique_ptr<volume::FolderEntries> entries_of(std::uint8_t which)
{
    if (which % 3 == 0)
        return std::make_unique<volume::FatEntries>();
    if (which % 3 == 1)
        return std::make_unique<volume::ExfatEntries>();
    return std::make_unique<volume::IsoEntries>();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static constexpr std::size_t sector = 2048;
    if (size == 0)
        return 0;
    base::Bytes folder(data + 1, data + size);
    folder.resize((folder.size() + sector - 1) / sector * sector);
    auto whole = entries_of(data[0]);
    whole->take(folder);
    auto parts = entries_of(data[0]);
    for (std::size_t at = 0; at < folder.size(); at += sector)
        parts->take(base::View(folder).subspan(at, sector));
    auto claims = whole->finish();
    hold(claims == parts->finish());
    hold(whole->is_sound() == parts->is_sound() && whole->at_end() == parts->at_end());
    hold(claims.size() <= folder.size() / 32);
    return 0;
}
