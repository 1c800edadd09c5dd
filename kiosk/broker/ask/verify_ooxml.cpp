// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/held_picture.h"
#include "kiosk/broker/ask/ooxml.h"
#include "kiosk/broker/ask/shown.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/verify/parts/document.pb.h"

#include <algorithm>

namespace broker {

namespace message = verify_parts::message;

static constexpr std::uint64_t most_parts = 20'000;

namespace {

struct Kind {
    policy::FileType type;
    message::DocumentKind told;
    std::string_view worker;
};

}

static constexpr Kind kinds[] = {
    { policy::FileType::Docx, message::DOCUMENT_WORD, "verify-ooxml" },
    { policy::FileType::Xlsx, message::DOCUMENT_WORKBOOK, "verify-ooxml" },
    { policy::FileType::Pptx, message::DOCUMENT_PRESENTATION, "verify-ooxml" },
    { policy::FileType::Odt, message::DOCUMENT_ODT, "verify-odf" },
    { policy::FileType::Ods, message::DOCUMENT_ODS, "verify-odf" },
    { policy::FileType::Odp, message::DOCUMENT_ODP, "verify-odf" },
};

static const Kind* kind_of(policy::FileType type)
{
    const auto* found = std::ranges::find(kinds, type, &Kind::type);
    return found == std::end(kinds) ? nullptr : found;
}

struct Told {
    std::uint64_t parts;
    std::vector<HeldPicture> pictures;
    policy::Figures shown;
    Seen seen;
};

static Result<Outcome<Told>> check(const message::Answer& answer, std::uint64_t size)
{
    if (answer.has_refusal())
        return Outcome<Told>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_done())
        return Error { "the verifier: an answer without an outcome" };
    const auto& done = answer.done();
    if (done.parts() == 0 || done.parts() > most_parts
        || static_cast<std::uint64_t>(done.pictures_size()) > most_parts)
        return Error { "the verifier: counts out of bounds" };
    Told told { done.parts(), {}, TRY(check_figures(done.shown())), TRY(check_seen(done.seen())) };
    std::uint64_t at = 0;
    for (const auto& one : done.pictures()) {
        auto type = type_of_picture(one.kind());
        if (!type || one.offset() < at || one.offset() > size || one.size() == 0
            || one.size() > size - one.offset())
            return Error { "the verifier: a picture out of bounds" };
        told.pictures.push_back({ *type, one.offset(), one.size() });
        at = one.offset() + one.size();
    }
    return Outcome<Told>(std::move(told));
}

Result<Outcome<VerifiedOffice>> verify_office(Workers& workers, const base::Descriptor& file,
    const ExpectedOffice& expected, const worker::Limits& limits)
{
    auto size = TRY(base::size_of(file));
    message::Request request;
    const auto* kind = kind_of(expected.type);
    if (!kind)
        return Error { "the verifier: no document of a type that is rebuilt" };
    request.set_kind(kind->told);
    request.set_web_links(expected.links == policy::Hyperlinks::Keep);
    request.set_label(expected.label);
    request.set_most_bytes(size);
    request.set_most_entries(most_parts);
    request.set_most_part_bytes(limits.memory_bytes / 2);
    request.set_most_total_bytes(limits.memory_bytes / 2);
    const int number = file.get();
    auto answer = TRY(ask<message::Answer>(workers, kind->worker, limits, request, { &number, 1 }));
    auto outcome
        = TRY(answer.checked([&](const message::Answer& told) { return check(told, size); }));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<VerifiedOffice>(std::move(*refused));
    auto& told = std::get<Told>(outcome);
    auto most_pixels = expected.most_pixels;
    for (const auto& held : told.pictures) {
        auto picture = TRY(cut_out(file, held));
        auto verified = TRY(verify_picture(workers, picture, held.type, most_pixels, limits));
        if (auto* refused = std::get_if<Refused>(&verified))
            return Outcome<VerifiedOffice>(
                Refused { refused->reason, "a picture in it: " + refused->detail });
        const auto& size_of_it = std::get<VerifiedPicture>(verified);
        // No more than was left: verify_picture sees to it.
        most_pixels -= std::uint64_t { size_of_it.width } * size_of_it.height;
    }
    return Outcome<VerifiedOffice>(
        VerifiedOffice { told.parts, told.pictures.size(), told.shown, std::move(told.seen) });
}

}
