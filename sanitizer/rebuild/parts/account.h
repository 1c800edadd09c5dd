// SPDX-License-Identifier: MIT
// What was left out, by kind and place, for the report.
#pragma once

#include "policy/facts/account.h"
#include "policy/facts/removed.h"
#include "scanners/seen/findings.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rebuild_parts {

// Codes: "action" "active-field" "activex-control" "animations" "comment" "custom-xml"
// "diagram" "document-variable" "embedded-font" "embedded-object" "external-link"
// "foreign-document" "hidden-slide" "hyperlink" "ink" "mail-merge" "macros" "media" "metadata"
// "picture-bullet" "printer-settings" "protection" "section" "template" "tracked-change"
// "unknown-element" "unknown-part" "user-shapes" "vector-picture" and a few more; plain words that
// no input can make.
class Account {
public:
    void count(std::string_view what) { count(what, m_place); }
    void count(std::string_view what, std::string_view place)
    {
        // Much of one kind may stand in one place: the cells of a sheet.
        if (m_last >= m_removed.size() || m_removed[m_last].what != what
            || m_removed[m_last].where != place)
            m_last = policy::add_removed(m_removed, { std::string(what), std::string(place), 1 });
        else
            ++m_removed[m_last].count;
    }
    // A link that is its words alone now; `target`: where it led, as far as that is known.
    void lose_link(std::string_view target, std::string_view what = "hyperlink")
    {
        count(what);
        m_targets_lost.add_target(target);
    }
    const seen::Findings& targets_lost() const { return m_targets_lost; }
    const std::vector<policy::Removed>& removed() const { return m_removed; }

    void stand_at(std::string place) { m_place = std::move(place); }

    // While it lives, what is counted stands there.
    class Within {
    public:
        Within(Account& account, std::string place)
            : m_account(account)
            , m_outer(std::exchange(account.m_place, std::move(place)))
        {
        }
        ~Within() { m_account.m_place = std::move(m_outer); }
        Within(const Within&) = delete;
        Within& operator=(const Within&) = delete;

    private:
        Account& m_account;
        std::string m_outer;
    };

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
    std::vector<policy::Removed> m_removed;
    std::size_t m_last { 0 };
    std::string m_place;
    seen::Findings m_targets_lost;
    policy::LossAccount m_shown;
};

}
