// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/zip/entry.h"

#include <zlib.h>

namespace unlock_zip {

using zip_structure::Entry, zip_structure::Source;

static constexpr std::uint16_t aes_method = 99;
static constexpr std::uint16_t aes_field = 0x9901;
static constexpr std::size_t piece_bytes = 1 << 16;

static Result<base::Bytes> read(const Source& source, std::uint64_t offset, std::uint64_t count)
{
    base::Bytes bytes(count);
    TRY(source.read_at(offset, bytes));
    return bytes;
}

// "AE", its version, the strength, the method within.
static Result<std::optional<Sealed>> aes_entry(const Source& source, const Entry& entry)
{
    auto header = TRY(read(source, entry.header_offset, 30));
    base::Reader lengths(base::View(header).subspan(26));
    auto name_bytes = TRY(lengths.u16_le());
    auto extra_bytes = TRY(lengths.u16_le());
    auto extra = TRY(read(source, entry.header_offset + 30 + name_bytes, extra_bytes));
    base::Reader fields(extra);
    while (fields.left() >= 4) {
        auto id = TRY(fields.u16_le());
        auto size = TRY(fields.u16_le());
        if (size > fields.left())
            break;
        base::Reader field(TRY(fields.take(size)));
        if (id != aes_field || size != 7)
            continue;
        auto version = TRY(field.u16_le());
        auto vendor = TRY(field.u16_le());
        const auto* form = aes_form(TRY(field.u8()));
        auto method = TRY(field.u16_le());
        if ((version != 1 && version != 2) || vendor != 0x4541 || !form)
            break;
        return std::optional(Sealed { form, method, form->head(), AesForm::tail, version == 1 });
    }
    return std::optional<Sealed>();
}

Result<std::optional<Sealed>> sealed_entry(const Source& source, const Entry& entry)
{
    std::optional<Sealed> sealed
        = Sealed { nullptr, entry.method, traditional_head_bytes, 0, true };
    if (entry.method == aes_method)
        sealed = TRY(aes_entry(source, entry));
    if (!sealed
        || (sealed->method != zip_structure::stored && sealed->method != zip_structure::deflated)
        || entry.compressed_size < sealed->head + sealed->tail)
        return std::optional<Sealed>();
    return sealed;
}

// Unpacks what passes only to know that it does, and its checksum.
class Check {
public:
    explicit Check(std::uint16_t method)
        : m_method(method)
    {
        // Without zlib's own header.
        if (method == zip_structure::deflated && inflateInit2(&m_stream, -MAX_WBITS) == Z_OK)
            m_state = State::Going;
        else if (method == zip_structure::stored)
            m_state = State::Going;
    }
    ~Check()
    {
        if (m_method == zip_structure::deflated)
            inflateEnd(&m_stream);
    }
    Check(const Check&) = delete;

    bool take(base::View piece, std::uint64_t most_bytes)
    {
        if (m_method == zip_structure::stored) {
            count(piece);
            return m_bytes <= most_bytes;
        }
        if (m_state != State::Going)
            return piece.empty();
        m_stream.next_in = const_cast<Bytef*>(piece.data());
        m_stream.avail_in = static_cast<uInt>(piece.size());
        while (m_stream.avail_in > 0 && m_state == State::Going) {
            std::uint8_t window[piece_bytes];
            m_stream.next_out = window;
            m_stream.avail_out = sizeof window;
            auto told = inflate(&m_stream, Z_NO_FLUSH);
            count(base::View(window, sizeof window - m_stream.avail_out));
            if ((told != Z_OK && told != Z_STREAM_END) || m_bytes > most_bytes)
                return false;
            if (told == Z_STREAM_END)
                m_state = State::Ended;
        }
        return m_stream.avail_in == 0;
    }

    bool is_whole(std::uint64_t bytes) const
    {
        return m_bytes == bytes
            && m_state == (m_method == zip_structure::stored ? State::Going : State::Ended);
    }
    std::uint32_t checksum() const { return static_cast<std::uint32_t>(m_crc); }

private:
    enum class State { Failed, Going, Ended };

    void count(base::View bytes)
    {
        m_crc = crc32(m_crc, bytes.data(), static_cast<uInt>(bytes.size()));
        m_bytes += bytes.size();
    }

    std::uint16_t m_method;
    z_stream m_stream {};
    State m_state { State::Failed };
    uLong m_crc { 0 };
    std::uint64_t m_bytes { 0 };
};

Result<Opened> open_entry(const Source& source, const Entry& entry, const Sealed& sealed,
    std::string_view password, const Sink& sink, std::uint32_t& checksum)
{
    auto head = TRY(read(source, entry.data_offset, sealed.head));
    auto cipher = sealed.aes ? TRY(aes(*sealed.aes, head, password)) : traditional(head, password);
    if (!cipher)
        return Opened::WrongPassword;
    Check check(sealed.method);
    auto at = entry.data_offset + sealed.head;
    auto end = entry.data_offset + entry.compressed_size - sealed.tail;
    bool unpacks = true;
    base::Bytes piece;
    while (at < end) {
        piece.resize(std::min<std::uint64_t>(piece_bytes, end - at));
        TRY(source.read_at(at, piece));
        TRY(cipher->decrypt(piece));
        unpacks = unpacks && check.take(piece, entry.size);
        // Without a proof of its own, a wrong key shows here first.
        if (!unpacks && !sealed.aes)
            return Opened::WrongPassword;
        TRY(sink(piece));
        at += piece.size();
    }
    if (!TRY(cipher->is_authentic(TRY(read(source, end, sealed.tail)))))
        return Opened::WrongPassword;
    checksum = check.checksum();
    if (unpacks && check.is_whole(entry.size) && (!sealed.has_checksum || checksum == entry.crc32))
        return Opened::Yes;
    return sealed.aes ? Opened::Unpackable : Opened::WrongPassword;
}

}
