// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/parts.h"

#include "kiosk/broker/road/examine.h"
#include "kiosk/core/base/sha256.h"

namespace broker {

static std::string last_component(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

Result<void> Packing::carry_part(const RoadSetting& setting, const Part& part,
    policy::Spending& spending, unsigned depth, FileReport& report,
    const policy::OutputName* reserved)
{
    auto digest = TRY(base::sha256_of_file(part.content));
    Piece piece { part.content, TRY(base::size_of(part.content)), base::to_hex(digest),
        last_component(part.name) };
    auto carried = carry(setting, piece, spending, depth + 1);
    carried.report.path = part.name;
    fit_seen(carried.report, m_seen_room);
    if (carried.output) {
        auto size = TRY(base::size_of(carried.output->bytes));
        auto place = reserved ? *reserved : m_namer.place(part.name, carried.output->type);
        OutputFile output { place.path,
            base::to_hex(TRY(base::sha256_of_file(carried.output->bytes))), size,
            carried.output->type, {} };
        for (auto change : place.changes)
            output.name_changes.emplace_back(policy::word(change));
        carried.report.outputs.push_back(output);
        m_pieces.push_back(std::move(*carried.output));
        m_items.push_back({ place.path, nullptr, size });
    }
    report.parts.push_back(std::move(carried.report));
    return {};
}

Result<void> Packing::carry_parts(const RoadSetting& setting, const std::vector<Part>& parts,
    policy::Spending& spending, unsigned depth, FileReport& report)
{
    auto inside = setting;
    inside.on_step = {}; // A part's own pages are no steps here.
    std::uint64_t done = 0;
    for (const auto& part : parts) {
        TRY(carry_part(inside, part, spending, depth, report));
        if (setting.on_step)
            setting.on_step(++done, parts.size());
    }
    return {};
}

void tell_left_out(const FileReport& report, Rebuilt& rebuilt)
{
    for (const auto& part : report.parts) {
        if (!passes(part.verdict)) {
            auto why = part.reasons.empty() ? "refused" : policy::word(part.reasons[0].code);
            add_removed(rebuilt.removed, { "part", part.path + ": " + std::string(why) });
        }
    }
}

Rebuilt Packing::as_folder(const FileReport& report)
{
    Rebuilt rebuilt;
    for (std::size_t i = 0; i < m_items.size(); ++i)
        rebuilt.folder.push_back(
            { m_items[i].name, std::move(m_pieces[i].bytes), m_pieces[i].type });
    tell_left_out(report, rebuilt);
    return rebuilt;
}

Result<Outcome<Rebuilt>> Packing::pack(
    const RoadSetting& setting, const policy::Spending& spending, const FileReport& report)
{
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        m_items[i].content = &m_pieces[i].bytes;
        bytes += m_items[i].size;
    }
    auto packed
        = TRY(pack_zip(setting.workers, limits_for(setting.policy, &spending, bytes), m_items));
    if (auto* rebuilt = std::get_if<Rebuilt>(&packed))
        tell_left_out(report, *rebuilt);
    return packed;
}

std::optional<Refused> charge_parts(
    policy::Spending& spending, std::uint64_t entries, std::uint64_t bytes)
{
    auto over = spending.entries(entries);
    if (!over)
        over = spending.bytes(bytes);
    if (!over)
        return std::nullopt;
    return Refused { RefusalReason::Limit, over->text };
}

void charge_bomb(policy::Spending& spending, const Refused& refused)
{
    if (refused.reason == RefusalReason::Limit)
        static_cast<void>(spending.bytes(spending.bytes_left() + 1));
}

}
