// SPDX-License-Identifier: MIT
// The resources of a page or a group (ISO 32000-1, 7.8.3), and what its content uses of them.
#pragma once

#include "sanitizer/verify/pdf/cursor.h"

#include <map>
#include <string>

namespace verify_pdf {

enum class Kind {
    None,
    Catalogue,
    Pages,
    Page,
    Content,
    Picture,
    Stencil,
    Mask,
    MaskedPicture,
    Group,
    Function,
    Shade,
    Font,
    FontPart,
    Outline,
    Information
};

struct Resource {
    char letter { 0 }; // F font, P picture, X group, S shading, A blending, M mask.
    std::uint32_t number { 0 };
    std::uint32_t object { 0 }; // Where it is another object.
    std::uint64_t uses { 0 };
};

class Resources {
public:
    // From "/Resources" on.
    Result<void> read(Cursor&);

    // "/F12" and the like, at the cursor.
    Result<Resource> use(Cursor&);
    Result<void> check_uses() const; // Each at least once, and a group once at the most.
    const std::map<std::string, Resource, std::less<>>& all() const { return m_all; }

private:
    Result<void> add(const std::string& name, const Resource&);
    Result<void> read_objects(Cursor&, std::string_view letters);
    Result<void> read_states(Cursor&);

    std::map<std::string, Resource, std::less<>> m_all;
};

}
