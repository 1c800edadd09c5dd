// SPDX-License-Identifier: MIT
// What was left out, by kind and part, for the report.
#pragma once

#include "policy/facts/account.h"
#include "scanners/seen/findings.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace rebuild_parts {

// Codes: "action" "active-field" "activex-control" "animations" "comment" "custom-xml"
// "document-variable" "embedded-font" "embedded-object" "external-link" "foreign-document"
// "hidden-slide" "hyperlink" "ink" "mail-merge" "macros" "media" "metadata" "picture-bullet"
// "printer-settings" "protection" "section" "template" "tracked-change" "unknown-element"
// "unknown-part" "user-shapes" "vector-picture" and a few more; plain words that no input can make.
class Account {
public:
    void count(std::string_view what) { ++m_removed[std::string(what)]; }
    // A link that is its words alone now; `target`: where it led, as far as that is known.
    void lose_link(std::string_view target, std::string_view what = "hyperlink")
    {
        count(what);
        m_targets_lost.add_target(target);
    }
    const seen::Findings& targets_lost() const { return m_targets_lost; }
    const std::map<std::string, std::uint64_t>& removed() const { return m_removed; }

    // What was seen in the document, and what the new one shows. A reader that forgives faults may
    // find more than was seen.
    void finish(const policy::Figures& seen, const policy::Figures& written)
    {
        for (std::size_t i = 0; i < seen.size(); ++i)
            m_shown.before[i] = std::max(seen[i], written[i]);
        m_shown.after = written;
    }
    const policy::LossAccount& shown() const { return m_shown; }

private:
    std::map<std::string, std::uint64_t> m_removed;
    seen::Findings m_targets_lost;
    policy::LossAccount m_shown;
};

}
