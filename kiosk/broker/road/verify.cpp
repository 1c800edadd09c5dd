// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/ooxml.h"
#include "kiosk/broker/ask/text.h"
#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/broker/ask/verify_text.h"
#include "kiosk/broker/ask/verify_zip.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/broker/road/sanitize.h"

namespace broker {

using policy::Family, policy::FileType, policy::VerifierFacts, policy::VerifierState;

template <typename Verified>
static VerifierFacts facts_of(FileType type, Result<Outcome<Verified>> answer, Seen& seen)
{
    if (!answer)
        return { VerifierState::NoAnswer, FileType::Unknown, answer.error().message };
    if (auto* refused = std::get_if<Refused>(&answer.value()))
        return { VerifierState::Refused, FileType::Unknown, refused->detail };
    if constexpr (requires(Verified verified) { verified.seen; })
        add_view(seen, std::get<Verified>(answer.take()).seen);
    return { VerifierState::Accepted, type, {} };
}

// The verifier has counted for itself: a rebuild that says otherwise of its own work is not
// believed.
static Result<Outcome<VerifiedOffice>> agreeing(
    Result<Outcome<VerifiedOffice>> answer, const Rebuilt& rebuilt)
{
    if (!answer || std::holds_alternative<Refused>(answer.value()))
        return answer;
    if (!rebuilt.account
        || std::get<VerifiedOffice>(answer.value()).shown != rebuilt.account->after)
        return Error { "the verifier counts otherwise than the rebuild" };
    return answer;
}

VerifierFacts verify(
    const RoadSetting& setting, const policy::Plan& plan, Rebuilt& rebuilt, Seen& seen)
{
    auto size = base::size_of(rebuilt.bytes);
    if (!size)
        return { VerifierState::NoAnswer, FileType::Unknown, size.error().message };
    auto limits = limits_for(setting.policy, nullptr, size.value(), rebuilt.pages);
    auto type = rebuilt.type;
    switch (policy::info(type).family) {
    case Family::Pdf: {
        // Pictures of pages lead nowhere.
        auto links = plan.method == policy::Method::Rebuild ? plan.options.hyperlinks
                                                            : policy::Hyperlinks::Text;
        return facts_of(type,
            verify_pdf(
                setting.workers, limits, rebuilt.bytes, { rebuilt.pages, links, rebuilt.stamp }),
            seen);
    }
    case Family::Text: {
        auto mark
            = has_byte_order_mark(type, {}) ? ExpectedMark::Required : ExpectedMark::Forbidden;
        auto answer = verify_text(setting.workers, rebuilt.bytes, type, mark);
        if (auto* sound = answer ? std::get_if<VerifiedText>(&answer.value()) : nullptr)
            rebuilt.letters = sound->letters;
        return facts_of(type, std::move(answer), seen);
    }
    case Family::Archive: {
        VerifyZipLimits zip_limits;
        zip_limits.worker = limits;
        return facts_of(type, verify_zip(setting.workers, zip_limits, rebuilt.bytes), seen);
    }
    case Family::Image:
        return facts_of(type,
            verify_picture(
                setting.workers, rebuilt.bytes, type, setting.policy.limits.budget.pixels, limits),
            seen);
    case Family::Office:
        if (can_rebuild_office(type))
            return facts_of(type,
                agreeing(verify_office(setting.workers, rebuilt.bytes,
                             { type, setting.policy.limits.budget.pixels, plan.options.hyperlinks,
                                 rebuilt.stamp },
                             limits),
                    rebuilt),
                seen);
        break;
    case Family::Mail:
    case Family::Unread:
    case Family::Program:
    case Family::Empty:
    case Family::Unknown: break;
    }
    // Nobody can vouch for it: policy::judge_output holds it.
    return { VerifierState::NoAnswer, FileType::Unknown, "no verifier for this type" };
}

}
