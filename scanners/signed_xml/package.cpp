// SPDX-License-Identifier: MIT
#include "scanners/signed_xml/package.h"

#include <algorithm>
#include <libdeflate.h>
#include <memory>
#include <set>

namespace signed_xml {

static constexpr std::uint64_t most_part_bytes = 256 << 20;

Result<Package> Package::open(base::View file)
{
    zip_structure::ViewSource source(file);
    auto zip = TRY(zip_structure::examine(source));
    if (zip.state != zip_structure::State::Sound)
        return Error { "no sound package" };
    Package package;
    package.m_file = file;
    package.m_entries = std::move(zip.entries);
    std::set<std::string> names; // As a reader has them that does not tell cases apart.
    for (const auto& entry : package.m_entries) {
        using zip_structure::Kind;
        // To most readers of packages, every entry is a file, whatever its mode says.
        if ((entry.kind != Kind::File && entry.kind != Kind::Folder)
            || !names.insert(lower(entry.name)).second)
            return Error { "no plain package" };
        if (entry.kind == Kind::File)
            package.m_names.push_back(entry.name);
    }
    return package;
}

const zip_structure::Entry* Package::find(std::string_view name) const
{
    auto found = std::ranges::find(m_entries, name, &zip_structure::Entry::name);
    return found == m_entries.end() || found->kind != zip_structure::Kind::File ? nullptr : &*found;
}

std::optional<base::Bytes> Package::read(std::string_view name) const
{
    const auto* entry = find(name);
    if (!entry || entry->size > most_part_bytes || entry->data_offset > m_file.size()
        || entry->compressed_size > m_file.size() - entry->data_offset)
        return std::nullopt;
    auto packed = m_file.subspan(entry->data_offset, entry->compressed_size);
    if (entry->method == zip_structure::stored)
        return base::Bytes(packed.begin(), packed.end());
    if (entry->method != zip_structure::deflated)
        return std::nullopt;
    base::Bytes bytes(entry->size);
    std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    if (!inflater
        || libdeflate_deflate_decompress(
               inflater.get(), packed.data(), packed.size(), bytes.data(), bytes.size(), nullptr)
            != LIBDEFLATE_SUCCESS)
        return std::nullopt;
    return bytes;
}

std::string lower(std::string_view text)
{
    std::string result(text);
    for (auto& c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

}
