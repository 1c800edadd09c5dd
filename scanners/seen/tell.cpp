// SPDX-License-Identifier: MIT
#include "scanners/seen/tell.h"

namespace seen {

void tell(const Findings& findings, message::Seen& told)
{
    for (const auto& one : findings.listed()) {
        auto& found = *told.add_found();
        found.set_kind(static_cast<message::Kind>(static_cast<int>(one.kind) + 1));
        found.set_where(static_cast<message::Where>(static_cast<int>(one.where) + 1));
        found.set_text(one.text);
        found.set_host(one.host);
    }
    told.set_links(findings.count(Kind::Link));
    told.set_addresses(findings.count(Kind::Address));
    told.set_codes(findings.count(Kind::Code));
    told.set_labels(findings.count(Kind::Label));
}

}
