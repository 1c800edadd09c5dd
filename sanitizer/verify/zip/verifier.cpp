// SPDX-License-Identifier: MIT
#include "sanitizer/verify/zip/verifier.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <libdeflate.h>
#include <memory>
#include <unordered_set>

namespace verify_zip {

static constexpr std::size_t local_header = 30;
static constexpr std::uint64_t most_inflated = 64ull << 20; // Larger entries are stored.
static constexpr std::size_t piece = 1 << 20;

class Verification {
public:
    Verification(const base::Descriptor& file, std::uint64_t size, const Limits& limits,
        const std::function<Result<void>(const Entry&)>& found)
        : m_file(file)
        , m_size(size)
        , m_limits(limits)
        , m_found(found)
        , m_inflater(libdeflate_alloc_decompressor(), libdeflate_free_decompressor)
    {
    }

    Result<std::variant<Totals, Refused>> run()
    {
        if (!m_inflater)
            return Error { "no memory for an inflater" };
        for (;;) {
            base::Bytes head(4);
            if (m_size - m_at < head.size())
                return answer("it ends early");
            TRY(base::read_fully_at(m_file, m_at, head));
            if (head != base::Bytes { 'P', 'K', 3, 4 })
                break;
            if (m_totals.entries == m_limits.entries)
                return std::variant<Totals, Refused>(Refused { Fault::Limit, "too many entries" });
            if (auto refused = TRY(verify_entry()))
                return std::variant<Totals, Refused>(*refused);
        }
        return verify_directory();
    }

private:
    using Maybe = std::optional<Refused>;

    static Maybe no(const char* detail) { return Refused { Fault::Malformed, detail }; }
    static std::variant<Totals, Refused> answer(const char* detail)
    {
        return Refused { Fault::Malformed, detail };
    }

