// SPDX-License-Identifier: MIT
#include "kiosk/core/worker/serve.h"
#include "sanitizer/verify/zip/sandbox.h"
#include "sanitizer/verify/zip/verifier.h"
#include "sanitizer/verify/zip/zip.pb.h"

namespace verify_zip {

static constexpr int entries_at_a_time = 64;

static Result<void> send_entries(wire::Channel& channel, message::Event& batch)
{
    if (batch.entries().entries_size() == 0)
        return {};
    TRY(wire::send_message(channel, batch));
    batch.Clear();
    return {};
}

static Result<void> work(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    if (received.descriptors.size() != 1)
        return Error { "one file, please" };
    const auto& request = received.message;
    Limits limits { request.entries(), request.total_bytes(), request.name_bytes() };
    message::Event batch;
    auto found = [&](const Entry& entry) -> Result<void> {
        auto& told = *batch.mutable_entries()->add_entries();
        told.set_name(entry.name);
        told.set_size(entry.size);
        told.set_crc32(entry.crc32);
        if (batch.entries().entries_size() < entries_at_a_time)
            return {};
        return send_entries(channel, batch);
    };
    auto result = TRY(verify(received.descriptors[0], limits, found));
    message::Event last;
    if (auto* refused = std::get_if<Refused>(&result)) {
        last.mutable_refusal()->set_reason(
            refused->fault == Fault::Limit ? worker::REFUSAL_LIMIT : worker::REFUSAL_MALFORMED);
        last.mutable_refusal()->set_detail(refused->detail);
    } else {
        TRY(send_entries(channel, batch));
        last.mutable_finished()->set_entries(std::get<Totals>(result).entries);
        last.mutable_finished()->set_bytes(std::get<Totals>(result).bytes);
    }
    return wire::send_message(channel, last);
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(argc, argv, verify_zip::verify_zip_profile(), prepare, verify_zip::work);
}
