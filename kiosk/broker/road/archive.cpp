// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/archive.h"

#include "kiosk/broker/ask/pack.h"
#include "kiosk/broker/ask/unpack.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/broker/road/extension.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"
#include "policy/names/names.h"

namespace broker {

using policy::ReasonCode, policy::Verdict;

struct Part {
    std::string name;
    base::Descriptor content;
    std::uint64_t size { 0 };
};

// Keeps what comes out of an archive in memory files, until the whole of it is known to be good.
class PartSink final : public EntrySink {
public:
    explicit PartSink(std::string only_name)
        : m_only_name(std::move(only_name))
    {
    }

    // Folders come with their files; an empty one carries nothing.
    Result<void> folder(const ArchiveEntry&) override { return {}; }

    Result<std::optional<base::Descriptor>> open(const ArchiveEntry& entry) override
    {
        auto file = TRY(base::create_memory_file("part"));
        auto theirs = TRY(file.duplicate());
        m_parts.push_back({ entry.name.empty() ? m_only_name : entry.name, std::move(file), 0 });
        return std::optional<base::Descriptor>(std::move(theirs));
    }

    Result<void> done(const ArchiveEntry&, std::uint64_t bytes) override
    {
        m_parts.back().size = bytes;
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

static std::string last_component(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

// Parts that passed, in the archive's order, under names of ours.
struct Packing {
    std::vector<Rebuilt> pieces;
    std::vector<PackItem> items;
    policy::Namer namer;
};

static Result<void> carry_part(const RoadSetting& setting, Part& part, policy::Spending& spending,
    unsigned depth, Packing& packing, FileReport& report)
{
    TRY(base::seal(part.content));
    auto digest = TRY(base::sha256_of_file(part.content));
    Piece piece { part.content, part.size, base::to_hex(digest), last_component(part.name) };
    auto carried = carry(setting, piece, spending, depth + 1);
    carried.report.path = part.name;
    if (carried.output) {
        auto size = TRY(base::size_of(carried.output->bytes));
        auto place = packing.namer.place(part.name, carried.output->type);
        OutputFile output { place.path,
            base::to_hex(TRY(base::sha256_of_file(carried.output->bytes))), size,
            carried.output->type, {} };
        for (auto change : place.changes)
            output.name_changes.emplace_back(policy::word(change));
        carried.report.outputs.push_back(output);
        packing.pieces.push_back(std::move(*carried.output));
        packing.items.push_back({ place.path, nullptr, size });
    }
    report.parts.push_back(std::move(carried.report));
    return {};
}

static void tell_left_out(const FileReport& report, Rebuilt& rebuilt)
{
    for (const auto& part : report.parts) {
        if (!passes(part.verdict)) {
            auto why = part.reasons.empty() ? "refused" : policy::word(part.reasons[0].code);
            rebuilt.removed.push_back({ "part: " + std::string(why), part.path, 1 });
        }
    }
}

Result<Outcome<Rebuilt>> rebuild_archive(const RoadSetting& setting, const Piece& piece,
    policy::FileType type, policy::Spending& spending, unsigned depth, FileReport& report)
{
    if (!can_unpack(type))
        return Outcome<Rebuilt>(
            Refused { RefusalReason::Unsupported, "this kind of archive is not unpacked here" });
    PartSink sink(name_inside(piece.name));
    auto unpacked = TRY(unpack_archive(
        setting.workers, piece.bytes, type, unpack_limits(setting, piece, spending), sink));
    if (auto* refused = std::get_if<Refused>(&unpacked)) {
        // A bomb within costs the whole budget: its siblings must not each get what is left again.
        if (refused->reason == RefusalReason::Limit)
            static_cast<void>(spending.bytes(spending.bytes_left() + 1));
        return Outcome<Rebuilt>(std::move(*refused));
    }
    const auto& totals = std::get<Unpacked>(unpacked);
    auto over = spending.entries(totals.entries);
    if (!over)
        over = spending.bytes(totals.bytes);
    if (over)
        return Outcome<Rebuilt>(Refused { RefusalReason::Limit, over->text });

    Packing packing { {}, {}, policy::Namer(setting.policy.names) };
    report.parts = std::move(sink.refused_entries());
    auto inside = setting;
    inside.on_step = {}; // A part's pages are not the archive's steps.
    std::uint64_t done = 0;
    for (auto& part : sink.parts()) {
        TRY(carry_part(inside, part, spending, depth, packing, report));
        if (setting.on_step)
            setting.on_step(++done, sink.parts().size());
    }
    if (packing.items.empty())
        return Outcome<Rebuilt>(Refused { RefusalReason::Empty, "nothing in it may come along" });
    for (std::size_t i = 0; i < packing.items.size(); ++i)
        packing.items[i].content = &packing.pieces[i].bytes;

    std::uint64_t bytes = 0;
    for (const auto& item : packing.items)
        bytes += item.size;
    auto packed = TRY(
        pack_zip(setting.workers, limits_for(setting.policy, &spending, bytes), packing.items));
    if (auto* rebuilt = std::get_if<Rebuilt>(&packed))
        tell_left_out(report, *rebuilt);
    return packed;
}

}
