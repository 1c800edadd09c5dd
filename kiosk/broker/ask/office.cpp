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

static Result<Outcome<base::Descriptor>> convert(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& document, policy::FileType type, office::message::Form form)
{
    auto extensions = policy::info(type).extensions;
    office::message::Request request;
    request.set_extension(std::string(extensions.substr(0, extensions.find(' '))));
    request.set_form(form);
    auto output = TRY(base::create_memory_file("office-output"));
    int descriptors[] { document.get(), output.get() };
    auto process = TRY(workers.spawn("decode-office", limits));
    TRY(process.send(request, descriptors));
    auto answer = process.receive<office::message::Answer>();
    if (!answer) {
        auto refused = broken_down(process.ending().how);
        if (form == office::message::FORM_PICTURE && refused)
            return Outcome<base::Descriptor>(std::move(*refused));
        return answer.error();
    }
    TRY(process.finish());
    auto outcome = TRY(answer.value().checked(check));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<base::Descriptor>(std::move(*refused));
    if (TRY(base::size_of(output)) != std::get<std::uint64_t>(outcome))
        return Error { "decode-office: another size than it said" };
    TRY(base::seal(output));
    return Outcome<base::Descriptor>(std::move(output));
}

Result<Outcome<base::Descriptor>> office_to_pdf(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& document, policy::FileType type)
{
    return convert(workers, limits, document, type, office::message::FORM_PDF);
}

Result<Outcome<base::Descriptor>> office_to_ooxml(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& document, policy::FileType type)
{
    return convert(workers, limits, document, type, office::message::FORM_OOXML);
}

Result<Outcome<base::Descriptor>> drawing_to_png(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& drawing, policy::FileType type)
{
    return convert(workers, limits, drawing, type, office::message::FORM_PICTURE);
}

Result<Outcome<base::Descriptor>> spreadsheet_to_text(Workers& workers,
    const worker::Limits& limits, const base::Descriptor& document, policy::FileType type)
{
    return convert(workers, limits, document, type, office::message::FORM_SHEET_TEXT);
}

}
