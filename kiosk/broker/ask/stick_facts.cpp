// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/stick_facts.h"

#include "kiosk/core/base/text.h"
#include "kiosk/intake/device_words.h"

#include <algorithm>

namespace broker {

namespace message = usb::message;

static constexpr std::uint64_t worker_memory = 128 << 20;
static constexpr std::uint64_t largest_medium = 1ull << 50;
static constexpr std::chrono::hours longest_session { 7 * 24 };
static constexpr std::size_t longest_word = 160; // Sixteen characters, each escaped at its longest.

static bool is_shown_as_it_is(const std::string& text)
{
    auto points = base::decode_utf8(text);
    return text.size() <= longest_word && points && std::ranges::none_of(*points, base::is_unsafe);
}

static Result<std::string> protection_word(message::WriteProtection protection)
{
    switch (static_cast<int>(protection)) {
    case message::WRITE_PROTECTION_OFF: return std::string("off");
    case message::WRITE_PROTECTION_ON: return std::string("on");
    case message::WRITE_PROTECTION_UNKNOWN: return std::string("unknown");
    }
    return Error { "a write protection that there is not" };
}

static Result<void> check_facts(const message::Opened& opened, intake::Device& facts)
{
    auto block = opened.block_bytes();
    if ((block != 512 && block != 2048 && block != 4096) || opened.blocks() == 0
        || opened.blocks() > largest_medium / block)
        return Error { "a stick of an impossible size" };
    if (!is_shown_as_it_is(opened.vendor()) || !is_shown_as_it_is(opened.product()))
        return Error { "a stick with a name that was not escaped" };
    // SCSI need not say what USB says; the names of the descriptors are the ones that people see.
    if (facts.manufacturer.empty())
        facts.manufacturer = opened.vendor();
    if (facts.product.empty())
        facts.product = opened.product();
    facts.bytes = opened.blocks() * block;
    facts.block_bytes = block;
    facts.write_protection = TRY(protection_word(opened.protection()));
    return {};
}

message::Open open_request(const usb::BulkOnlyStorage& storage)
{
    message::Open request;
    request.set_interface(storage.interface);
    request.set_alternate(storage.alternate);
    request.mutable_in()->set_number(storage.in.number);
    request.mutable_in()->set_max_packet(storage.in.max_packet);
    request.mutable_out()->set_number(storage.out.number);
    request.mutable_out()->set_max_packet(storage.out.max_packet);
    return request;
}

Error ended_error(const message::Ended& ended)
{
    if (ended.why().empty() || ended.why().size() > 400)
        return intake::in_both_languages(Error { "the stick's worker ended" });
    return intake::in_both_languages(Error { "the stick: " + base::escaped(ended.why()) });
}

intake::Device device_of(const std::string& port, const gate::PortFacts& facts)
{
    intake::Device device;
    device.port = port;
    device.vendor = facts.vendor;
    device.product_id = facts.product_id;
    device.digest = facts.digest;
    device.manufacturer = facts.manufacturer;
    device.product = facts.product;
    device.serial = facts.serial;
    return device;
}

worker::Limits stick_limits()
{
    worker::Limits limits;
    limits.memory_bytes = worker_memory;
    limits.output_bytes = largest_medium;
    limits.time = longest_session;
    return limits;
}

Result<void> check_opened(wire::Untrusted<message::FromWorker>&& answer, intake::Device& facts)
{
    return answer.checked([&](const message::FromWorker& told) -> Result<void> {
        if (told.has_ended())
            return ended_error(told.ended());
        if (!told.has_opened())
            return Error { "an answer of another kind" };
        return check_facts(told.opened(), facts);
    });
}

}
