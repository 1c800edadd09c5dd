// SPDX-License-Identifier: MIT
// A renderer in the power of its document. The word behind `--` is its lie; by any other word it is
// honest, and every page has all that a list can hold.
#include "kiosk/core/worker/serve.h"
#include "sanitizer/decode/pdf/drawing/drawing.pb.h"
#include "sanitizer/decode/pdf/drawing/sandbox.h"
#include "tests/unit/pdf-drawing/lists.h"

using lists::List;
namespace message = decode_pdf_drawing::message;

static std::string forbidden_links()
{
    List list;
    for (std::string_view address : { "javascript:app.alert(1)", "file:///etc/passwd",
             "http://a/)>>/S/Launch/F(x)", "\\\\host\\share", "http://user@host/" })
        list.link(address);
    return list;
}

static std::string unsafe_letters()
{
    List list;
    list.define_font(0).define_glyph(0, 1, U"\x202E\x1B\n").set_glyphs(0, 1).u16(1).u32(0, 0);
    return list;
}

static std::string list_of(const std::string& lie, std::uint32_t page)
{
    if (lie == "forbidden links")
        return page == 0 ? forbidden_links() : "";
    if (lie == "unsafe letters")
        return page == 0 ? unsafe_letters() : "";
    if (lie == "a document for a list")
        return "%PDF-1.7\n1 0 obj\n<</OpenAction<</S/JavaScript/JS(x)>>>>\nendobj\n";
    if (lie == "a list cut off")
        return lists::everything().substr(0, 700);
    if (lie == "a step of no list")
        return "\x12";
    if (lie == "a font out of turn")
        return List().define_font(7);
    if (lie == "letters of no font")
        return List().set_glyphs(3, 1).u16(1).u32(0, 0);
    if (lie == "a picture of billions")
        return List().u8(lists::picture).u32(0).u8(2, 0).u32(60'000, 60'000, 0);
    if (lie == "a page that is not there")
        return List().u8(lists::link_to_page).u32(0, 0, 9, 9, 2, 0);
    if (lie == "a group without an end")
        return List().u8(lists::begin_group, 1).u32(0).u8(255, 0, 0, 0);
    return page == 0 ? lists::everything() : "";
}

static std::string outline_of(const std::string& lie)
{
    if (lie == "an outline of other steps")
        return List().u8(lists::save);
    if (lie == "an outline that leads nowhere")
        return List().u8(lists::bookmark, 0).u32(3, 0).u16(0);
    return lists::outline();
}

static Result<void> tell(wire::Channel& channel, const base::Descriptor& slot,
    const std::string& lie, const message::Next& next)
{
    auto is_page = next.has_page();
    auto number = is_page ? next.page().number() : 0;
    auto list = is_page ? list_of(lie, number) : outline_of(lie);
    TRY(base::write_fully_at(slot, 0, base::view_of(list)));
    if (lie == "crash")
        __builtin_trap();
    message::Drawn drawn;
    auto& drawing = *drawn.mutable_drawing();
    drawing.set_number(lie == "another page" ? number + 1 : number);
    drawing.set_bytes(lie == "more than the slot" ? TRY(base::size_of(slot)) + 1 : list.size());
    drawing.set_kind(
        is_page == (lie != "another kind") ? message::KIND_VECTORS : message::KIND_OUTLINE);
    if (lie == "an unknown kind")
        drawing.set_kind(static_cast<message::Kind>(9));
    if (lie == "control characters") {
        drawn.mutable_refusal()->set_reason(worker::REFUSAL_MALFORMED);
        drawn.mutable_refusal()->set_detail("\x1B[2J");
    }
    TRY(wire::send_message(channel, drawn));
    return lie == "an answer too many" ? wire::send_message(channel, drawn) : Result<void>();
}

static Result<void> work(const std::string& lie, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    message::Answer ready;
    if (lie != "never ready")
        ready.mutable_ready();
    TRY(wire::send_message(channel, ready));
    for (;;) {
        auto next = TRY(wire::receive_trusted<message::Next>(channel));
        if (!next.message.has_page() && !next.message.has_outline())
            return {};
        TRY(tell(channel, received.descriptors.at(1), lie, next.message));
    }
}

int main(int argc, char** argv)
{
    std::string lie;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        lie = words.empty() ? "" : words[0];
        return {};
    };
    return worker::serve(argc, argv, decode_pdf_drawing::decode_pdf_drawing_profile(), prepare,
        [&](wire::Channel& channel) { return work(lie, channel); });
}
