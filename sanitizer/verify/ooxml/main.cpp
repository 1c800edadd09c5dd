// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/verify/ooxml/ooxml.pb.h"
#include "sanitizer/verify/ooxml/sandbox.h"
#include "sanitizer/verify/ooxml/verifier.h"

namespace verify_ooxml {

static message::PictureKind told(PictureKind kind)
{
    switch (kind) {
    case PictureKind::Png: return message::PICTURE_PNG;
    case PictureKind::Jpeg: return message::PICTURE_JPEG;
    case PictureKind::Gif: return message::PICTURE_GIF;
    case PictureKind::Bmp: return message::PICTURE_BMP;
    case PictureKind::Tiff: return message::PICTURE_TIFF;
    }
    return message::PICTURE_UNSPECIFIED;
}

static Result<Kind> kind_of(message::DocumentKind kind)
{
    if (kind == message::DOCUMENT_WORD)
        return Kind::Word;
    if (kind == message::DOCUMENT_WORKBOOK)
        return Kind::Workbook;
    if (kind == message::DOCUMENT_PRESENTATION)
        return Kind::Presentation;
    return Error { "a kind of document that is none" };
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 1)
        return Error { "one file, please" };
    const auto& request = received.message;
    auto mapping = TRY(base::Mapping::of(received.descriptors[0], request.most_bytes()));
    auto outcome = verify(mapping.bytes(),
        { request.most_entries(), request.most_part_bytes(), request.most_total_bytes() },
        TRY(kind_of(request.kind())),
        request.web_links() ? WebLinks::Allowed : WebLinks::Forbidden);
    message::Answer answer;
    if (auto* refused = std::get_if<Refused>(&outcome)) {
        answer.mutable_refusal()->set_reason(
            refused->fault == Fault::Limit ? worker::REFUSAL_LIMIT : worker::REFUSAL_MALFORMED);
        answer.mutable_refusal()->set_detail(refused->detail);
        return wire::send_message(channel, answer);
    }
    const auto& verified = std::get<Verified>(outcome);
    answer.mutable_done()->set_parts(verified.parts);
    for (const auto& picture : verified.pictures) {
        auto& one = *answer.mutable_done()->add_pictures();
        one.set_kind(told(picture.kind));
        one.set_offset(picture.offset);
        one.set_size(picture.size);
    }
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(
        argc, argv, verify_ooxml::verify_ooxml_profile(), prepare, verify_ooxml::work);
}
