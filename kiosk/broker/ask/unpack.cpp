// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/unpack.h"

#include "kiosk/broker/ask/part_file.h"
#include "kiosk/core/base/text.h"
#include "sanitizer/unpack/archive/archive.pb.h"

#include <algorithm>
#include <utility>

namespace broker {

namespace message = unpack_archive::message;

static constexpr std::size_t shown_name_bytes = 1024;

const char* to_text(EntryRefusal why)
{
    switch (why) {
    case EntryRefusal::Link: return "a link";
    case EntryRefusal::Special: return "a device, pipe or socket";
    case EntryRefusal::Sparse: return "a sparse file";
    case EntryRefusal::Absolute: return "an absolute path";
    case EntryRefusal::Climbing: return "a path that climbs out";
    case EntryRefusal::UnreadableName: return "a name that cannot be read";
    case EntryRefusal::TooLong: return "a name that is too long";
    case EntryRefusal::TooDeep: return "a path that is too deep";
    case EntryRefusal::Twin: return "a name that was there before";
    }
    return "";
}

static std::optional<message::Type> message_type(policy::FileType type)
{
    using policy::FileType;
    static constexpr std::pair<FileType, message::Type> types[] {
        { FileType::Zip, message::TYPE_ZIP },
        { FileType::SevenZip, message::TYPE_SEVEN_ZIP },
        { FileType::Tar, message::TYPE_TAR },
        { FileType::Cab, message::TYPE_CAB },
        { FileType::Lzh, message::TYPE_LZH },
        { FileType::Gzip, message::TYPE_GZIP },
        { FileType::Bzip2, message::TYPE_BZIP2 },
        { FileType::Xz, message::TYPE_XZ },
        { FileType::Zstd, message::TYPE_ZSTD },
        { FileType::Rar, message::TYPE_RAR },
    };
    for (auto [known, told] : types) {
        if (known == type)
            return told;
    }
    return std::nullopt;
}

bool can_unpack(policy::FileType type)
{
    return message_type(type).has_value();
}

static Result<EntryRefusal> check_why(message::Why why)
{
    switch (why) {
    case message::WHY_LINK: return EntryRefusal::Link;
    case message::WHY_SPECIAL: return EntryRefusal::Special;
    case message::WHY_SPARSE: return EntryRefusal::Sparse;
    case message::WHY_ABSOLUTE: return EntryRefusal::Absolute;
    case message::WHY_CLIMBING: return EntryRefusal::Climbing;
    case message::WHY_UNREADABLE_NAME: return EntryRefusal::UnreadableName;
    case message::WHY_TOO_LONG: return EntryRefusal::TooLong;
    case message::WHY_TOO_DEEP: return EntryRefusal::TooDeep;
    case message::WHY_TWIN: return EntryRefusal::Twin;
    default: return Error { "a refused entry without a reason" }; // proto3 enumerations are open.
    }
}

// The worker promised all this; it is believed only when seen.
static bool is_harmless(const std::string& name, const UnpackLimits& limits)
{
    if (name.empty() || name.size() > limits.name_bytes || name.find('\\') != std::string::npos
        || (name.size() > 1 && name[1] == ':'))
        return false;
    auto points = base::decode_utf8(name);
    if (!points)
        return false;
    for (auto point : *points) {
        if (point < 0x20 || (point >= 0x7f && point < 0xa0))
            return false;
    }
    std::size_t depth = 0;
    for (std::string_view rest = name;;) {
        auto component = rest.substr(0, rest.find('/'));
        if (component.empty() || component == "." || component == ".." || ++depth > limits.depth)
            return false;
        if (component.size() == rest.size())
            return true;
        rest.remove_prefix(component.size() + 1);
    }
}

static bool has_bare_form(policy::FileType type)
{
    using policy::FileType;
    return type == FileType::Gzip || type == FileType::Bzip2 || type == FileType::Xz
        || type == FileType::Zstd;
}

class Conversation {
public:
    Conversation(
        worker::Process process, policy::FileType type, const UnpackLimits& limits, EntrySink& sink)
        : m_process(std::move(process))
        , m_type(type)
        , m_limits(limits)
        , m_sink(sink)
    {
    }

    Result<Outcome<Unpacked>> run(const message::Request& request, int archive)
    {
        TRY(m_process.send(request, { &archive, 1 }));
        for (;;) {
            auto untrusted = TRY(m_process.receive<message::Event>());
            auto outcome = TRY(untrusted.checked([&](const auto& event) { return take(event); }));
            if (outcome) {
                TRY(m_process.finish());
                return std::move(*outcome);
            }
        }
    }

private:
    using Maybe = std::optional<Outcome<Unpacked>>;

