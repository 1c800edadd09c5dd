// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/session.h"

#include "kiosk/intake/blocks/blocks.pb.h"
#include "kiosk/intake/usb/sector_store.h"

#include <unistd.h>

namespace usb {

namespace blocks = intake::blocks;

static message::WriteProtection protection_of(const DiskFacts& facts)
{
    switch (facts.protection) {
    case scsi::WriteProtection::Off: return message::WRITE_PROTECTION_OFF;
    case scsi::WriteProtection::On: return message::WRITE_PROTECTION_ON;
    case scsi::WriteProtection::Unknown: return message::WRITE_PROTECTION_UNKNOWN;
    }
    return message::WRITE_PROTECTION_UNSPECIFIED;
}

Result<void> tell_opened(wire::Channel& broker, const DiskFacts& facts)
{
    message::FromWorker answer;
    auto& opened = *answer.mutable_opened();
    opened.set_peripheral(facts.inquiry.peripheral == scsi::Peripheral::OpticalDisc
            ? message::PERIPHERAL_OPTICAL_DISC
            : message::PERIPHERAL_DISK);
    opened.set_vendor(facts.inquiry.vendor);
    opened.set_product(facts.inquiry.product);
    opened.set_revision(facts.inquiry.revision);
    opened.set_blocks(facts.capacity.blocks);
    opened.set_block_bytes(facts.capacity.block_bytes);
    opened.set_protection(protection_of(facts));
    opened.set_units(facts.units);
    return wire::send_message(broker, answer);
}

static blocks::State state_of(Fetched fetched)
{
    switch (fetched) {
    case Fetched::Good: return blocks::STATE_GOOD;
    case Fetched::Bad: return blocks::STATE_BAD;
    case Fetched::Over: return blocks::STATE_OVER;
    }
    return blocks::STATE_UNSPECIFIED;
}

// Until the volume worker closes its end, or the medium is over.
static void serve(wire::Channel& asking, SectorStore& store)
{
    for (;;) {
        auto asked = wire::receive_trusted<blocks::Fetch>(asking);
        if (!asked)
            return;
        const auto& fetch = asked.value().message;
        auto fetched = store.fetch(fetch.offset(), fetch.bytes());
        blocks::Fetched answer;
        answer.set_state(state_of(fetched));
        if (!wire::send_message(asking, answer) || fetched == Fetched::Over)
            return;
    }
}

Result<void> tell_ended(wire::Channel& broker, std::string why)
{
    message::FromWorker answer;
    answer.mutable_ended()->set_why(std::move(why));
    return wire::send_message(broker, answer);
}

Result<void> serve_stick(wire::Channel& broker, Pipes& pipes, Patience& patience,
    base::Descriptor file, wire::Channel& asking)
{
    auto opened = Disk::open(pipes, patience);
    if (!opened)
        return tell_ended(broker, opened.error().message);
    auto& disk = opened.value();
    TRY(tell_opened(broker, disk.facts()));
    SectorStore store(disk, std::move(file));
    serve(asking, store);
    store.settle();
    if (store.why_over().empty())
        disk.check_unchanged(); // A last look; what it finds stands in over().
    message::FromWorker answer;
    auto& ended = *answer.mutable_ended();
    ended.set_why(store.why_over().empty() ? disk.over() : store.why_over());
    ended.set_bytes(store.bytes_read());
    ended.set_bad_bytes(store.bytes_bad());
    return wire::send_message(broker, answer);
}

}
