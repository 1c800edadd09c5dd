// SPDX-License-Identifier: MIT
// What came out of an archive or a mail: carried on the road part by part, and packed again.
#pragma once

#include "kiosk/broker/ask/pack.h"
#include "kiosk/broker/road/road.h"
#include "kiosk/broker/road/seen.h"
#include "policy/names/names.h"

namespace broker {

struct Part {
    std::string name; // Hostile; relative.
    base::Descriptor content; // Sealed.
};

// Parts that passed, in their order, under names of ours.
class Packing {
public:
    explicit Packing(const policy::NameRules& rules)
        : m_namer(rules)
    {
    }

    // A name that no part gets, unless it is given to carry_part().
    policy::OutputName reserve(const std::string& name, policy::FileType type)
    {
        return m_namer.place(name, type);
    }

    // Carries one part and adds its report to `report.parts`. `place`: under that name.
    Result<void> carry_part(const RoadSetting&, const Part&, policy::Spending&, unsigned depth,
        FileReport& report, const policy::OutputName* place = nullptr);
    // Each of them, which are the setting's steps.
    Result<void> carry_parts(const RoadSetting&, const std::vector<Part>&, policy::Spending&,
        unsigned depth, FileReport& report);
    bool is_empty() const { return m_pieces.empty(); }

    // As they are. What did not pass stands in its `removed`.
    Rebuilt as_folder(const FileReport& report);
    // As a ZIP. What did not pass stands in its `removed`.
    Result<Outcome<Rebuilt>> pack(
        const RoadSetting&, const policy::Spending&, const FileReport& report);

private:
    std::vector<Rebuilt> m_pieces;
    std::vector<PackItem> m_items;
    policy::Namer m_namer;
    SeenRoom m_seen_room; // Of all parts, so that they do not pile up before the file is done.
};

// Names in `removed` every part of the report that did not pass.
void tell_left_out(const FileReport&, Rebuilt&);

// Charges what was unpacked; the refusal if it is too much.
std::optional<Refused> charge_parts(policy::Spending&, std::uint64_t entries, std::uint64_t bytes);

// A bomb within costs the whole budget: its siblings must not each get what is left again.
void charge_bomb(policy::Spending&, const Refused&);

}
