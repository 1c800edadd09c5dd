// SPDX-License-Identifier: MIT
// What was left out, by kind and part, for the report.
#pragma once

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
    const std::map<std::string, std::uint64_t>& removed() const { return m_removed; }

    std::uint64_t pictures_lost { 0 }; // Replaced by ours or gone.
    std::uint64_t links_lost { 0 };

private:
    std::map<std::string, std::uint64_t> m_removed;
};

}
