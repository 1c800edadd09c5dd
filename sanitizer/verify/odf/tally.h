// SPDX-License-Identifier: MIT
// What a part of a rebuilt OpenDocument shows.
#pragma once

#include "sanitizer/verify/odf/grammar.h"
#include "sanitizer/verify/parts/tally.h"

namespace verify_odf {

class PartTally final : public verify_parts::Tally {
public:
    PartTally(Listener& inner, Kind kind, Shown& shown)
        : Tally(inner, shown.figures)
        , m_kind(kind)
        , m_stand_ins(shown.stand_ins)
    {
    }

private:
    struct Open {
        std::string_view name; // In the part's text.
        bool is_read; // What is written in it.
        bool counted; // A cell or a frame.
    };

    void begin(std::string_view name, const std::vector<Attribute>&) override;
    void read(std::string_view text) override;
    void finish(std::string_view name) override;
    bool is_read(std::string_view name) const;
    bool shows(const std::vector<Attribute>&) const;

    Kind m_kind;
    const std::set<std::string>& m_stand_ins;
    std::vector<Open> m_open;
};

}
