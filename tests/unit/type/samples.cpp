// SPDX-License-Identifier: MIT
#include "tests/unit/type/samples.h"

#include <map>
#include <ostream>

namespace samples {

std::string le16(unsigned value)
{
    return { static_cast<char>(value), static_cast<char>(value >> 8) };
}

std::string le32(unsigned value)
{
    return le16(value & 0xFFFF) + le16(value >> 16);
}

std::string be32(unsigned value)
{
    auto text = le32(value);
    return { text.rbegin(), text.rend() };
}

std::string utf16(const std::string& ascii)
{
    std::string text = "\xFF\xFE";
    for (char c : ascii)
        text += std::string { c, '\0' };
    return text;
}

unsigned crc32_of(const std::string& bytes)
{
    unsigned crc = ~0u;
    for (char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int i = 0; i < 8; ++i)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static unsigned size_of(const std::string& text)
{
    return static_cast<unsigned>(text.size());
}

std::string zip(const Files& files)
{
    std::string out, directory;
    for (const auto& [name, content] : files) {
        auto common = le16(20) + le16(0) + le16(0) + le32(0x5A21'0000) + le32(crc32_of(content))
            + le32(size_of(content)) + le32(size_of(content)) + le16(size_of(name)) + le16(0);
        directory += "PK\x01\x02" + le16(20) + common + le16(0) + le16(0) + le16(0) + le32(0)
            + le32(size_of(out)) + name;
        out += "PK\x03\x04" + common + name + content;
    }
    auto count = le16(static_cast<unsigned>(files.size()));
    return out + directory + "PK\x05\x06" + le32(0) + count + count + le32(size_of(directory))
        + le32(size_of(out)) + le16(0);
}

std::string content_types(const std::vector<std::string>& types)
{
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns="
                      "\"http://schemas.openxmlformats.org/package/2006/content-types\">";
    for (const auto& type : types)
        xml += "<Override PartName=\"/a/b.xml\" ContentType=\"" + type + "\"/>";
    return xml + "</Types>";
}

std::string ooxml(const std::vector<std::string>& types, const Files& more)
{
    Files files { { "[Content_Types].xml", content_types(types) } };
    files.insert(files.end(), more.begin(), more.end());
    return zip(files);
}

std::string open_document(const std::string& mime, const Files& more)
{
    Files files { { "mimetype", mime }, { "content.xml", "<x/>" } };
    files.insert(files.end(), more.begin(), more.end());
    return zip(files);
}

static std::string directory_entry(const std::string& name, char kind, unsigned right,
    unsigned child, unsigned start, unsigned size)
{
    std::string entry;
    for (char c : name)
        entry += std::string { c, '\0' };
    entry.resize(64);
    entry += le16(size_of(name) * 2 + 2) + kind + '\1' + le32(~0u) + le32(right) + le32(child);
    entry.resize(116);
    return entry + le32(start) + le32(size) + le32(0);
}

std::string compound(const Files& streams)
{
    constexpr unsigned sectors_each = 8, none = ~0u, table_sectors = 2, directory_sectors = 4;
    std::map<std::string, Files> folders;
    for (const auto& [path, content] : streams) {
        auto slash = path.find('/');
        auto folder = slash == std::string::npos ? "" : path.substr(0, slash);
        folders[folder].emplace_back(
            slash == std::string::npos ? path : path.substr(slash + 1), content);
    }
    std::vector<std::string> entries(1);
    std::string data;
    auto first_data = table_sectors + directory_sectors;
    // Siblings hang to the right of one another; nothing asks for a balanced tree.
    auto add_files = [&](const Files& files, bool more_follow) {
        for (std::size_t i = 0; i < files.size(); ++i) {
            auto content = files[i].second;
            content.resize(sectors_each * 512);
            auto last = i + 1 == files.size() && !more_follow;
            auto start = first_data + size_of(data) / 512;
            entries.push_back(directory_entry(files[i].first, '\2',
                last ? none : static_cast<unsigned>(entries.size()) + 1, none, start,
                size_of(content)));
            data += content;
        }
    };
    auto top = folders[""];
    folders.erase("");
    add_files(top, !folders.empty());
    for (auto at = folders.begin(); at != folders.end(); ++at) {
        auto mine = static_cast<unsigned>(entries.size());
        auto next = std::next(at) == folders.end()
            ? none
            : mine + 1 + static_cast<unsigned>(at->second.size());
        entries.push_back(directory_entry(at->first, '\1', next, mine + 1, 0, 0));
        add_files(at->second, false);
    }
    entries[0]
        = directory_entry("Root Entry", '\5', none, entries.size() > 1 ? 1 : none, none - 1, 0);
    std::string directory;
    for (const auto& entry : entries)
        directory += entry;
    directory.resize(directory_sectors * 512);

    std::string table;
    auto chain = [&](unsigned count) {
        for (unsigned i = 0; i < count; ++i)
            table += le32(i + 1 == count ? none - 1 : size_of(table) / 4 + 1);
    };
    table += le32(none - 2) + le32(none - 2);
    chain(directory_sectors);
    for (std::size_t i = 0; i < data.size() / 512 / sectors_each; ++i)
        chain(sectors_each);
    while (table.size() < table_sectors * 512)
        table += le32(none);

    std::string header = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    header.resize(24);
    header += le16(0x3E) + le16(3) + le16(0xFFFE) + le16(9) + le16(6);
    header.resize(44);
    header += le32(table_sectors) + le32(table_sectors) + le32(0) + le32(4096) + le32(none - 1)
        + le32(0) + le32(none - 1) + le32(0) + le32(0) + le32(1);
    while (header.size() < 512)
        header += le32(none);
    return header + table + directory + data;
}

std::string pdf()
{
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count "
           "1/Kids[3 "
           "0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\nxref\n0 1\n"
           "0000000000 65535 f \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n";
}

static std::string segment(char marker, const std::string& content)
{
    auto size = content.size() + 2;
    return std::string { '\xFF', marker, static_cast<char>(size >> 8), static_cast<char>(size) }
    + content;
}

std::string jpeg(const std::string& comment)
{
    auto frame = std::string("\x08\x00\x08\x00\x08\x01\x01\x11\x00", 9);
    auto scan = std::string("\x01\x01\x00\x00\x3F\x00", 6);
    return "\xFF\xD8" + segment('\xE0', std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14))
        + (comment.empty() ? "" : segment('\xFE', comment)) + segment('\xC0', frame)
        + segment('\xDA', scan) + std::string("\x12\xFF\x00\x34\xFF\xD0\x56", 7) + "\xFF\xD9";
}

static std::string chunk(const std::string& name, const std::string& content)
{
    return be32(size_of(content)) + name + content + be32(crc32_of(name + content));
}

std::string png()
{
    return "\x89PNG\r\n\x1A\n" + chunk("IHDR", std::string("\0\0\0\1\0\0\0\1\x08\0\0\0\0", 13))
        + chunk("IDAT", "pixels") + chunk("IEND", "");
}

std::string gif()
{
    return std::string("GIF89a\1\0\1\0\0\0\0\x2C\0\0\0\0\1\0\1\0\0\2\2\x44\1\0\x3B", 29);
}

std::string bmp()
{
    return "BM" + le32(14 + 40 + 4) + le32(0) + le32(54) + le32(40) + le32(1) + le32(1) + le16(1)
        + le16(24) + le32(0) + le32(4) + le32(0) + le32(0) + le32(0) + le32(0)
        + std::string(4, 'x');
}

std::string tiff()
{
    return "II*" + std::string(1, '\0') + le32(8) + le16(1) + le16(256) + le16(3) + le32(1)
        + le32(1) + le32(0);
}

std::string emf()
{
    auto bounds = le32(0) + le32(0) + le32(100) + le32(50);
    auto frame = le32(0) + le32(0) + le32(2'000) + le32(1'000);
    auto header = le32(1) + le32(88) + bounds + frame + " EMF" + le32(0x10000) + le32(108) + le32(2)
        + le16(1) + le16(0) + le32(0) + le32(0) + le32(0) + le32(1'000) + le32(500) + le32(200)
        + le32(100);
    return header + le32(14) + le32(20) + le32(0) + le32(16) + le32(20);
}

std::string wmf()
{
    auto placeable = "\xD7\xCD\xC6\x9A" + le16(0) + le16(0) + le16(0) + le16(200) + le16(100)
        + le16(254) + le32(0);
    unsigned sum = 0;
    for (std::size_t at = 0; at < placeable.size(); at += 2)
        sum ^= static_cast<unsigned char>(placeable[at])
            | static_cast<unsigned>(static_cast<unsigned char>(placeable[at + 1])) << 8;
    return placeable + le16(sum) + le16(1) + le16(9) + le16(0x300) + le32(12) + le16(0) + le32(3)
        + le16(0) + le32(3) + le16(0);
}

std::string webp()
{
    auto content = "WEBPVP8L" + le32(6) + "pixels";
    return "RIFF" + le32(size_of(content)) + content;
}

std::string ico()
{
    auto bitmap = le32(40) + le32(1) + le32(2) + le16(1) + le16(24) + std::string(24, '\0')
        + le32(0) + le32(0);
    return le16(0) + le16(1) + le16(1) + "\1\1" + le16(0) + le16(1) + le16(24)
        + le32(size_of(bitmap)) + le32(22) + bitmap;
}

static std::string box(const std::string& name, const std::string& content)
{
    return be32(size_of(content) + 8) + name + content;
}

std::string heif(const std::string& brands)
{
    return box("ftyp", "mif1" + be32(0) + "mif1" + brands) + box("meta", "x")
        + box("mdat", "pixels");
}

std::string rtf()
{
    return "{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}Hello\\par}";
}

std::string tar(const std::string& name, const std::string& content)
{
    std::string header = name;
    header.resize(100);
    header += std::string("0000644\0000000000\0000000000\0", 24);
    char size[13];
    std::snprintf(size, sizeof size, "%011o", size_of(content));
    header += std::string(size, 12) + std::string("00000000000\0", 12) + "        0";
    header.resize(257);
    header += std::string("ustar\00000", 8);
    header.resize(512);
    unsigned sum = 0;
    for (char c : header)
        sum += static_cast<unsigned char>(c);
    std::snprintf(size, sizeof size, "%06o", sum);
    header.replace(148, 7, size, 7);
    auto padded = content;
    padded.resize((content.size() + 511) / 512 * 512);
    return header + padded + std::string(1024, '\0');
}

Seen look(const std::string& bytes, const std::string& extension)
{
    auto found = type_scanner::recognise(base::view_of(bytes), extension);
    static const std::map<policy::Structure, std::string> words {
        { policy::Structure::Sound, "sound" }, { policy::Structure::Broken, "broken" },
        { policy::Structure::Encrypted, "encrypted" }, { policy::Structure::Ambiguous, "ambiguous" }
    };
    return { std::string(policy::info(found.type).name), words.at(found.structure), found.detail };
}

void PrintTo(const Seen& seen, std::ostream* out)
{
    *out << seen.type << ", " << seen.structure << ": " << seen.detail;
}

}