    Result<Maybe> take(const message::Event& event)
    {
        if (m_open && !event.has_entry_done() && !event.has_refusal())
            return Error { "unpack-archive: an event out of turn" };
        switch (event.what_case()) {
        case message::Event::kEntry: TRY(count()); return begin(event.entry());
        case message::Event::kEntryDone: return end(event.entry_done().bytes());
        case message::Event::kRefused: TRY(count()); return refuse(event.refused());
        case message::Event::kFinished: return finish(event.finished());
        case message::Event::kRefusal:
            return Maybe(Outcome<Unpacked>(TRY(check_refusal(event.refusal()))));
        case message::Event::WHAT_NOT_SET: break;
        }
        return Error { "unpack-archive: an empty event" };
    }

    Result<void> count()
    {
        if (++m_seen.entries > m_limits.entries)
            return Error { "unpack-archive: more entries than the limit" };
        return {};
    }

    Result<Maybe> begin(const message::Entry& told)
    {
        ArchiveEntry entry { told.name(), EntryKind::File, told.declared_bytes() };
        bool bare = entry.name.empty() && m_seen.entries == 1 && has_bare_form(m_type);
        if (!bare && !is_harmless(entry.name, m_limits))
            return Error { "unpack-archive: a name that it must not send" };
        if (told.kind() == message::KIND_FOLDER && !bare && told.declared_bytes() == 0) {
            entry.kind = EntryKind::Folder;
            TRY(m_sink.folder(entry));
            return Maybe();
        }
        if (told.kind() != message::KIND_FILE || entry.declared_bytes > m_limits.entry_bytes)
            return Error { "unpack-archive: an entry out of bounds" };
        auto file = TRY(begin_part<message::Reply>(m_process, m_sink.wants(entry)));
        if (file)
            m_open = Open { std::move(entry), std::move(*file) };
        return Maybe();
    }

    Result<Maybe> end(std::uint64_t bytes)
    {
        if (!m_open || bytes > m_limits.entry_bytes || bytes > m_limits.total_bytes - m_seen.bytes)
            return Error { "unpack-archive: another size than it said" };
        auto [entry, file] = *std::exchange(m_open, std::nullopt);
        auto content = TRY(end_part(std::move(file), bytes));
        m_seen.bytes += bytes;
        TRY(m_sink.take(entry, std::move(content)));
        return Maybe();
    }

    Result<Maybe> refuse(const message::RefusedEntry& told)
    {
        if (told.name().size() > shown_name_bytes)
            return Error { "unpack-archive: a name out of bounds" };
        auto why = TRY(check_why(told.why()));
        TRY(m_sink.refused(base::escaped(told.name()), why));
        return Maybe();
    }

    // Entries may be more than were told of: the archive's own root is no entry to anyone.
    Result<Maybe> finish(const message::Finished& told)
    {
        if (told.bytes() != m_seen.bytes || told.entries() < m_seen.entries
            || told.entries() > m_limits.entries)
            return Error { "unpack-archive: totals that do not add up" };
        return Maybe(Outcome<Unpacked>(Unpacked { told.entries(), told.bytes() }));
    }

    worker::Process m_process;
    policy::FileType m_type;
    const UnpackLimits& m_limits;
    EntrySink& m_sink;
    Unpacked m_seen;
    struct Open {
        ArchiveEntry entry;
        base::Descriptor file;
    };
    std::optional<Open> m_open;
};

Result<Outcome<Unpacked>> unpack_archive(Workers& workers, const base::Descriptor& archive,
    policy::FileType type, const UnpackLimits& limits, EntrySink& sink)
{
    auto told = message_type(type);
    if (!told)
        return Outcome<Unpacked>(Refused { RefusalReason::Unsupported, "not unpacked here" });
    message::Request request;
    request.set_type(*told);
    request.set_entries(limits.entries);
    request.set_total_bytes(limits.total_bytes);
    request.set_entry_bytes(limits.entry_bytes);
    request.set_depth(limits.depth);
    request.set_name_bytes(limits.name_bytes);
    auto process_limits = limits.worker;
    process_limits.output_bytes = std::max(process_limits.output_bytes, limits.entry_bytes);
    auto process = TRY(workers.spawn("unpack-archive", process_limits));
    return Conversation(std::move(process), type, limits, sink).run(request, archive.get());
}

}
