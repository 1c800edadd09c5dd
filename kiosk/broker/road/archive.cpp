// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/archive.h"

#include "kiosk/broker/ask/unpack.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/broker/road/extension.h"
#include "kiosk/broker/road/parts.h"

namespace broker {

using policy::ReasonCode, policy::Verdict;

// Keeps what comes out of an archive in memory files, until the whole of it is known to be good.
class PartSink final : public EntrySink {
public:
    explicit PartSink(std::string only_name)
        : m_only_name(std::move(only_name))
    {
    }

    // Folders come with their files; an empty one carries nothing.
    Result<void> folder(const ArchiveEntry&) override { return {}; }

    bool wants(const ArchiveEntry&) override { return true; }

    Result<void> take(const ArchiveEntry& entry, base::Descriptor content) override
    {
        m_parts.push_back({ entry.name.empty() ? m_only_name : entry.name, std::move(content) });
        return {};
    }

    Result<void> refused(const std::string& escaped_name, EntryRefusal why) override
    {
        FileReport report;
        report.path = escaped_name;
        report.verdict = Verdict::Refused;
        report.reasons.push_back({ ReasonCode::Unsupported, to_text(why) });
        m_refused.push_back(std::move(report));
        return {};
    }

    std::vector<Part>& parts() { return m_parts; }
    std::vector<FileReport>& refused_entries() { return m_refused; }

private:
    std::string m_only_name;
    std::vector<Part> m_parts;
    std::vector<FileReport> m_refused;
};

// The one file of a bare gzip has no name of its own: "report.csv.gz" holds "report.csv".
static std::string name_inside(const std::string& name)
{
    auto dot = name.rfind('.');
    if (dot == std::string::npos || dot == 0)
        return name;
    auto extension = extension_of(name);
    bool short_tar = extension == "tgz" || extension == "tbz2" || extension == "tbz"
        || extension == "txz" || extension == "tzst";
    return name.substr(0, dot) + (short_tar ? ".tar" : "");
}

static UnpackLimits unpack_limits(
    const RoadSetting& setting, const Piece& piece, const policy::Spending& spending)
{
    UnpackLimits limits;
    limits.worker = limits_for(setting.policy, &spending, piece.size);
    limits.entries = spending.entries_left();
    limits.total_bytes = spending.bytes_left();
    limits.entry_bytes = std::min(spending.bytes_left(), setting.policy.limits.max_file_bytes);
    return limits;
}

Result<Outcome<Rebuilt>> rebuild_archive(const RoadSetting& setting, const Piece& piece,
    policy::FileType type, policy::Archives wanted, policy::Spending& spending, unsigned depth,
    FileReport& report)
{
    if (!can_unpack(type))
        return Outcome<Rebuilt>(
            Refused { RefusalReason::Unsupported, "this kind of archive is not unpacked here" });
    PartSink sink(name_inside(piece.name));
    auto unpacked = TRY(unpack_archive(
        setting.workers, piece.bytes, type, unpack_limits(setting, piece, spending), sink));
    if (auto* refused = std::get_if<Refused>(&unpacked)) {
        charge_bomb(spending, *refused);
        return Outcome<Rebuilt>(std::move(*refused));
    }
    const auto& totals = std::get<Unpacked>(unpacked);
    if (auto over = charge_parts(spending, totals.entries, totals.bytes))
        return Outcome<Rebuilt>(std::move(*over));

    Packing packing(setting.policy.names);
    report.parts = std::move(sink.refused_entries());
    TRY(packing.carry_parts(setting, sink.parts(), spending, depth, report));
    if (packing.is_empty())
        return Outcome<Rebuilt>(Refused { RefusalReason::Empty, "nothing in it may come along" });
    if (wanted == policy::Archives::Folder && depth == 0)
        return Outcome<Rebuilt>(packing.as_folder(report));
    return packing.pack(setting, spending, report);
}

}
