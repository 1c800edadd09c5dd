// SPDX-License-Identifier: MIT
// Counts what a document shows while another listener verifies it: all that either says is said.
#pragma once

#include "sanitizer/verify/parts/reading.h"

namespace verify_parts {

class Tally : public Listener {
public:
    Tally(Listener& inner, policy::Figures& shown)
        : m_inner(inner)
        , m_shown(shown)
    {
    }

    Step start(std::string_view name, const std::vector<Attribute>& attributes) final
    {
        auto refused = m_inner.start(name, attributes);
        if (!refused) // Of what it may be, there is no need to doubt any more.
            begin(name, attributes);
        return refused;
    }
    Step text(std::string_view text) final
    {
        auto refused = m_inner.text(text);
        if (!refused)
            read(text);
        return refused;
    }
    Step end(std::string_view name) final
    {
        finish(name);
        return m_inner.end(name);
    }

protected:
    virtual void begin(std::string_view name, const std::vector<Attribute>&) = 0;
    virtual void read(std::string_view text) = 0;
    virtual void finish(std::string_view name) = 0;

    void count(policy::Countable what, std::uint64_t number = 1)
    {
        m_shown[static_cast<std::size_t>(what)] += number;
    }

private:
    Listener& m_inner;
    policy::Figures& m_shown;
};

std::string_view value_of(const std::vector<Attribute>&, std::string_view name); // Empty: none.

}
