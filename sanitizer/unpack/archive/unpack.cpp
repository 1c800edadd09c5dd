// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/archive/unpack.h"

#include "sanitizer/unpack/zip_structure/zip_structure.h"

namespace unpack_archive {

class Unpacking {
public:
    Unpacking(Reader& reader, const Limits& limits, const NameDecoder& decoder, Receiver& receiver)
        : m_reader(reader)
        , m_limits(limits)
        , m_decoder(decoder)
        , m_receiver(receiver)
    {
    }

    Result<std::variant<Totals, Stop>> run()
    {
        for (;;) {
            auto next = m_reader.next();
            if (auto* stop = std::get_if<Stop>(&next))
                return std::variant<Totals, Stop>(*stop);
            if (std::holds_alternative<End>(next))
                return finish();
            if (++m_totals.entries > m_limits.entries)
                return std::variant<Totals, Stop>(limit("more entries than allowed"));
            if (auto stop = TRY(take(std::get<Header>(next))))
                return std::variant<Totals, Stop>(*stop);
        }
    }

private:
    using MaybeStop = std::optional<Stop>;

    // Some broken archives read as if nothing were in them.
    std::variant<Totals, Stop> finish() const
    {
        if (m_totals.entries == 0)
            return Stop { Trouble::Empty, "an archive without entries" };
        return m_totals;
    }

    static Stop limit(const char* words) { return { Trouble::Limit, words }; }

    // Links first: their names do not matter, they are never followed.
    Result<MaybeStop> take(const Header& header)
    {
        switch (header.kind) {
        case Header::Link: return refuse(header, Why::Link);
        case Header::Special: return refuse(header, Why::Special);
        case Header::Sparse: return refuse(header, Why::Sparse);
        case Header::File:
        case Header::Folder: break;
        }
        std::string path;
        if (!header.bare) {
            auto decoded = m_decoder.decode(header.raw_name, m_limits.names);
            if (auto* why = std::get_if<Why>(&decoded))
                return refuse(header, *why);
            path = std::get<std::string>(decoded);
        }
        // Old Windows writers mark a folder by a backslash at its end and nothing else.
        bool folder = header.kind == Header::Folder
            || (header.raw_name.ends_with('\\') && header.size.value_or(0) == 0 && !path.empty()
                && !header.raw_name.ends_with("\x95\\"));
        if (path.empty() && !header.bare)
            return folder ? Result<MaybeStop>(MaybeStop()) : refuse(header, Why::UnreadableName);
        if (!m_taken.take(path, folder ? Kind::Folder : Kind::File))
            return refuse(header, Why::Twin);
        if (folder) {
            TRY(m_receiver.folder(path));
            return MaybeStop();
        }
        return write(path, header.size);
    }

    Result<MaybeStop> refuse(const Header& header, Why why)
    {
        TRY(m_receiver.refused(header.raw_name, why));
        return MaybeStop();
    }

    Result<MaybeStop> write(const std::string& path, std::optional<std::uint64_t> declared)
    {
        // A declared size is a reason to stop early, never one to go on.
        if (declared.value_or(0) > m_limits.entry_bytes
            || declared.value_or(0) > m_limits.total_bytes - m_totals.bytes)
            return MaybeStop(limit("more bytes than allowed"));
        auto target = TRY(m_receiver.file(path, declared.value_or(0)));
        if (!target)
            return MaybeStop();
        std::uint64_t written = 0;
        for (;;) {
            auto piece = m_reader.data();
            if (auto* stop = std::get_if<Stop>(&piece))
                return MaybeStop(*stop);
            if (std::holds_alternative<End>(piece))
                break;
            auto bytes = std::get<base::View>(piece);
            if (bytes.size() > m_limits.entry_bytes - written
                || bytes.size() > m_limits.total_bytes - m_totals.bytes)
                return MaybeStop(limit("more bytes than allowed"));
            if (declared && bytes.size() > *declared - written)
                break;
            TRY(base::write_fully_at(*target, written, bytes));
            written += bytes.size();
            m_totals.bytes += bytes.size();
        }
        if (declared && *declared != written)
            return MaybeStop(Stop { Trouble::Malformed, "an entry of another size than declared" });
        target->close();
        TRY(m_receiver.file_done(written));
        return MaybeStop();
    }

    Reader& m_reader;
    const Limits& m_limits;
    const NameDecoder& m_decoder;
    Receiver& m_receiver;
    TakenNames m_taken;
    Totals m_totals;
};

// Before anything is inflated: entries that share their data, twin directories, hidden bytes.
static Result<std::optional<Stop>> check_zip(const base::Descriptor& file, const Limits& limits)
{
    auto source = TRY(zip_structure::FileSource::of(file));
    zip_structure::Limits allowed;
    allowed.entries = limits.entries;
    allowed.total_size = limits.total_bytes;
    auto structure = TRY(zip_structure::examine(source, allowed));
    switch (structure.state) {
    case zip_structure::State::Sound:
        if (structure.entries.empty())
            return std::optional(Stop { Trouble::Empty, "an archive without entries" });
        return std::optional<Stop>();
    case zip_structure::State::Broken:
    case zip_structure::State::Ambiguous:
        return std::optional(Stop { Trouble::Malformed, structure.reason });
    case zip_structure::State::Encrypted:
        return std::optional(Stop { Trouble::Encrypted, structure.reason });
    case zip_structure::State::Limit:
        return std::optional(Stop { Trouble::Limit, structure.reason });
    }
    return Error { "a state without a name" };
}

Result<std::variant<Totals, Stop>> unpack(const base::Descriptor& file, Type type,
    const Limits& limits, const NameDecoder& decoder, Receiver& receiver)
{
    if (type == Type::Zip) {
        if (auto stop = TRY(check_zip(file, limits)))
            return std::variant<Totals, Stop>(*stop);
    }
    auto reader = TRY(Reader::open(file, type));
    return Unpacking(*reader, limits, decoder, receiver).run();
}

}
