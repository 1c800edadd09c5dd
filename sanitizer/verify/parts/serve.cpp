// SPDX-License-Identifier: MIT
#include "sanitizer/verify/parts/serve.h"

#include "kiosk/core/base/memory_file.h"
#include "policy/facts/stated_label.h"
#include "scanners/seen/tell.h"

namespace verify_parts {

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

Result<void> serve_document(wire::Channel& channel, const Verify& verify)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 1)
        return Error { "one file, please" };
    const auto& request = received.message;
    if (!request.label().empty() && !policy::is_governing(request.label()))
        return Error { "a label that is none" };
    auto mapping = TRY(base::Mapping::of(received.descriptors[0], request.most_bytes()));
    auto outcome = TRY(verify(request.kind(), mapping.bytes(),
        { request.most_entries(), request.most_part_bytes(), request.most_total_bytes() },
        { request.web_links() ? WebLinks::Allowed : WebLinks::Forbidden, request.label() }));
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
    for (auto figure : verified.shown)
        answer.mutable_done()->add_shown(figure);
    seen::tell(verified.seen, *answer.mutable_done()->mutable_seen());
    return wire::send_message(channel, answer);
}

}
