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

    Preview(Workers& workers, const policy::Policy& policy)
        : m_workers(workers)
        , m_policy(policy)
    {
    }

    // Refused (Limit), too, where there is no such page; (Unsupported) what has no pages to show.
    Result<Outcome<ShownPage>> show(const Subject&, std::uint64_t page, Pane);

private:
    struct Opened { // As PDF: LibreOffice takes seconds for each.
        std::string sha256;
        policy::FileType type { policy::FileType::Unknown };
        base::Descriptor pdf;
        std::vector<PlannedPage> pages;
    };

    Result<Outcome<ShownPage>> show_pages(const Subject&, std::uint64_t page, Pane);
    Result<Outcome<ShownPage>> show_picture(const Subject&, std::uint64_t page, Pane);
    Result<Outcome<ShownPage>> show_words(const Subject&, std::uint64_t page);
    Result<Outcome<Opened*>> open(const Subject&);
    Result<Outcome<base::Descriptor>> pdf_of(const Subject&);
    FlattenRequest request() const;

    Workers& m_workers;
    const policy::Policy& m_policy;
    std::array<Opened, 2> m_opened; // A file and its copy, the one that was looked at last first.
};

}
