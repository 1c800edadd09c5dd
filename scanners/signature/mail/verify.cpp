// SPDX-License-Identifier: MIT
#include "scanners/signature/mail/verify.h"

#include "scanners/signature/mail/locate.h"

namespace signature::mail {

std::vector<policy::Signature> verify(base::View mail, const Trust& trust, std::int64_t now)
{
    auto located = locate(mail);
    std::vector<policy::Signature> all;
    if (!located.problem.empty()) {
        all.emplace_back();
        all[0].result = located.result;
        all[0].detail = located.problem;
    } else if (located.form == Form::Detached) {
        all = verify_detached(
            located.value, { located.content }, located.covers, trust, now, located.sender);
    } else {
        all = verify_attached(located.value, located.covers, trust, now, located.sender);
    }
    for (auto& one : all) {
        one.kind = policy::SignatureKind::Mail;
        if (one.result == policy::SignatureResult::ValidButChangedAfter)
            one.detail = "there are words behind what is signed";
    }
    return all;
}

}
