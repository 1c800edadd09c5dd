// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/parts/package.h"

#include "policy/facts/removed.h"

#include <algorithm>

namespace rebuild_parts {

std::string folded(std::string_view name)
{
    std::string key(name);
    std::ranges::transform(key, key.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return key;
}

static Refused refusal_of(const zip_structure::Structure& structure)
{
    switch (structure.state) {
    case zip_structure::State::Encrypted: return { Why::Encrypted, "the package is encrypted" };
    case zip_structure::State::Limit: return { Why::Limit, "the package is beyond its limits" };
    case zip_structure::State::Sound:
    case zip_structure::State::Broken:
    case zip_structure::State::Ambiguous: break;
    }
    return { Why::Malformed, "the package is no sound ZIP file" };
}

Outcome<Package> Package::open(base::View file, const PackageLimits& limits)
{
    zip_structure::Limits zip;
    zip.entries = limits.entries;
    zip.total_size = limits.total_bytes;
    zip.ratio = limits.ratio;
    auto examined = zip_structure::examine(zip_structure::ViewSource(file), zip);
    if (!examined)
        return Refused { Why::Malformed, "the package could not be read" };
    auto& structure = examined.value();
    if (structure.state != zip_structure::State::Sound)
        return refusal_of(structure);
    Package package;
    package.m_file = file;
    package.m_limits = limits;
    package.m_inflater.reset(libdeflate_alloc_decompressor());
    if (!package.m_inflater)
        return Refused { Why::Limit, "no memory for an inflater" };
    for (auto& entry : structure.entries) {
        if (entry.kind == zip_structure::Kind::Folder)
            continue;
        if (entry.kind != zip_structure::Kind::File)
            return Refused { Why::Malformed, "an entry that is no file" };
        auto name = entry.name;
        if (!package.m_entries.emplace(folded(name), std::move(entry)).second)
            return Refused { Why::Malformed, "two parts of one name" };
        package.m_names.push_back(std::move(name));
    }
    return package;
}

bool Package::has(const std::string& part) const
{
    return m_entries.contains(folded(part));
}

std::uint64_t Package::size(const std::string& part) const
{
    auto found = m_entries.find(folded(part));
    return found == m_entries.end() ? 0 : found->second.size;
}

std::string Package::place(const std::string& part) const
{
    auto found = m_entries.find(folded(part));
    return policy::place_named(found == m_entries.end() ? part : found->second.name);
}

Outcome<base::Bytes> Package::part(const std::string& name) const
{
    auto found = m_entries.find(folded(name));
    if (found == m_entries.end())
        return Refused { Why::Malformed, "a part is missing" };
    const auto& entry = found->second;
    if (entry.size > m_limits.part_bytes)
        return Refused { Why::Limit, "a part is larger than allowed" };
    if (entry.method != zip_structure::stored && entry.method != zip_structure::deflated)
        return Refused { Why::Unsupported, "a part is packed by a method of another kind" };
    auto packed = m_file.subspan(entry.data_offset, entry.compressed_size);
    base::Bytes bytes(entry.size);
    if (entry.method == zip_structure::stored) {
        if (packed.size() != bytes.size())
            return Refused { Why::Malformed, "a part of another size" };
        std::ranges::copy(packed, bytes.begin());
    } else {
        std::size_t used = 0;
        std::size_t made = 0;
        auto result = libdeflate_deflate_decompress_ex(m_inflater.get(), packed.data(),
            packed.size(), bytes.data(), bytes.size(), &used, &made);
        if (result != LIBDEFLATE_SUCCESS || used != packed.size() || made != bytes.size())
            return Refused { Why::Malformed, "a part that does not inflate to its size" };
    }
    if (libdeflate_crc32(0, bytes.data(), bytes.size()) != entry.crc32)
        return Refused { Why::Malformed, "a part with another checksum" };
    return bytes;
}

}