    Maybe check_name(std::string_view name)
    {
        if (name.size() > m_limits.name_bytes)
            return no("a name that is too long");
        auto points = base::decode_utf8(name);
        if (!points)
            return no("a name that is not UTF-8");
        if (std::ranges::any_of(
                *points, [](char32_t c) { return base::is_unsafe(c) || c == U'\\' || c == U':'; }))
            return no("a name with a forbidden character");
        std::string key;
        auto rest = name;
        while (!rest.empty()) {
            auto slash = rest.find('/');
            auto part = rest.substr(0, slash);
            if (part.empty() || part == "." || part == "..")
                return no("a name that leads elsewhere");
            std::ranges::transform(part, std::back_inserter(key),
                [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
            rest = slash == std::string_view::npos ? "" : rest.substr(slash + 1);
            // A file in the place of a folder, or the other way round.
            bool last = rest.empty();
            if (last)
                break;
            if (m_files.contains(key))
                return no("two entries in one place");
            m_folders.insert(key);
            key += '/';
        }
        if (name.empty() || m_folders.contains(key) || !m_files.insert(key).second)
            return no("two entries in one place");
        return std::nullopt;
    }

    Result<Maybe> verify_entry()
    {
        if (m_size - m_at < local_header)
            return no("it ends early");
        base::Bytes header(local_header);
        TRY(base::read_fully_at(m_file, m_at, header));
        auto number = [&](std::size_t at, std::size_t bytes) {
            std::uint32_t value = 0;
            for (std::size_t i = bytes; i-- > 0;)
                value = value << 8 | header[at + i];
            return value;
        };
        auto method = number(8, 2);
        Entry entry { {}, number(22, 4), number(14, 4) };
        auto packed = number(18, 4);
        auto name_size = number(26, 2);
        if (number(4, 2) != 20 || number(6, 2) != 0x0800 || number(10, 2) != 0
            || number(12, 2) != 0x21 || number(28, 2) != 0)
            return no("a header of another form");
        if (name_size > m_size - m_at - local_header
            || packed > m_size - m_at - local_header - name_size)
            return no("it ends early");
        entry.name.resize(name_size);
        TRY(base::read_fully_at(m_file, m_at + local_header,
            { reinterpret_cast<std::uint8_t*>(entry.name.data()), entry.name.size() }));
        if (auto refused = check_name(entry.name))
            return refused;
        if (entry.size > m_limits.total_bytes - m_totals.bytes)
            return Maybe(Refused { Fault::Limit, "too many bytes" });

        bool folder = entry.name.ends_with('/');
        if (folder && (method != 0 || entry.size != 0 || packed != 0 || entry.crc32 != 0))
            return no("a folder with content");
        auto content = m_at + local_header + name_size;
        if (method == 0 ? packed != entry.size : method != 8 || packed >= entry.size)
            return no("a method or a size of another form");
        auto good = method == 0 ? TRY(check_stored(content, entry))
                                : TRY(check_deflated(content, packed, entry));
        if (!good)
            return no("a content that is not what its header says");

        expect_in_directory(header, entry.name, folder);
        m_at = content + packed;
        ++m_totals.entries;
        m_totals.bytes += entry.size;
        TRY(m_found(entry));
        return Maybe();
    }

    Result<bool> check_stored(std::uint64_t at, const Entry& entry)
    {
        std::uint32_t crc = 0;
        base::Bytes bytes(piece);
        for (std::uint64_t left = entry.size; left > 0;) {
            auto count = std::min<std::uint64_t>(left, piece);
            TRY(base::read_fully_at(m_file, at, std::span(bytes).first(count)));
            crc = libdeflate_crc32(crc, bytes.data(), count);
            at += count;
            left -= count;
        }
        return crc == entry.crc32;
    }

    Result<bool> check_deflated(std::uint64_t at, std::uint32_t packed, const Entry& entry)
    {
        if (entry.size > most_inflated)
            return false;
        base::Bytes in(packed);
        base::Bytes out(entry.size);
        TRY(base::read_fully_at(m_file, at, in));
        std::size_t used = 0;
        std::size_t made = 0;
        auto result = libdeflate_deflate_decompress_ex(
            m_inflater.get(), in.data(), in.size(), out.data(), out.size(), &used, &made);
        return result == LIBDEFLATE_SUCCESS && used == in.size() && made == out.size()
            && libdeflate_crc32(0, out.data(), out.size()) == entry.crc32;
    }

    // The central header that this local one implies.
    void expect_in_directory(base::View local, const std::string& name, bool folder)
    {
        base::append(m_directory, base::view_of("PK\1\2"));
        base::append_u16_le(m_directory, 0x0314);
        base::append(m_directory, local.subspan(4));
        base::append(m_directory, base::Bytes(6)); // Comment, disk, internal attributes.
        base::append_u32_le(m_directory, folder ? 0x41ed0010 : 0x81a40000);
        base::append_u32_le(m_directory, static_cast<std::uint32_t>(m_at));
        base::append(m_directory, base::view_of(name));
    }

    Result<std::variant<Totals, Refused>> verify_directory()
    {
        auto size = m_directory.size();
        auto entries = static_cast<std::uint16_t>(m_totals.entries);
        base::append(m_directory, base::view_of(std::string_view("PK\5\6\0\0\0\0", 8)));
        base::append_u16_le(m_directory, entries);
        base::append_u16_le(m_directory, entries);
        base::append_u32_le(m_directory, static_cast<std::uint32_t>(size));
        base::append_u32_le(m_directory, static_cast<std::uint32_t>(m_at));
        base::append_u16_le(m_directory, 0);
        if (m_size - m_at != m_directory.size() || m_size > 0xfffffffe || m_totals.entries > 65534)
            return answer("a directory that its entries do not imply");
        base::Bytes there(piece);
        for (std::size_t done = 0; done < m_directory.size(); done += there.size()) {
            there.resize(std::min(piece, m_directory.size() - done));
            TRY(base::read_fully_at(m_file, m_at + done, there));
            if (!std::equal(there.begin(), there.end(),
                    m_directory.begin() + static_cast<std::ptrdiff_t>(done)))
                return answer("a directory that its entries do not imply");
        }
        return std::variant<Totals, Refused>(m_totals);
    }

    const base::Descriptor& m_file;
    std::uint64_t m_size;
    const Limits& m_limits;
    const std::function<Result<void>(const Entry&)>& m_found;
    std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> m_inflater;
    std::unordered_set<std::string> m_files; // And empty folders; lower case where ASCII.
    std::unordered_set<std::string> m_folders;
    base::Bytes m_directory; // As it must be.
    std::uint64_t m_at { 0 };
    Totals m_totals;
};

Result<std::variant<Totals, Refused>> verify(const base::Descriptor& file, const Limits& limits,
    const std::function<Result<void>(const Entry&)>& found)
{
    return Verification(file, TRY(base::size_of(file)), limits, found).run();
}

}
