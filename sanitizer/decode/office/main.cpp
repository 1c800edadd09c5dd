// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "sanitizer/decode/office/convert.h"
#include "sanitizer/decode/office/office.pb.h"
#include "sanitizer/decode/office/sandbox.h"

#include <fcntl.h>
#include <optional>

namespace office {

static Result<base::Descriptor> moved_up(base::Descriptor descriptor)
{
    base::Descriptor moved(fcntl(descriptor.get(), F_DUPFD_CLOEXEC, 64));
    if (!moved)
        return base::system_error("dup");
    return moved;
}

static Result<Converter::Form> form_of(message::Form form)
{
    switch (form) {
    case message::FORM_PDF: return Converter::Form::Pdf;
    case message::FORM_SHEET_TEXT: return Converter::Form::SheetText;
    case message::FORM_OOXML: return Converter::Form::Ooxml;
    case message::FORM_PICTURE: return Converter::Form::Picture;
    default: return Error { "no such form" }; // proto3 enumerations are open.
    }
}

static Result<void> work(const Converter& converter, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "an input and an output, please" };
    auto input = TRY(moved_up(std::move(received.descriptors[0])));
    auto output = TRY(moved_up(std::move(received.descriptors[1])));
    TRY(converter.reopen_pipes());
    auto form = TRY(form_of(received.message.form()));
    message::Answer answer;
    auto refuse = [&](::worker::RefusalReason reason, const char* detail) {
        answer.mutable_refusal()->set_reason(reason);
        answer.mutable_refusal()->set_detail(detail);
    };
    auto outcome = TRY(converter.convert(input, received.message.extension(), form, output));
    switch (outcome) {
    case Converter::Outcome::Converted:
        answer.mutable_done()->set_bytes(TRY(base::size_of(output)));
        break;
    case Converter::Outcome::Unreadable:
        refuse(::worker::REFUSAL_MALFORMED, "LibreOffice cannot read this document");
        break;
    case Converter::Outcome::Encrypted:
        refuse(::worker::REFUSAL_ENCRYPTED, "the document asks for a password");
        break;
    }
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    std::optional<office::Converter> converter;
    auto prepare = [&](std::span<const std::string>) -> Result<void> {
        converter = TRY(office::Converter::prepare());
        return {};
    };
    auto work = [&](wire::Channel& channel) { return office::work(*converter, channel); };
    return worker::serve(argc, argv, office::decode_office_profile(), prepare, work);
}
