// SPDX-License-Identifier: MIT
#include "scanners/signature/pdf/verify.h"

#include "scanners/signature/pdf/locate.h"

#include <algorithm>
#include <numeric>

namespace signature::pdf {

using policy::Signature, policy::SignatureKind, policy::SignatureResult, policy::TimeSource;

static Signature verify_one(const Located& located, const Trust& trust, std::int64_t when)
{
    auto kind = located.form == Form::Timestamp ? SignatureKind::PdfTimestamp : SignatureKind::Pdf;
    Signature told;
    told.kind = kind;
    if (!located.problem.empty()) {
        told.result = located.result;
        told.detail = located.problem;
        return told;
    }
    const auto& parts = located.signed_parts;
    if (located.form == Form::Timestamp)
        return verify_timestamp(located.value, parts, located.covers, trust, when);
    auto signers = located.form == Form::Sha1
        ? verify_of_sha1(located.value, parts, located.covers, trust, when)
        : verify_detached(located.value, parts, located.covers, trust, when);
    if (signers.size() != 1) { // ISO 32000-2, 12.8.3.3: one and no more.
        told.result = SignatureResult::Unsupported;
        told.detail = "one signature of several signers";
        return told;
    }
    told = std::move(signers[0]);
    told.kind = kind;
    if (told.time == TimeSource::None && located.claimed_time != 0) {
        told.signed_at = located.claimed_time;
        told.time = TimeSource::Claimed;
    }
    return told;
}

static bool proves_time(const Signature& one)
{
    return one.kind == SignatureKind::PdfTimestamp
        && (one.result == SignatureResult::Valid
            || one.result == SignatureResult::ValidButChangedAfter);
}

// From the last revision to the first: what a trusted timestamp covers was there at its time, and
// is judged by that (ETSI EN 319 102-1, 5.6).
std::vector<Signature> verify(base::View file, const Trust& trust, std::int64_t now)
{
    auto located = locate(file);
    std::vector<std::size_t> order(located.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(
        order, std::greater<>(), [&](std::size_t i) { return located[i].end; });
    std::vector<Signature> all(located.size());
    auto known_at = now;
    for (auto i : order) {
        all[i] = verify_one(located[i], trust, known_at);
        if (located[i].covers == policy::Coverage::Part && all[i].detail.empty())
            all[i].detail = "it covers the first " + std::to_string(located[i].end) + " of "
                + std::to_string(file.size()) + " bytes";
        if (proves_time(all[i]) && all[i].signed_at != 0)
            known_at = std::min(known_at, all[i].signed_at);
    }
    return all;
}

}
