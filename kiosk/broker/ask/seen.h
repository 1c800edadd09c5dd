// SPDX-License-Identifier: MIT
// Addresses and codes that a file shows or leads to: for the person who says yes to it.
#pragma once

#include "kiosk/core/base/result.h"
#include "policy/facts/stated_label.h"

#include <cstdint>
#include <string>
#include <vector>

namespace seen::message {
class Seen;
}

namespace broker {

enum class SightKind {
    Link,
    Address,
    Code,
    Label
}; // Of the web, of mail; a QR code's text; 機密性2.
// Shown as words; where a click leads; in a code; in a document's properties.
enum class SightPlace { Text, Link, Code, Property };

struct Sight {
    SightKind kind;
    SightPlace place;
    std::string text; // UTF-8 without anything unsafe; hostile like all of the file.
    std::string host {}; // ASCII: where it leads, if `text` might be read otherwise.
};

struct Seen {
    std::vector<Sight> listed; // The first of each kind, each once.
    std::uint64_t links { 0 }; // How many there are at least, listed or not.
    std::uint64_t addresses { 0 };
    std::uint64_t codes { 0 };
    std::uint64_t labels { 0 };

    bool is_empty() const { return links + addresses + codes == 0; }
};

// A worker's, range-checked.
Result<Seen> check_seen(const seen::message::Seen&);

// The labels among them. A worker's word is read anew: what is none of the closed list is no label.
std::vector<policy::StatedLabel> labels_of(const Seen&);

// What another worker saw in the same file.
void add_view(Seen&, Seen another);
// What was seen in another place of the same file. Beyond the list, a sight counts in each place.
void add_page(Seen&, const Seen& another);
// What was seen in another file.
void add_file(Seen&, const Seen& another);

}
