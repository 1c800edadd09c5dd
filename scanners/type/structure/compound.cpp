// SPDX-License-Identifier: MIT
// The Compound File Binary format (MS-CFB): header, allocation table, directory. Which document it
// is, its streams tell; whether it is encrypted, their first records (MS-DOC 2.5.2, MS-XLS 2.4.117,
// MS-PPT 2.3.2, MS-OFFCRYPTO 2.3.4).
#include "scanners/type/structure/recognise.h"

#include <map>
#include <optional>

namespace type_scanner {

using policy::FileType;

static constexpr std::uint32_t last_regular_sector = 0xFFFFFFFA;
static constexpr std::uint32_t end_of_chain = 0xFFFFFFFE;
static constexpr std::size_t most_directory_entries = 65'536;

struct Stream {
    std::uint32_t start;
    std::uint64_t size;
};

class CompoundFile {
public:
    static std::optional<CompoundFile> open(base::View bytes)
    {
        CompoundFile file(bytes);
        if (!file.read_header() || !file.read_table() || !file.read_directory())
            return std::nullopt;
        return file;
    }

    // By name in UTF-16LE made ASCII; only entries of the kind stream.
    const Stream* stream(const std::string& name) const
    {
        auto found = m_streams.find(name);
        return found == m_streams.end() ? nullptr : &found->second;
    }

    // The first bytes of a stream of the regular kind (4,096 bytes or more); of a mini stream none.
    base::View start_of(const Stream& stream) const
    {
        if (stream.size < 4096 || stream.start > last_regular_sector)
            return {};
        return sector(stream.start).value_or(base::View {});
    }

private:
    explicit CompoundFile(base::View bytes)
        : m_bytes(bytes)
    {
    }

    std::optional<base::View> sector(std::uint32_t number) const
    {
        auto offset = (static_cast<std::uint64_t>(number) + 1) << m_shift;
        if (offset >= m_bytes.size())
            return std::nullopt;
        // The last sector may be cut short by writers that do not pad.
        return m_bytes.subspan(offset,
            std::min<std::uint64_t>(std::uint64_t { 1 } << m_shift, m_bytes.size() - offset));
    }

    bool read_header()
    {
        base::Reader reader(m_bytes);
        if (!reader.seek(26))
            return false;
        auto version = reader.u16_le();
        auto order = reader.u16_le();
        auto shift = reader.u16_le();
        if (!version || !order || !shift || order.value() != 0xFFFE
            || !((version.value() == 3 && shift.value() == 9)
                || (version.value() == 4 && shift.value() == 12)))
            return false;
        m_shift = shift.value();
        if (!reader.seek(48))
            return false;
        auto directory = reader.u32_le();
        if (!directory)
            return false;
        m_directory = directory.value();
        return m_bytes.size() >= 512;
    }

    bool read_table()
    {
        base::Reader reader(m_bytes);
        std::vector<std::uint32_t> table_sectors;
        if (!reader.seek(76))
            return false;
        for (int i = 0; i < 109; ++i)
            table_sectors.push_back(reader.u32_le().value());
        if (!reader.seek(68))
            return false;
        auto next = reader.u32_le().value();
        auto most = m_bytes.size() >> m_shift;
        for (std::size_t hops = 0; next <= last_regular_sector; ++hops) {
            auto extra = sector(next);
            if (!extra || hops > most || extra->size() < 8)
                return false;
            base::Reader words(*extra);
            while (words.left() > 4)
                table_sectors.push_back(words.u32_le().value());
            next = words.u32_le().value();
        }
        for (auto number : table_sectors) {
            if (number > last_regular_sector)
                continue;
            auto part = sector(number);
            if (!part || m_table.size() > most + 1024)
                return false;
            base::Reader words(*part);
            while (words.left() >= 4)
                m_table.push_back(words.u32_le().value());
        }
        return true;
    }

    bool read_directory()
    {
        auto next = m_directory;
        for (std::size_t hops = 0; next != end_of_chain; ++hops) {
            auto part = next <= last_regular_sector ? sector(next) : std::nullopt;
            if (!part || hops > m_table.size()
                || hops * part->size() / 128 > most_directory_entries)
                return false;
            for (std::size_t at = 0; at + 128 <= part->size(); at += 128)
                add_entry(part->subspan(at, 128));
            if (next >= m_table.size())
                return false;
            next = m_table[next];
        }
        return true;
    }

    void add_entry(base::View entry)
    {
        constexpr std::uint8_t kind_stream = 2;
        base::Reader reader(entry);
        auto name_bytes = entry[64] | entry[65] << 8;
        if (entry[66] != kind_stream || name_bytes < 2 || name_bytes > 64)
            return;
        std::string name;
        for (int i = 0; i + 2 < name_bytes; i += 2)
            name += entry[static_cast<std::size_t>(i) + 1] == 0
                ? static_cast<char>(entry[static_cast<std::size_t>(i)])
                : '?';
        if (!reader.seek(116))
            return;
        auto start = reader.u32_le().value();
        auto size = reader.u64_le().value();
        m_streams.try_emplace(name, Stream { start, m_shift == 9 ? size & 0xFFFFFFFF : size });
    }

    base::View m_bytes;
    unsigned m_shift { 9 };
    std::uint32_t m_directory { 0 };
    std::vector<std::uint32_t> m_table;
    std::map<std::string, Stream> m_streams;
};

static Recognition recognise_word(base::View head)
{
    // FibBase.fEncrypted: bit 8 of the flags at offset 10.
    if (head.size() > 11 && (head[11] & 0x01) != 0)
        return encrypted(FileType::Doc, "it is encrypted");
    return sound(FileType::Doc);
}

static Recognition recognise_workbook(base::View head)
{
    // FilePass (0x002F) stands among the first records of the globals.
    base::Reader reader(head);
    for (int records = 0; records < 8; ++records) {
        auto type = reader.u16_le();
        auto size = reader.u16_le();
        if (!type || !size || !reader.take(size.value()))
            break;
        if (type.value() == 0x002F)
            return encrypted(FileType::Xls, "it is encrypted");
    }
    return sound(FileType::Xls);
}

Recognition recognise_compound(base::View bytes)
{
    auto file = CompoundFile::open(bytes);
    if (!file)
        return { FileType::Unknown, policy::Structure::Broken,
            "a compound file that cannot be read" };
    if (file->stream("EncryptionInfo") && file->stream("EncryptedPackage"))
        return encrypted(FileType::EncryptedOffice, "it is encrypted");
    auto* word = file->stream("WordDocument");
    auto* book = file->stream("Workbook");
    if (!book)
        book = file->stream("Book");
    auto* slides = file->stream("PowerPoint Document");
    auto* mail = file->stream("__properties_version1.0");
    // The parts of one kind in another's (an embedded object) lie in storages of their own, but the
    // directory is flat here: the outermost kinds are told apart by their first answer only.
    if (word)
        return recognise_word(file->start_of(*word));
    if (slides)
        return file->stream("EncryptedSummary") ? encrypted(FileType::Ppt, "it is encrypted")
                                                : sound(FileType::Ppt);
    if (book)
        return recognise_workbook(file->start_of(*book));
    if (mail)
        return sound(FileType::Msg);
    return { FileType::Unknown, policy::Structure::Broken, "a compound file of no known kind" };
}

}
