// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/archive/reader.h"

#include "kiosk/core/base/memory_file.h"

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <unistd.h>

namespace unpack_archive {

static constexpr std::size_t buffer_size = 256 << 10;

// One format; or one filter, and in it a tar or nothing that has a name. The filter is set, not
// guessed, so a gzip within a gzip stays one.
static int allow(archive* handle, Type type)
{
    auto filtered = [&](int filter) {
        auto worst = archive_read_append_filter(handle, filter);
        worst = std::min(worst, archive_read_support_format_tar(handle));
        worst = std::min(worst, archive_read_support_format_raw(handle));
        return std::min(worst, archive_read_support_format_empty(handle));
    };
    switch (type) {
    case Type::Zip: return archive_read_support_format_zip_seekable(handle);
    case Type::SevenZip: return archive_read_support_format_7zip(handle);
    case Type::Tar: return archive_read_support_format_tar(handle);
    case Type::Cab: return archive_read_support_format_cab(handle);
    case Type::Lzh:
        // libarchive gives up on names that it cannot turn into Unicode, and LZH says no code page.
        if (archive_read_support_format_lha(handle) != ARCHIVE_OK)
            return ARCHIVE_FATAL;
        return archive_read_set_format_option(handle, "lha", "hdrcharset", "CP932");
    case Type::Gzip: return filtered(ARCHIVE_FILTER_GZIP);
    case Type::Bzip2: return filtered(ARCHIVE_FILTER_BZIP2);
    case Type::Xz: return filtered(ARCHIVE_FILTER_XZ);
    case Type::Zstd: return filtered(ARCHIVE_FILTER_ZSTD);
    case Type::Rar: // Its marks tell which of the two it is.
        return std::min(
            archive_read_support_format_rar(handle), archive_read_support_format_rar5(handle));
    }
    return ARCHIVE_FATAL;
}

Result<std::unique_ptr<Reader>> Reader::open(const base::Descriptor& file, Type type)
{
    std::unique_ptr<Reader> reader(new Reader);
    reader->m_file = &file;
    reader->m_size = std::int64_t(TRY(base::size_of(file)));
    reader->m_buffer.resize(buffer_size);
    reader->m_archive.reset(archive_read_new());
    auto* handle = reader->m_archive.get();
    // ARCHIVE_WARN: the decoder would be another program, which cannot run here.
    if (!handle || allow(handle, type) != ARCHIVE_OK)
        return Error { "libarchive lacks this format" };
    archive_read_set_read_callback(handle, on_read);
    archive_read_set_skip_callback(handle, on_skip);
    archive_read_set_seek_callback(handle, on_seek);
    archive_read_set_callback_data(handle, reader.get());
    return reader;
}

la_ssize_t Reader::on_read(archive* handle, void* self, const void** buffer)
{
    auto& reader = *static_cast<Reader*>(self);
    *buffer = reader.m_buffer.data();
    auto count = pread(
        reader.m_file->get(), reader.m_buffer.data(), reader.m_buffer.size(), reader.m_position);
    if (count < 0) {
        archive_set_error(handle, errno, "read");
        return ARCHIVE_FATAL;
    }
    reader.m_position += count;
    return count;
}

la_int64_t Reader::on_skip(archive*, void* self, la_int64_t count)
{
    auto& reader = *static_cast<Reader*>(self);
    auto left = reader.m_size - reader.m_position;
    auto skipped = std::clamp<std::int64_t>(count, 0, std::max<std::int64_t>(left, 0));
    reader.m_position += skipped;
    return skipped;
}

la_int64_t Reader::on_seek(archive*, void* self, la_int64_t offset, int whence)
{
    auto& reader = *static_cast<Reader*>(self);
    std::int64_t base = whence == SEEK_CUR ? reader.m_position
        : whence == SEEK_END               ? reader.m_size
                                           : 0;
    std::int64_t target = 0;
    if (__builtin_add_overflow(base, offset, &target) || target < 0)
        return ARCHIVE_FATAL;
    reader.m_position = std::min(target, reader.m_size);
    return reader.m_position;
}

Stop Reader::stop() const
{
    auto* handle = m_archive.get();
    const char* words = archive_error_string(handle);
    auto says = [&](const char* part) { return words && std::strstr(words, part); };
    // libarchive must not be asked about entries before it knows a format.
    bool encrypted = m_state == Opened && archive_read_has_encrypted_entries(handle) > 0;
    if (encrypted || says("ncrypt") || says("assphrase"))
        return { Trouble::Encrypted, "the archive needs a password" };
    if (archive_errno(handle) == ENOMEM)
        return { Trouble::Limit, "the archive needs more memory than it may have" };
    if (says("nsupported") || says("not supported") || says("unavailable") || says("codec ID"))
        return { Trouble::Unsupported, "a compression method that is not unpacked here" };
    return { Trouble::Malformed, "the archive is broken" };
}

static auto kind_of(archive_entry* entry) -> decltype(Header::kind)
{
    if (archive_entry_symlink(entry) || archive_entry_hardlink(entry))
        return Header::Link;
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG: return archive_entry_sparse_count(entry) > 0 ? Header::Sparse : Header::File;
    case AE_IFDIR: return Header::Folder;
    case AE_IFLNK: return Header::Link;
    case 0: return Header::File; // Bare formats and some writers say nothing.
    default: return Header::Special;
    }
}

