// SPDX-License-Identifier: MIT
#include "kiosk/broker/selftest/samples.h"

#include <array>

namespace broker {

static base::Bytes bytes_of(std::string_view text)
{
    auto view = base::view_of(text);
    return { view.begin(), view.end() };
}

// CRC-32 as ZIP has it (ISO 3309), bit by bit: the samples are small.
static std::uint32_t crc32(base::View bytes)
{
    std::uint32_t crc = 0xFFFFFFFFu;
    for (auto byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
    }
    return ~crc;
}

enum class Locked { No, Yes };

// A stored ZIP (APPNOTE 6.3) of a few small files.
static base::Bytes zip_of(
    const std::vector<std::pair<std::string, std::string>>& files, Locked locked = Locked::No)
{
    base::Bytes zip, directory;
    auto fields = [&](base::Bytes& out, const std::string& name, const std::string& content) {
        base::append_u16_le(out, 20);
        base::append_u16_le(out, locked == Locked::Yes ? 1 : 0);
        base::append_u16_le(out, 0);
        base::append_u32_le(out, 0x00210000);
        base::append_u32_le(out, crc32(base::view_of(content)));
        base::append_u32_le(out, static_cast<std::uint32_t>(content.size()));
        base::append_u32_le(out, static_cast<std::uint32_t>(content.size()));
        base::append_u16_le(out, static_cast<std::uint16_t>(name.size()));
        base::append_u16_le(out, 0);
    };
    for (const auto& [name, content] : files) {
        auto offset = static_cast<std::uint32_t>(zip.size());
        base::append_u32_le(zip, 0x04034B50);
        fields(zip, name, content);
        base::append(zip, base::view_of(name));
        base::append(zip, base::view_of(content));
        base::append_u32_le(directory, 0x02014B50);
        base::append_u16_le(directory, 20);
        fields(directory, name, content);
        for (int i = 0; i < 3; ++i)
            base::append_u16_le(directory, 0);
        base::append_u32_le(directory, 0);
        base::append_u32_le(directory, offset);
        base::append(directory, base::view_of(name));
    }
    auto start = static_cast<std::uint32_t>(zip.size());
    base::append(zip, directory);
    base::append_u32_le(zip, 0x06054B50);
    base::append_u32_le(zip, 0);
    base::append_u16_le(zip, static_cast<std::uint16_t>(files.size()));
    base::append_u16_le(zip, static_cast<std::uint16_t>(files.size()));
    base::append_u32_le(zip, static_cast<std::uint32_t>(directory.size()));
    base::append_u32_le(zip, start);
    base::append_u16_le(zip, 0);
    return zip;
}

static std::string eicar()
{
    return std::string("X5O!P%@AP[4\\PZX54(P^)7CC)7}$") + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
        + "$H+H*";
}

// Archives within archives, past any sensible depth.
static base::Bytes nested_bomb()
{
    std::string inner(1000, '0');
    for (int level = 0; level < 40; ++level) {
        auto zip = zip_of({ { level == 0 ? "data.txt" : "deeper.zip", inner } });
        inner = base::text_of(zip);
    }
    return bytes_of(inner);
}

static base::Bytes png_pretending()
{
    static constexpr std::string_view picture("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01"
                                              "\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\x9c"
                                              "\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0"
                                              "IEND\xae\x42\x60\x82",
        67);
    return bytes_of(picture);
}

std::vector<Sample> self_test_samples()
{
    static constexpr std::string_view types
        = "<?xml version=\"1.0\"?><Types><Override PartName=\"/word/document.xml\" ContentType=\""
          "application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>";
    return {
        { "clean text", "日報.txt", bytes_of("浄水場の日報\r\n水質: 良好\r\n"),
            Expectation::Passes },
        { "clean table", "水位.csv", bytes_of("時刻,水位\r\n09:00,12.5\r\n"), Expectation::Passes },
        { "clean archive", "資料.zip", zip_of({ { "a.txt", "hello\r\n" } }), Expectation::Passes },
        { "test virus", "eicar.txt", bytes_of(eicar()), Expectation::Refused },
        { "test virus in an archive", "archive.zip", zip_of({ { "eicar.txt", eicar() } }),
            Expectation::Refused },
        { "macro document under another name", "report.docx",
            zip_of({ { "[Content_Types].xml", std::string(types) },
                { "word/document.xml", "<w:document/>" }, { "word/vbaProject.bin", "macro" } }),
            Expectation::Refused },
        { "polyglot of picture and script", "picture.gif",
            bytes_of("GIF89a/*\x01\x01<script>alert(1)</script>*/"), Expectation::Refused },
        { "polyglot of text and PDF", "letter.txt",
            bytes_of("Dear reader\n%PDF-1.7\n1 0 obj<</S/JavaScript>>endobj\n%%EOF\n"),
            Expectation::Refused },
        { "bomb of nested archives", "bomb.zip", nested_bomb(), Expectation::Refused },
        { "encrypted archive", "secret.zip",
            zip_of({ { "a.txt", "0123456789abcdef" } }, Locked::Yes), Expectation::Refused },
        { "wrong extension", "picture.pdf", png_pretending(), Expectation::Refused },
        { "program", "setup.exe", bytes_of("MZ\x90 this would be a program"),
            Expectation::Refused },
        { "auto-run file", "autorun.inf", bytes_of("[AutoRun]\r\nopen=setup.exe\r\n"),
            Expectation::Refused },
        // NOLINTNEXTLINE(misc-misleading-bidirectional): that is what this one is for.
        { "right-to-left name", "invoice\u202Etxt.exe.txt", bytes_of("a harmless line\r\n"),
            Expectation::Passes },
    };
}

}
