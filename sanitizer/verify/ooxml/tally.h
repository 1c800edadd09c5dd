// SPDX-License-Identifier: MIT
// What a part of a rebuilt document shows.
#pragma once

#include "sanitizer/verify/ooxml/checks.h"
#include "sanitizer/verify/parts/tally.h"

namespace verify_ooxml {

class PartTally final : public verify_parts::Tally {
public:
    // `stand_ins`: names of pictures that are none.
    PartTally(Listener& inner, const Part&, const Relations&, Shown&);

private:
    void begin(std::string_view name, const std::vector<Attribute>&) override;
    void read(std::string_view text) override;
    void finish(std::string_view name) override;

    const Relations& m_relations;
    const std::set<std::string>& m_stand_ins;
    bool m_counts; // A part that is looked at, not the layout of one.
    std::vector<std::string_view> m_open; // In the part's text.
    std::string m_cell_type;
    bool m_filled { false };
};

}