std::variant<Header, End, Stop> Reader::next()
{
    auto* handle = m_archive.get();
    archive_entry* entry = nullptr;
    if (m_state == Closed && archive_read_open1(handle) != ARCHIVE_OK)
        return stop();
    if (m_state == Ended)
        return End {};
    m_state = Opened;
    m_produced = 0;
    auto status = archive_read_next_header(handle, &entry);
    if (status == ARCHIVE_EOF) {
        m_state = Ended;
        return End {};
    }
    // A warning is about a name or a time that could not be converted; names are checked by us.
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        return stop();
    if (archive_read_has_encrypted_entries(handle) > 0 || archive_entry_is_encrypted(entry) != 0)
        return Stop { Trouble::Encrypted, "the archive needs a password" };
    Header header;
    const char* name = archive_entry_pathname(entry);
    header.raw_name = name ? name : "";
    header.kind = kind_of(entry);
    if (archive_entry_size_is_set(entry)) {
        if (archive_entry_size(entry) < 0)
            return Stop { Trouble::Malformed, "an entry of negative size" };
        header.size = std::uint64_t(archive_entry_size(entry));
    }
    header.bare = archive_format(handle) == ARCHIVE_FORMAT_RAW;
    return header;
}

std::variant<base::View, End, Stop> Reader::data()
{
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    auto status = archive_read_data_block(m_archive.get(), &block, &size, &offset);
    if (status == ARCHIVE_EOF)
        return End {};
    if (status != ARCHIVE_OK)
        return stop();
    if (size > 0 && offset != m_produced)
        return Stop { Trouble::Malformed, "an entry with holes" };
    m_produced += std::int64_t(size);
    return base::View(static_cast<const std::uint8_t*>(block), size);
}

static Result<base::Descriptor> sample(int (*set_format)(archive*))
{
    base::Bytes bytes(64 << 10);
    std::size_t used = 0;
    std::unique_ptr<archive, int (*)(archive*)> writer(archive_write_new(), archive_write_free);
    std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(
        archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname_utf8(entry.get(), "あ");
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_mtime(entry.get(), 946684800, 0);
    archive_entry_set_size(entry.get(), 1);
    if (set_format(writer.get()) != ARCHIVE_OK
        || archive_write_open_memory(writer.get(), bytes.data(), bytes.size(), &used) != ARCHIVE_OK
        || archive_write_header(writer.get(), entry.get()) != ARCHIVE_OK
        || archive_write_data(writer.get(), "x", 1) != 1
        || archive_write_close(writer.get()) != ARCHIVE_OK)
        return Error { "libarchive cannot write a sample" };
    return base::sealed_memory_file("sample", base::View(bytes).first(used));
}

Result<void> warm_up()
{
    // A zone without a file, and a locale whose characters are ours.
    setenv("TZ", "UTC0", 1);
    tzset();
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return Error { "no locale C.UTF-8" };
    std::time_t now = 946684800;
    std::tm parts {};
    if (!localtime_r(&now, &parts) || std::mktime(&parts) != now)
        return Error { "the time zone is not UTC" };
    for (auto [type, set_format] : { std::pair { Type::Zip, &archive_write_set_format_zip },
             std::pair { Type::SevenZip, &archive_write_set_format_7zip },
             std::pair { Type::Tar, &archive_write_set_format_pax } }) {
        auto file = TRY(sample(set_format));
        auto reader = TRY(Reader::open(file, type));
        auto first = reader->next();
        auto* header = std::get_if<Header>(&first);
        auto content = reader->data();
        auto* bytes = std::get_if<base::View>(&content);
        if (!header || header->raw_name != "あ" || !bytes || base::text_of(*bytes) != "x")
            return Error { "libarchive cannot read a sample" };
    }
    return {};
}

}
