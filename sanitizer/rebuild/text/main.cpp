// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "sanitizer/decode/charset/answer.h"
#include "sanitizer/rebuild/text/rewrite.h"
#include "sanitizer/rebuild/text/sandbox.h"
#include "sanitizer/rebuild/text/text.pb.h"

namespace rebuild_text {

static Result<Format> format_of(message::Format format)
{
    switch (format) {
    case message::FORMAT_TEXT: return Format::Text;
    case message::FORMAT_CSV: return Format::Csv;
    case message::FORMAT_TSV: return Format::Tsv;
    case message::FORMAT_MARKUP: return Format::Markup;
    default: return Error { "no format to write" };
    }
}

static Result<charset::Outcome> rewrite_file(const message::Request& request,
    const base::Descriptor& input, const base::Descriptor& output, const charset::Tables& tables)
{
    if (TRY(base::size_of(input)) > request.most_input_bytes())
        return charset::Outcome(
            charset::Refusal { charset::Refusal::Reason::Limit, "the text is too large" });
    auto mapping = TRY(base::Mapping::of(input, request.most_input_bytes()));
    Wanted wanted;
    wanted.format = TRY(format_of(request.format()));
    wanted.mark = request.mark() == message::MARK_WRITE ? Mark::Write : Mark::Omit;
    if (request.latin1() == message::LATIN1_ACCEPT)
        wanted.latin1 = charset::Latin1::Accept;
    wanted.most_output_bytes = request.most_output_bytes();
    wanted.most_cell_points = request.most_cell_points();
    std::uint64_t offset = 0;
    return rewrite(mapping.bytes(), tables, wanted, [&](base::View block) -> Result<void> {
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
        rewrite_file(received.message, received.descriptors[0], received.descriptors[1], tables));
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
    auto work = [&](wire::Channel& channel) { return rebuild_text::work(*tables, channel); };
    return worker::serve(argc, argv, rebuild_text::rebuild_text_profile(), prepare, work);
}
