// SPDX-License-Identifier: MIT
#include "scanners/type/magic.h"

#include <algorithm>
#include <array>
#include <magic.h>

namespace type_scanner {

using policy::FileType;

// Enough for every signature; more only costs time.
static constexpr std::size_t looked_at = 256 * 1024;

struct Alias {
    std::string_view mime;
    FileType type;
};

// Names that libmagic 5.44 uses beside the registered ones.
static constexpr std::array aliases {
    Alias { "image/x-ms-bmp", FileType::Bmp },
    Alias { "text/rtf", FileType::Rtf },
    Alias { "text/xml", FileType::Xml },
    Alias { "image/svg+xml", FileType::Svg },
    Alias { "application/x-zip-compressed", FileType::Zip },
    Alias { "application/CDFV2", FileType::EncryptedOffice },
    Alias { "application/CDFV2-encrypted", FileType::EncryptedOffice },
    Alias { "application/encrypted", FileType::EncryptedOffice },
    Alias { "application/x-ole-storage", FileType::EncryptedOffice },
    Alias { "application/x-lha", FileType::Lzh },
    Alias { "application/x-lzh-compressed", FileType::Lzh },
    Alias { "application/x-rar", FileType::Rar },
    Alias { "application/x-gtar", FileType::Tar },
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

Result<Magic> Magic::load()
{
    Magic magic;
    magic.m_cookie = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR
        | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TOKENS);
    if (!magic.m_cookie)
        return Error { "libmagic does not start" };
    if (magic_load(magic.m_cookie, nullptr) != 0)
        return Error { "libmagic has no database" };
    magic.opinion_of(base::view_of("warm up: first uses read tables"));
    return magic;
}

Opinion Magic::opinion_of(base::View bytes) const
{
    auto head = bytes.first(std::min(bytes.size(), looked_at));
    const char* mime = magic_buffer(m_cookie, head.data(), head.size());
    if (!mime)
        return {};
    return { type_for_mime(mime), mime };
}

std::string Magic::version()
{
    auto number = magic_version();
    return std::to_string(number / 100) + "." + std::to_string(number % 100);
}

}
