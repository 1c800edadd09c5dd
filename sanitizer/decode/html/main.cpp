// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/decode/charset/answer.h"
#include "sanitizer/decode/html/convert.h"
#include "sanitizer/decode/html/html.pb.h"
#include "sanitizer/decode/html/sandbox.h"

namespace html {

static Result<charset::Outcome> convert_file(const message::Request& request,
    const base::Descriptor& input, const base::Descriptor& output, const charset::Tables& tables)
{
    if (TRY(base::size_of(input)) > request.most_input_bytes())
        return charset::Outcome(
            charset::Refusal { charset::Refusal::Reason::Limit, "the page is too large" });
    auto mapping = TRY(base::Mapping::of(input, request.most_input_bytes()));
    Wanted wanted;
    if (request.accept_western())
        wanted.latin1 = charset::Latin1::Accept;
    if (request.write_byte_order_mark())
        wanted.mark = Mark::Write;
    wanted.form = request.form() == message::FORM_PAGE ? Form::Page : Form::Text;
    wanted.most_output_bytes = request.most_output_bytes();
    wanted.most_tree_bytes = request.most_tree_bytes();
    wanted.most_depth = request.most_depth();
    std::uint64_t offset = 0;
    return convert(mapping.bytes(), tables, wanted, [&](base::View block) -> Result<void> {
        TRY(base::write_fully_at(output, offset, block));
        offset += block.size();
        return {};
    });
}

static Result<void> work(const charset::Tables& tables, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 2)
        return Error { "one descriptor to read, one to write, please" };
    auto outcome = TRY(
        convert_file(received.message, received.descriptors[0], received.descriptors[1], tables));
    return wire::send_message(channel, charset::answer_of(outcome));
}

}

int main(int argc, char** argv)
{
    std::unique_ptr<const charset::Tables> tables;
    auto prepare = [&](std::span<const std::string>) -> Result<void> {
        tables = TRY(charset::load_tables());
        return {};
    };
    auto work = [&](wire::Channel& channel) { return html::work(*tables, channel); };
    return worker::serve(argc, argv, html::decode_html_profile(), prepare, work);
}
