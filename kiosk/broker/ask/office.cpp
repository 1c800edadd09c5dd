// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/office.h"

#include "kiosk/core/base/memory_file.h"
#include "sanitizer/decode/office/office.pb.h"

namespace broker {

// Bytes that LibreOffice wrote, or the worker's no.
static Result<Outcome<std::uint64_t>> check(const office::message::Answer& answer)
{
    if (answer.has_refusal())
        return Outcome<std::uint64_t>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_done())
        return Error { "an empty answer" };
    return Outcome<std::uint64_t>(answer.done().bytes());
}

Result<Outcome<base::Descriptor>> office_to_pdf(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& document, policy::FileType type)
{
    auto extensions = policy::info(type).extensions;
    office::message::Request request;
    request.set_extension(std::string(extensions.substr(0, extensions.find(' '))));
    auto pdf = TRY(base::create_memory_file("office-pdf"));
    int descriptors[] { document.get(), pdf.get() };
    auto answer
        = TRY(ask<office::message::Answer>(workers, "decode-office", limits, request, descriptors));
    auto outcome = TRY(answer.checked(check));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<base::Descriptor>(std::move(*refused));
    if (TRY(base::size_of(pdf)) != std::get<std::uint64_t>(outcome))
        return Error { "decode-office: another size than it said" };
    TRY(base::seal(pdf));
    return Outcome<base::Descriptor>(std::move(pdf));
}

}
