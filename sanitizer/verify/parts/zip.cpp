// SPDX-License-Identifier: MIT
#include "sanitizer/verify/parts/reading.h"

#include <algorithm>
#include <libdeflate.h>
#include <memory>
#include <set>

namespace verify_parts {

static constexpr std::size_t header_size = 30;
static constexpr std::size_t longest_name = 200;
static constexpr std::uint64_t largest_file = 0xfffffffe;

class Walk {
public:
    Walk(base::View file, const Limits& limits, std::vector<Entry>& entries)
        : m_file(file)
        , m_limits(limits)
        , m_entries(entries)
        , m_inflater(libdeflate_alloc_decompressor(), libdeflate_free_decompressor)
    {
    }

    Step run()
    {
        if (!m_inflater)
            return Refused { Fault::Limit, "no memory for an inflater" };
        if (m_file.size() > largest_file)
            return no("it is too large");
        while (m_file.size() - m_at >= 4 && number(m_at, 4) == 0x04034b50) {
            if (m_entries.size() == m_limits.entries)
                return Refused { Fault::Limit, "too many parts" };
            if (auto refused = entry())
                return refused;
        }
        return directory();
    }

private:
    std::uint32_t number(std::size_t at, std::size_t bytes) const
    {
        std::uint32_t value = 0;
        for (std::size_t i = bytes; i-- > 0;)
            value = value << 8 | m_file[at + i];
        return value;
    }

    static bool is_name(std::string_view name)
    {
        if (name == "[Content_Types].xml")
            return true;
        return !name.empty() && name.size() <= longest_name
            && std::ranges::all_of(name, [](char c) {
                   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                       || c == '/' || c == '.' || c == '_' || c == '-';
               });
    }

    Step entry()
    {
        if (m_file.size() - m_at < header_size)
            return no("it ends early");
        auto method = number(m_at + 8, 2);
        auto crc = number(m_at + 14, 4);
        auto packed = number(m_at + 18, 4);
        auto size = number(m_at + 22, 4);
        auto name_size = number(m_at + 26, 2);
        if (number(m_at + 4, 2) != 20 || number(m_at + 6, 2) != 0x0800
            || number(m_at + 10, 4) != 0x00210000 || number(m_at + 28, 2) != 0)
            return no("a header of another form");
        auto left = m_file.size() - m_at - header_size;
        if (name_size > left || packed > left - name_size)
            return no("it ends early");
        Entry entry;
        entry.name = base::text_of(m_file.subspan(m_at + header_size, name_size));
        if (!is_name(entry.name) || !m_names.insert(entry.name).second)
            return no("a name that is none of ours, or is there twice");
        if (size > m_limits.part_bytes || size > m_limits.total_bytes - m_total)
            return Refused { Fault::Limit, "too many bytes" };
        m_total += size;
        entry.offset = m_at + header_size + name_size;
        entry.stored = m_file.subspan(entry.offset, packed);
        entry.packed = method == 8;
        if (method == 0 ? packed != size : method != 8 || packed >= size)
            return no("a method or a size of another form");
        if (entry.packed && !inflate(entry, size))
            return no("a content that does not inflate to its size");
        auto content = base::view_of(entry.text());
        if (libdeflate_crc32(0, content.data(), content.size()) != crc)
            return no("a content with another checksum");
        expect(entry.name);
        m_at = entry.offset + packed;
        m_entries.push_back(std::move(entry));
        return std::nullopt;
    }

    bool inflate(Entry& entry, std::uint32_t size)
    {
        entry.inflated.resize(size);
        std::size_t used = 0;
        std::size_t made = 0;
        auto result = libdeflate_deflate_decompress_ex(m_inflater.get(), entry.stored.data(),
            entry.stored.size(), entry.inflated.data(), size, &used, &made);
        return result == LIBDEFLATE_SUCCESS && used == entry.stored.size() && made == size;
    }

    // The central header that the one at m_at implies.
    void expect(const std::string& name)
    {
        base::append(m_directory, base::view_of(std::string_view("PK\1\2\x14\0", 6)));
        base::append(m_directory, m_file.subspan(m_at + 4, header_size - 4));
        base::append(m_directory, base::Bytes(10));
        base::append_u32_le(m_directory, static_cast<std::uint32_t>(m_at));
        base::append(m_directory, base::view_of(name));
    }

    Step directory()
    {
        auto size = static_cast<std::uint32_t>(m_directory.size());
        auto count = static_cast<std::uint16_t>(m_entries.size());
        base::append(m_directory, base::view_of(std::string_view("PK\5\6\0\0\0\0", 8)));
        base::append_u16_le(m_directory, count);
        base::append_u16_le(m_directory, count);
        base::append_u32_le(m_directory, size);
        base::append_u32_le(m_directory, static_cast<std::uint32_t>(m_at));
        base::append_u16_le(m_directory, 0);
        if (m_entries.size() > 0xfffe || !std::ranges::equal(m_file.subspan(m_at), m_directory))
            return no("a directory that its entries do not imply");
        return std::nullopt;
    }

    base::View m_file;
    const Limits& m_limits;
    std::vector<Entry>& m_entries;
    std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> m_inflater;
    std::set<std::string> m_names;
    base::Bytes m_directory; // As it must be.
    std::size_t m_at { 0 };
    std::uint64_t m_total { 0 };
};

Step read_entries(base::View file, const Limits& limits, std::vector<Entry>& entries)
{
    return Walk(file, limits, entries).run();
}

}
