// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/verify_zip.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/verify/zip/zip.pb.h"

#include <algorithm>

namespace broker {

namespace message = verify_zip::message;

static constexpr int most_entries_at_a_time = 64;

static Result<void> check_entries(
    const message::Entries& told, const VerifyZipLimits& limits, VerifiedZip& verified)
{
    if (told.entries_size() == 0 || told.entries_size() > most_entries_at_a_time)
        return Error { "verify-zip: entries out of bounds" };
    for (const auto& entry : told.entries()) {
        auto points = base::decode_utf8(entry.name());
        if (!points || points->empty() || entry.name().size() > limits.name_bytes
            || std::ranges::any_of(*points, base::is_unsafe)
            || entry.size() > limits.total_bytes - verified.bytes
            || verified.entries.size() >= limits.entries)
            return Error { "verify-zip: an entry out of bounds" };
        verified.bytes += entry.size();
        verified.entries.push_back({ entry.name(), entry.size(), entry.crc32() });
    }
    return {};
}

// Nothing: more events follow.
static Result<std::optional<Outcome<VerifiedZip>>> take(
    const message::Event& event, const VerifyZipLimits& limits, VerifiedZip& verified)
{
    using Maybe = std::optional<Outcome<VerifiedZip>>;
    switch (event.what_case()) {
    case message::Event::kEntries:
        TRY(check_entries(event.entries(), limits, verified));
        return Maybe();
    case message::Event::kFinished:
        if (event.finished().entries() != verified.entries.size()
            || event.finished().bytes() != verified.bytes)
            return Error { "verify-zip: totals that do not add up" };
        return Maybe(Outcome<VerifiedZip>(std::move(verified)));
    case message::Event::kRefusal:
        return Maybe(Outcome<VerifiedZip>(TRY(check_refusal(event.refusal()))));
    case message::Event::WHAT_NOT_SET: break;
    }
    return Error { "verify-zip: an empty event" };
}

Result<Outcome<VerifiedZip>> verify_zip(
    Workers& workers, const VerifyZipLimits& limits, const base::Descriptor& file)
{
    message::Request request;
    request.set_entries(limits.entries);
    request.set_total_bytes(limits.total_bytes);
    request.set_name_bytes(limits.name_bytes);
    auto process = TRY(workers.spawn("verify-zip", limits.worker));
    int number = file.get();
    TRY(process.send(request, { &number, 1 }));
    VerifiedZip verified;
    for (;;) {
        auto event = TRY(process.receive<message::Event>());
        auto outcome
            = TRY(event.checked([&](const auto& told) { return take(told, limits, verified); }));
        if (outcome) {
            TRY(process.finish());
            return std::move(*outcome);
        }
    }
}

}
