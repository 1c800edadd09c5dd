// SPDX-License-Identifier: MIT
#include "scanners/type/magic.h"

#include "kiosk/core/base/descriptor.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <magic.h>
#include <sys/mman.h>

namespace type_scanner {

using policy::FileType;

// Enough for every signature; more only costs time.
static constexpr std::size_t looked_at = 256 << 10;

struct Alias {
    std::string_view mime;
    FileType type;
};

// Names that libmagic 5.44 uses beside the registered ones.
static constexpr std::array aliases {
    Alias { "image/x-ms-bmp", FileType::Bmp },
    Alias { "image/x-icon", FileType::Ico },
    Alias { "image/x-win-bitmap", FileType::Ico },
    Alias { "image/heif", FileType::Heic },
    Alias { "image/heif-sequence", FileType::Heic },
    Alias { "image/heic-sequence", FileType::Heic },
    Alias { "text/rtf", FileType::Rtf },
    Alias { "text/xml", FileType::Xml },
    Alias { "image/svg+xml", FileType::Svg },
    Alias { "application/x-zip-compressed", FileType::Zip },
    // Compound files of a kind that it does not tell; Word's is its own name for any.
    Alias { "application/CDFV2", FileType::Doc },
    Alias { "application/x-ole-storage", FileType::Doc },
    Alias { "application/vnd.ms-office", FileType::Doc },
    Alias { "application/CDFV2-encrypted", FileType::EncryptedOffice },
    Alias { "application/encrypted", FileType::EncryptedOffice },
    Alias { "application/x-lha", FileType::Lzh },
    Alias { "application/x-lzh-compressed", FileType::Lzh },
    Alias { "application/x-rar", FileType::Rar },
    Alias { "application/x-gtar", FileType::Tar },
    Alias { "application/x-ustar", FileType::Tar },
    Alias { "application/x-dosexec", FileType::Executable },
    Alias { "application/vnd.microsoft.portable-executable", FileType::Executable },
    Alias { "application/x-executable", FileType::Executable },
    Alias { "application/x-pie-executable", FileType::Executable },
    Alias { "application/x-sharedlib", FileType::Executable },
    Alias { "application/x-object", FileType::Executable },
    Alias { "application/x-mach-binary", FileType::Executable },
    Alias { "text/x-shellscript", FileType::Executable },
    Alias { "text/x-msdos-batch", FileType::Executable },
    Alias { "application/x-setupscript", FileType::Shortcut },
    Alias { "application/x-wine-extension-ini", FileType::Shortcut },
    Alias { "application/x-mswinurl", FileType::Shortcut },
    Alias { "inode/x-empty", FileType::Empty },
    Alias { "application/x-ndjson", FileType::Json },
    Alias { "application/csv", FileType::Csv },
};

FileType type_for_mime(std::string_view mime)
{
    if (auto alias = std::ranges::find(aliases, mime, &Alias::mime); alias != aliases.end())
        return alias->type;
    for (const auto& info : policy::all_file_types()) {
        if (info.mime == mime && info.type != FileType::Unknown)
            return info.type;
    }
    // Programs' source and the like: text of some language.
    if (mime.starts_with("text/"))
        return FileType::PlainText;
    return FileType::Unknown;
}

FileType type_for_words(std::string_view description)
{
    if (description.starts_with("Windows Enhanced Metafile"))
        return FileType::Emf;
    // Packages whose first entry is none of those that it looks for.
    return description.starts_with("Microsoft OOXML") ? FileType::Zip : FileType::Unknown;
}

// In memory of our own, in whole large pages, for the life of the process: libmagic walks through
// all of it for each file, and a job would fault in every page of a mapped one.
static Result<std::span<std::uint8_t>> read_database()
{
    constexpr auto path = "/usr/share/misc/magic.mgc";
    constexpr std::uint64_t large_page = 2 << 20;
    constexpr std::uint64_t largest = 64 << 20;
    base::Descriptor file(open(path, O_RDONLY | O_CLOEXEC));
    if (!file)
        return Error { "libmagic has no database" };
    auto size = TRY(base::size_of(file));
    if (size == 0 || size > largest)
        return Error { "libmagic's database has no likely size" };
    auto room = (size + large_page - 1) / large_page * large_page;
    auto* memory = static_cast<std::uint8_t*>(std::aligned_alloc(large_page, room));
    if (!memory)
        return Error { "no memory for libmagic's database" };
    madvise(memory, room, MADV_HUGEPAGE); // Best effort.
    std::span bytes(memory, size);
    TRY(base::read_fully_at(file, 0, bytes));
    return bytes;
}

static constexpr int left_out
    = MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TOKENS;

Result<Magic> Magic::load()
{
    // The times in a compound file are put into words: without a zone of its own libc would open
    // the system's each time.
    setenv("TZ", "UTC0", 1);
    tzset();
    Magic magic;
    magic.m_cookie = magic_open(MAGIC_MIME_TYPE | left_out);
    if (!magic.m_cookie)
        return Error { "libmagic does not start" };
    auto database = TRY(read_database());
    void* buffers[] { database.data() };
    std::size_t sizes[] { database.size() };
    if (magic_load_buffers(magic.m_cookie, buffers, sizes, 1) != 0)
        return Error { "libmagic does not take its database" };
    magic.opinion_of(base::view_of("warm up: first uses read tables"));
    // What most files are; its expressions are compiled and their automata begun.
    magic.opinion_of(
        base::view_of("暖機運転: 表とオートマトンを作る。\nThe second line has 3.5 m, more.\n"));
    return magic;
}

// XML in UTF-16 may do without a byte order mark (XML 1.0, appendix F); libmagic may not.
static std::string_view missing_mark(base::View bytes)
{
    using namespace std::string_view_literals;
    auto text = base::text_of(bytes.first(std::min<std::size_t>(bytes.size(), 4)));
    return text == "<\0?\0"sv ? "\xFF\xFE" : text == "\0<\0?"sv ? "\xFE\xFF" : "";
}

Opinion Magic::opinion_of(base::View bytes) const
{
    auto head = bytes.first(std::min(bytes.size(), looked_at));
    base::Bytes marked;
    if (auto mark = base::view_of(missing_mark(bytes)); !mark.empty()) {
        marked.assign(mark.begin(), mark.end());
        marked.insert(marked.end(), head.begin(), head.end());
        head = marked;
    }
    const char* mime = magic_buffer(m_cookie, head.data(), head.size());
    if (!mime)
        return {};
    Opinion opinion { type_for_mime(mime), mime };
    if (opinion.mime != "application/octet-stream")
        return opinion;
    magic_setflags(m_cookie, MAGIC_NONE | left_out);
    if (const char* words = magic_buffer(m_cookie, head.data(), head.size()))
        opinion.type = type_for_words(words);
    magic_setflags(m_cookie, MAGIC_MIME_TYPE | left_out);
    return opinion;
}

std::string Magic::version()
{
    auto number = magic_version();
    return std::to_string(number / 100) + "." + std::to_string(number % 100);
}

}
