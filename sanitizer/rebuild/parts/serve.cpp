// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/parts/serve.h"

#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/removed.h"
#include "policy/facts/stated_label.h"
#include "sanitizer/rebuild/parts/properties.h"
#include "scanners/seen/tell.h"

namespace rebuild_parts {

static message::PictureKind told(PictureKind kind)
{
    switch (kind) {
    case PictureKind::Png: return message::PICTURE_PNG;
    case PictureKind::Jpeg: return message::PICTURE_JPEG;
    case PictureKind::Gif: return message::PICTURE_GIF;
    case PictureKind::Bmp: return message::PICTURE_BMP;
    case PictureKind::Tiff: return message::PICTURE_TIFF;
    case PictureKind::Drawing: return message::PICTURE_DRAWING;
    case PictureKind::Other: break;
    }
    return message::PICTURE_UNSPECIFIED;
}

static std::optional<RebuiltPicture> picture_of(const message::Picture& picture)
{
    for (auto kind : { PictureKind::Png, PictureKind::Jpeg, PictureKind::Gif, PictureKind::Bmp,
             PictureKind::Tiff }) {
        if (told(kind) == picture.kind())
            return RebuiltPicture { kind, picture.offset(), picture.size(), {} };
    }
    return std::nullopt;
}

static worker::RefusalReason told(Why why)
{
    switch (why) {
    case Why::Malformed: return worker::REFUSAL_MALFORMED;
    case Why::Encrypted: return worker::REFUSAL_ENCRYPTED;
    case Why::Limit: return worker::REFUSAL_LIMIT;
    case Why::Unsupported: return worker::REFUSAL_UNSUPPORTED;
    case Why::Empty: return worker::REFUSAL_EMPTY;
    }
    return worker::REFUSAL_MALFORMED;
}

static void tell(const Account& account, std::uint64_t bytes, message::Done& done)
{
    done.set_bytes(bytes);
    worker::tell_removed(account.removed(), *done.mutable_removed());
    for (auto figure : account.shown().before)
        done.add_before(figure);
    for (auto figure : account.shown().after)
        done.add_after(figure);
    seen::tell(account.targets_lost(), *done.mutable_targets_lost());
}

static void tell(const Wanted& wanted, message::Pictures& pictures)
{
    for (const auto& one : wanted.pictures) {
        auto& picture = *pictures.add_pictures();
        picture.set_kind(told(one->kind));
        picture.set_offset(one->offset);
        picture.set_size(one->size);
        picture.set_part(one->part);
    }
}

static void refuse(const Refused& refused, message::Answer& answer)
{
    answer.mutable_refusal()->set_reason(told(refused.why));
    answer.mutable_refusal()->set_detail(refused.detail);
}

static Result<void> tell_labels(wire::Channel& channel, base::View input, const Limits& limits)
{
    message::Answer answer;
    auto labels = labels_of(input, limits.package);
    if (auto* refused = std::get_if<Refused>(&labels))
        refuse(*refused, answer);
    else
        seen::tell(std::get<seen::Findings>(labels), *answer.mutable_labels()->mutable_found());
    return wire::send_message(channel, answer);
}

Result<void> serve_document(
    wire::Channel& channel, const std::function<Result<Whole>(const Asked&)>& rebuild)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    const auto& request = received.message;
    if (received.descriptors.size() != (request.labels_only() ? 1u : 3u))
        return Error { "the document, the output and the pictures, please" };
    if (!request.label().empty() && !policy::is_governing(request.label()))
        return Error { "a label that is none" };
    Limits limits;
    limits.package.entries = request.most_entries();
    limits.package.part_bytes = request.most_part_bytes();
    limits.package.total_bytes = request.most_total_bytes();
    limits.pictures = request.most_pictures();
    auto mapping = TRY(base::Mapping::of(received.descriptors[0], request.most_input_bytes()));
    if (request.labels_only())
        return tell_labels(channel, mapping.bytes(), limits);
    std::optional<RebuiltPictures> rebuilt;
    if (request.has_rebuilt()) {
        rebuilt.emplace();
        for (const auto& picture : request.rebuilt().pictures())
            rebuilt->push_back(picture_of(picture));
    }
    Account account;
    auto outcome = TRY(rebuild({ request.kind(), mapping.bytes(), limits,
        request.keep_hyperlinks() ? Hyperlinks::Keep : Hyperlinks::Text,
        request.keep_comments() ? Comments::Keep : Comments::Remove,
        request.keep_formulas() ? Formulas::Keep : Formulas::Values, request.label(), rebuilt,
        received.descriptors[1], received.descriptors[2], account }));
    message::Answer answer;
    if (auto* refused = std::get_if<Refused>(&outcome)) {
        refuse(*refused, answer);
    } else if (auto* wanted = std::get_if<Wanted>(&outcome)) {
        tell(*wanted, *answer.mutable_pictures());
    } else {
        tell(account, std::get<Finished>(outcome).bytes, *answer.mutable_done());
    }
    return wire::send_message(channel, answer);
}

}
