// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/zip/unlock.h"

#include "sanitizer/unlock/zip/entry.h"
#include "sanitizer/unlock/zip/writer.h"

#include <algorithm>

namespace unlock_zip {

using unlock::Fault, unlock::Outcome, unlock::Refused, unlock::Task, unlock::Unlocked;
using zip_structure::Entry, zip_structure::Protection, zip_structure::Source, zip_structure::State;

static constexpr std::uint64_t most_without_zip64 = 0xfffffffe;
static constexpr std::uint64_t most_entries = 0xfffe;
static constexpr std::uint64_t header_bytes = 30 + 46;
static constexpr std::uint64_t end_bytes = 22;
static constexpr std::uint64_t piece_bytes = 1 << 20;

class Unlocking {
public:
    Unlocking(const Source& source, const Task& task)
        : m_source(source)
        , m_task(task)
        , m_passwords(task.passwords.begin(), task.passwords.end())
        , m_writer(task.output)
    {
    }

    Result<Outcome> run(const std::vector<Entry>& entries)
    {
        for (const auto& entry : entries) {
            if (auto refused = TRY(add(entry)))
                return Outcome(*refused);
        }
        return Outcome(Unlocked { TRY(m_writer.finish()) });
    }

private:
    Result<std::optional<Refused>> add(Entry entry)
    {
        const auto name = entry.unicode_name.empty() ? entry.name : entry.unicode_name;
        entry.utf8 = entry.utf8 || !entry.unicode_name.empty();
        auto most = std::min(m_task.most_bytes, most_without_zip64);
        auto ahead = m_writer.position() + m_writer.directory_bytes() + header_bytes
            + 2 * name.size() + end_bytes;
        if (ahead > most || entry.compressed_size > most - ahead || entry.size > most_without_zip64)
            return std::optional(Refused { Fault::Limit, "more bytes of output than allowed" });
        if (entry.protection == Protection::None) {
            TRY(copy(entry, m_writer.content_of(name)));
        } else if (auto refused = TRY(decrypt(entry, m_writer.content_of(name)))) {
            return refused;
        }
        TRY(m_writer.add(entry, name));
        return std::optional<Refused>();
    }

    Result<void> copy(const Entry& entry, std::uint64_t to)
    {
        base::Bytes piece;
        for (std::uint64_t done = 0; done < entry.compressed_size; done += piece.size()) {
            piece.resize(std::min(piece_bytes, entry.compressed_size - done));
            TRY(m_source.read_at(entry.data_offset + done, piece));
            TRY(base::write_fully_at(m_task.output, to + done, piece));
        }
        return {};
    }

    // Makes of `entry` what it is without the cipher.
    Result<std::optional<Refused>> decrypt(Entry& entry, std::uint64_t to)
    {
        auto sealed = TRY(sealed_entry(m_source, entry));
        if (!sealed)
            return std::optional(Refused { Fault::Unsupported, "an encryption that is not known" });
        for (std::size_t i = 0; i < m_passwords.size(); ++i) {
            auto at = to;
            auto write = [&](base::View piece) -> Result<void> {
                TRY(base::write_fully_at(m_task.output, at, piece));
                at += piece.size();
                return {};
            };
            std::uint32_t checksum = 0;
            switch (TRY(open_entry(m_source, entry, *sealed, m_passwords[i], write, checksum))) {
            case Opened::Yes:
                entry.method = sealed->method;
                entry.crc32 = checksum;
                entry.compressed_size -= sealed->head + sealed->tail;
                // It most likely opens the next one, too.
                std::swap(m_passwords[0], m_passwords[i]);
                return std::optional<Refused>();
            case Opened::Unpackable:
                return std::optional(
                    Refused { Fault::Malformed, "an entry is not what its header says" });
            case Opened::WrongPassword: break;
            }
        }
        return std::optional(
            Refused { Fault::WrongPassword, "none of the given passwords opens it" });
    }

    const Source& m_source;
    const Task& m_task;
    std::vector<std::string> m_passwords;
    Writer m_writer;
};

Result<Outcome> unlock_zip(const Task& task)
{
    auto source = TRY(zip_structure::FileSource::of(task.input));
    zip_structure::Limits limits;
    limits.entries = most_entries;
    auto structure = TRY(zip_structure::examine(source, limits));
    switch (structure.state) {
    case State::Encrypted: return Unlocking(source, task).run(structure.entries);
    case State::Limit: return Outcome(Refused { Fault::Limit, "more entries than allowed" });
    case State::Sound:
    case State::Broken:
    case State::Ambiguous: break;
    }
    return Outcome(Refused { Fault::Malformed, "it is no sound, encrypted ZIP" });
}

}
