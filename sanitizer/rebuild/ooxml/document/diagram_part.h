// SPDX-License-Identifier: MIT
// SmartArt: a part with its data, of which only Office can make a drawing, and the part with the
// drawing that Office made of it last (MS-ODRAWXML 2.6.1).
#pragma once

#include "sanitizer/rebuild/ooxml/package/package.h"

namespace rebuild_ooxml {

class DiagramParts {
public:
    explicit DiagramParts(const Package& package)
        : m_package(package)
    {
    }

    // The part with the drawing; `data` is the relationship of the part that shows the diagram.
    std::optional<std::string> drawing(const Relationships&, std::string_view data);

private:
    std::string relationship_in(const std::string& data) const; // Empty: there is none.

    const Package& m_package;
    std::map<std::string, std::string> m_relationships; // By data, which many may show.
};

}
