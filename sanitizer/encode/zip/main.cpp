// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "sanitizer/encode/zip/sandbox.h"
#include "sanitizer/encode/zip/writer.h"
#include "sanitizer/encode/zip/zip.pb.h"

namespace encode_zip {

static Result<void> add(
    Writer& writer, const message::Add& add, const std::vector<base::Descriptor>& descriptors)
{
    if (add.kind() == message::KIND_FILE && descriptors.size() == 1)
        return writer.add_file(add.name(), descriptors[0], add.size());
    if (add.kind() == message::KIND_EMPTY_FOLDER && descriptors.empty() && add.size() == 0)
        return writer.add_empty_folder(add.name());
    return Error { "an entry that is neither file nor folder" };
}

static Result<void> work(wire::Channel& channel)
{
    auto begin = TRY(wire::receive_trusted<message::Request>(channel));
    if (!begin.message.has_begin() || begin.descriptors.size() != 1)
        return Error { "a beginning, please" };
    auto writer = TRY(Writer::into(begin.descriptors[0]));
    for (;;) {
        auto received = TRY(wire::receive_trusted<message::Request>(channel));
        message::Answer answer;
        if (received.message.has_finish()) {
            TRY(writer->finish());
            answer.mutable_done()->set_bytes(writer->bytes());
            answer.mutable_done()->set_entries(writer->entries());
            return wire::send_message(channel, answer);
        }
        TRY(add(*writer, received.message.add(), received.descriptors));
        answer.set_added(true);
        TRY(wire::send_message(channel, answer));
    }
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(argc, argv, encode_zip::encode_zip_profile(), prepare, encode_zip::work);
}
