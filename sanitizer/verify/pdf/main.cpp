// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "policy/facts/stated_label.h"
#include "sanitizer/verify/pdf/drawing/drawing.h"
#include "sanitizer/verify/pdf/pdf.pb.h"
#include "sanitizer/verify/pdf/sandbox.h"
#include "sanitizer/verify/pdf/verifier.h"
#include "scanners/seen/tell.h"

namespace verify_pdf {

static constexpr std::uint64_t largest_file = 8ull << 30;

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 1)
        return Error { "one file, please" };
    auto file = TRY(base::Mapping::of(received.descriptors[0], largest_file));
    Limits limits { received.message.max_pages(), received.message.max_pixels(),
        received.message.web_links() ? Addresses::Web : Addresses::None, received.message.label() };
    if (!limits.label.empty() && !policy::is_governing(limits.label))
        return Error { "a label that is none" };
    auto result = looks_like_drawings(file.bytes()) ? verify_drawings(file.bytes(), limits)
                                                    : verify(file.bytes(), limits);
    message::Answer answer;
    if (auto* refused = std::get_if<Refused>(&result)) {
        answer.mutable_refusal()->set_reason(
            refused->fault == Fault::Limit ? ::worker::REFUSAL_LIMIT : ::worker::REFUSAL_MALFORMED);
        answer.mutable_refusal()->set_detail(refused->detail);
    } else {
        const auto& verified = std::get<Verified>(result);
        answer.mutable_done()->set_pages(verified.pages);
        seen::tell(verified.seen, *answer.mutable_done()->mutable_seen());
        answer.mutable_done()->set_bytes(file.bytes().size());
    }
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(argc, argv, verify_pdf::verify_pdf_profile(), prepare, verify_pdf::work);
}
