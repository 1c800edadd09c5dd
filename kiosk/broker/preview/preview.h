// SPDX-License-Identifier: MIT
// What a file looks like, for the eyes of whoever decides about it: a page as pixels, or some of
// its words. The workers that make copies make these too, in the same sandboxes; no byte of a file
// goes to a desk.
#pragma once

#include "kiosk/broker/ask/flatten_pages.h"
#include "kiosk/broker/preview/shrink.h"

#include <array>

namespace broker {

struct Subject {
    base::Descriptor bytes; // A file of ours that does not change.
    std::uint64_t size { 0 };
    std::string sha256;
    policy::FileType type { policy::FileType::Unknown };
};

struct ShownPage {
    Shrunk picture; // Without pixels: there are words.
    std::string words; // UTF-8, of one page; lines end with U+000A.
    std::uint64_t page { 0 };
    std::uint64_t pages { 1 };
};

class Preview {
public:
    static constexpr Pane largest { 1600, 2400 };

    // With the workers and the policy of now: both are others after each change of definitions.
    // Refused (Limit), too, where there is no such page; (Unsupported) what has no pages to show.
    Result<Outcome<ShownPage>> show(
        Workers&, const policy::Policy&, const Subject&, std::uint64_t page, Pane);

private:
    friend class Drawing; // One call of show().
    struct Opened { // As PDF: LibreOffice takes seconds for each.
        std::string sha256;
        policy::FileType type { policy::FileType::Unknown };
        base::Descriptor pdf;
        std::vector<PlannedPage> pages;
    };

    std::array<Opened, 2> m_opened; // A file and its copy, the one that was looked at last first.
};

}
