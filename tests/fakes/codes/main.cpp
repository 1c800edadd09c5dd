// SPDX-License-Identifier: MIT
// A reader of codes in the power of its picture. The word behind `--` is its lie.
#include "kiosk/core/worker/serve.h"
#include "scanners/codes/codes.pb.h"
#include "scanners/codes/sandbox.h"

#include <cstdlib>

namespace message = codes::message;

static message::Answer answer_of(const std::string& lie)
{
    message::Answer answer;
    if (lie == "nothing")
        return answer;
    auto& seen = *answer.mutable_seen();
    auto& found = *seen.add_found();
    found.set_kind(seen::message::KIND_CODE);
    found.set_where(seen::message::WHERE_CODE);
    found.set_text("a code");
    seen.set_codes(1);
    if (lie == "a link") {
        found.set_kind(seen::message::KIND_LINK);
        seen.set_links(1);
        seen.set_codes(0);
    }
    if (lie == "a label")
        seen.set_labels(1);
    if (lie == "a code in words")
        found.set_where(seen::message::WHERE_TEXT);
    if (lie == "more than it lists")
        seen.set_codes(2);
    if (lie == "a control character")
        found.set_text("\x1b[2J");
    return answer;
}

int main(int argc, char** argv)
{
    std::string lie;
    auto prepare = [&](std::span<const std::string> words) -> Result<void> {
        if (words.size() != 1)
            return Error { "one lie, please" };
        lie = words[0];
        return {};
    };
    auto work = [&](wire::Channel& channel) -> Result<void> {
        TRY(wire::receive_trusted<message::Request>(channel));
        if (lie == "a crash")
            std::abort();
        if (lie == "silence")
            return {};
        return wire::send_message(channel, answer_of(lie));
    };
    return worker::serve(argc, argv, codes::scanners_codes_profile(), prepare, work);
}
