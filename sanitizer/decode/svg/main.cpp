// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/refuse.h"
#include "kiosk/core/worker/serve.h"
#include "kiosk/core/worker/slot.h"
#include "sanitizer/decode/svg/clean.h"
#include "sanitizer/decode/svg/fonts.h"
#include "sanitizer/decode/svg/picture.h"
#include "sanitizer/decode/svg/sandbox.h"
#include "sanitizer/decode/svg/svg.pb.h"
#include "scanners/seen/tell.h"

#include <cstdlib>

namespace decode_svg {

static Result<void> refuse(wire::Channel& channel, const Refused& refused)
{
    return worker::refuse<message::Answer>(channel, refused.reason, refused.detail);
}

static Result<void> measure(wire::Channel& channel, const Picture& picture, const Cleaned& cleaned)
{
    auto size = picture.size();
    if (auto* refused = std::get_if<Refused>(&size))
        return refuse(channel, *refused);
    message::Answer answer;
    auto& measured = *answer.mutable_measured();
    measured.set_width(std::get<Size>(size).width);
    measured.set_height(std::get<Size>(size).height);
    for (std::size_t i = 0; i < left_count; ++i) {
        if (cleaned.left[i] == 0)
            continue;
        auto& told = *measured.add_left_out();
        told.set_what(static_cast<message::What>(i + 1));
        told.set_count(cleaned.left[i]);
        told.set_first_line(cleaned.lines[i].first);
        told.set_last_line(cleaned.lines[i].last);
    }
    seen::tell(cleaned.targets, *measured.mutable_targets());
    return wire::send_message(channel, answer);
}

static Result<void> draw(wire::Channel& channel, const Picture& picture,
    const message::Request& request, const base::Descriptor& slot)
{
    auto memory = TRY(worker::map_slot_to_write(slot));
    if (std::uint64_t { request.columns() } * request.rows() * 4 != memory.size())
        return Error { "a slot of another size" };
    auto drawn = picture.draw(request.columns(), request.rows(), memory);
    if (auto* refused = std::get_if<Refused>(&drawn))
        return refuse(channel, *refused);
    message::Answer answer;
    answer.mutable_drawn();
    return wire::send_message(channel, answer);
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    const auto& request = received.message;
    bool is_drawn = request.columns() > 0 && request.rows() > 0;
    if (received.descriptors.size() != (is_drawn ? 2 : 1))
        return Error { "other descriptors than are needed" };
    if (TRY(base::size_of(received.descriptors[0])) > request.most_bytes())
        return refuse(channel, { worker::REFUSAL_LIMIT, "the picture is too large" });
    auto input = TRY(base::Mapping::of(received.descriptors[0], request.most_bytes()));
    CleanLimits limits { request.most_elements(), 4 * request.most_bytes() };
    auto cleaned = clean(input.bytes(), limits);
    if (auto* refused = std::get_if<Refused>(&cleaned))
        return refuse(channel, *refused);
    auto opened = Picture::open(std::get<Cleaned>(cleaned).svg);
    if (auto* refused = std::get_if<Refused>(&opened))
        return refuse(channel, *refused);
    const auto& picture = std::get<Picture>(opened);
    if (is_drawn)
        return draw(channel, picture, request, received.descriptors[1]);
    return measure(channel, picture, std::get<Cleaned>(cleaned));
}

// Draws letters of several fonts before the sandbox closes, so that librsvg, Pango, fontconfig and
// cairo have loaded what they load at their first use. No filter: its threads would stay behind.
static Result<void> prepare(std::span<const std::string>)
{
    // Han characters as Japan writes them, threads as few as the sandbox is to have.
    setenv("PANGO_LANGUAGE", "ja:en", 1);
    setenv("RAYON_NUM_THREADS", "1", 1);
    keep_warnings_in();
    TRY(choose_fonts());
    constexpr std::string_view sample
        = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" "
          "height=\"200\"><style>g{fill:red}"
          "</style><defs><linearGradient id=\"a\"><stop offset=\"0\"/><stop offset=\"1\"/>"
          "</linearGradient></defs><g><rect width=\"9\" height=\"9\" fill=\"url(#a)\"/></g>"
          "<text y=\"40\" font-family=\"sans-serif\">Sekisho 関所</text>"
          "<text y=\"80\" font-family=\"serif\" font-weight=\"bold\">Sekisho 関所</text>"
          "<text y=\"120\" font-family=\"monospace\" font-style=\"italic\">Sekisho "
          "関所</text></svg>";
    auto cleaned = clean(base::view_of(sample), {});
    if (std::holds_alternative<Refused>(cleaned))
        return Error { "our own sample is not clean" };
    auto opened = Picture::open(std::get<Cleaned>(cleaned).svg);
    auto* picture = std::get_if<Picture>(&opened);
    base::Bytes pixels(std::size_t { 200 } * 200 * 4);
    if (!picture || std::holds_alternative<Refused>(picture->size())
        || std::holds_alternative<Refused>(picture->draw(200, 200, pixels)))
        return Error { "librsvg does not draw our own sample" };
    return {};
}

}

int main(int argc, char** argv)
{
    return worker::serve(
        argc, argv, decode_svg::decode_svg_profile(), decode_svg::prepare, decode_svg::work);
}
