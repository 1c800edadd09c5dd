// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/scsi.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <limits>

namespace usb::scsi {

// Operation codes.
static constexpr std::uint8_t op_test_unit_ready = 0x00;
static constexpr std::uint8_t op_request_sense = 0x03;
static constexpr std::uint8_t op_inquiry = 0x12;
static constexpr std::uint8_t op_mode_sense_6 = 0x1a;
static constexpr std::uint8_t op_read_capacity_10 = 0x25;
static constexpr std::uint8_t op_read_10 = 0x28;
static constexpr std::uint8_t op_write_10 = 0x2a;
static constexpr std::uint8_t op_synchronize_cache_10 = 0x35;
static constexpr std::uint8_t op_read_16 = 0x88;
static constexpr std::uint8_t op_write_16 = 0x8a;
static constexpr std::uint8_t op_service_action_in_16 = 0x9e;

base::Bytes test_unit_ready()
{
    return { op_test_unit_ready, 0, 0, 0, 0, 0 };
}

base::Bytes request_sense(std::uint8_t length)
{
    return { op_request_sense, 0, 0, 0, length, 0 };
}

base::Bytes inquiry(std::uint8_t length)
{
    return { op_inquiry, 0, 0, 0, length, 0 };
}

base::Bytes mode_sense(std::uint8_t length)
{
    constexpr std::uint8_t no_block_descriptors = 0x08;
    constexpr std::uint8_t all_pages = 0x3f;
    return { op_mode_sense_6, no_block_descriptors, all_pages, 0, length, 0 };
}

base::Bytes read_capacity_10()
{
    return { op_read_capacity_10, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
}

base::Bytes read_capacity_16(std::uint8_t length)
{
    constexpr std::uint8_t service_action = 0x10;
    base::Bytes command { op_service_action_in_16, service_action };
    command.resize(16);
    command[13] = length;
    return command;
}

static base::Bytes transfer(
    std::uint8_t op_10, std::uint8_t op_16, std::uint64_t first, std::uint32_t count)
{
    base::Bytes command;
    if (first <= std::numeric_limits<std::uint32_t>::max() && count <= 0xffff) {
        command = { op_10, 0 };
        base::append_u32_be(command, static_cast<std::uint32_t>(first));
        command.push_back(0);
        command.push_back(static_cast<std::uint8_t>(count >> 8));
        command.push_back(static_cast<std::uint8_t>(count));
        command.push_back(0);
        return command;
    }
    command = { op_16, 0 };
    base::append_u32_be(command, static_cast<std::uint32_t>(first >> 32));
    base::append_u32_be(command, static_cast<std::uint32_t>(first));
    base::append_u32_be(command, count);
    command.push_back(0);
    command.push_back(0);
    return command;
}

base::Bytes read_blocks(std::uint64_t first, std::uint32_t count)
{
    return transfer(op_read_10, op_read_16, first, count);
}

base::Bytes write_blocks(std::uint64_t first, std::uint32_t count)
{
    return transfer(op_write_10, op_write_16, first, count);
}

base::Bytes synchronize_cache()
{
    return { op_synchronize_cache_10, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
}

Effect effect_of(base::View command)
{
    if (command.empty())
        return Effect::Writes;
    switch (command[0]) {
    case op_test_unit_ready:
    case op_request_sense:
    case op_inquiry:
    case op_mode_sense_6:
    case op_read_capacity_10:
    case op_read_10:
    case op_read_16: return Effect::Reads;
    case op_service_action_in_16:
        return command.size() > 1 && command[1] == 0x10 ? Effect::Reads : Effect::Writes;
    default: return Effect::Writes;
    }
}

static std::string shown(base::View field)
{
    auto text = base::text_of(field);
    auto first = text.find_first_not_of(' ');
    if (first == std::string::npos)
        return {};
    return base::escaped(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

// SPC-4, table 142: byte 0 is the qualifier (3 bits; 0: such a device is there) and the type.
Result<Inquiry> parse_inquiry(base::View bytes)
{
    if (bytes.size() < inquiry_bytes)
        return Error { "an INQUIRY answer that is too short" };
    Inquiry inquiry;
    switch (bytes[0]) {
    case 0x00: inquiry.peripheral = Peripheral::Disk; break;
    case 0x05: inquiry.peripheral = Peripheral::OpticalDisc; break;
    default:
        inquiry.peripheral = (bytes[0] & 0xe0) != 0 ? Peripheral::None : Peripheral::Other;
        break;
    }
    inquiry.vendor = shown(bytes.subspan(8, 8));
    inquiry.product = shown(bytes.subspan(16, 16));
    inquiry.revision = shown(bytes.subspan(32, 4));
    return inquiry;
}

static Result<Capacity> capacity_of(std::uint64_t last, std::uint32_t block_bytes)
{
    if (block_bytes != 512 && block_bytes != 2048 && block_bytes != 4096)
        return Error { "its blocks are " + std::to_string(block_bytes) + " bytes long" };
    // The product must fit what every offset here is counted in, with a sign to spare.
    if (last >= std::numeric_limits<std::int64_t>::max() / block_bytes)
        return Error { "it claims an impossible size" };
    return Capacity { last + 1, block_bytes };
}

Result<Capacity10> parse_capacity_10(base::View bytes)
{
    if (bytes.size() != capacity_10_bytes)
        return Error { "a READ CAPACITY answer of another length" };
    base::Reader reader(bytes);
    auto last = TRY(reader.u32_be());
    auto block_bytes = TRY(reader.u32_be());
    if (last == std::numeric_limits<std::uint32_t>::max())
        return Capacity10 { LargeDisk {} };
    return Capacity10 { TRY(capacity_of(last, block_bytes)) };
}

Result<Capacity> parse_capacity_16(base::View bytes)
{
    if (bytes.size() < 12)
        return Error { "a READ CAPACITY (16) answer that is too short" };
    base::Reader reader(bytes);
    auto last = TRY(reader.u64_be());
    auto block_bytes = TRY(reader.u32_be());
    return capacity_of(last, block_bytes);
}

// SPC-4, table 450: the third byte is device-specific; its first bit is WP for disks
// (SBC-3, 6.4.1).
WriteProtection parse_mode_sense(base::View bytes)
{
    if (bytes.size() < mode_header_bytes)
        return WriteProtection::Unknown;
    return (bytes[2] & 0x80) != 0 ? WriteProtection::On : WriteProtection::Off;
}

// SPC-4, 4.5: fixed format (70h, 71h) or descriptor format (72h, 73h).
Result<Sense> parse_sense(base::View bytes)
{
    auto format = bytes.empty() ? 0 : bytes[0] & 0x7f;
    if ((format == 0x70 || format == 0x71) && bytes.size() >= 14)
        return Sense { static_cast<std::uint8_t>(bytes[2] & 0x0f), bytes[12], bytes[13] };
    if ((format == 0x72 || format == 0x73) && bytes.size() >= 4)
        return Sense { static_cast<std::uint8_t>(bytes[1] & 0x0f), bytes[2], bytes[3] };
    return Error { "sense data of no known format" };
}

Trouble trouble_of(const Sense& sense)
{
    switch (sense.key) {
    case 0x0:
    case 0x1: return Trouble::None; // No sense; recovered error.
    case 0x2: return sense.code == 0x3a ? Trouble::NoMedium : Trouble::NotReady;
    case 0x3: return Trouble::BadSector; // Medium error.
    case 0x4: return Trouble::BadSector; // Hardware error.
    case 0x5: return Trouble::Unsupported; // Illegal request.
    case 0x6: return sense.code == 0x3a ? Trouble::NoMedium : Trouble::MediumChanged;
    case 0x7: return Trouble::WriteProtected;
    case 0xb: return Trouble::BadSector; // Aborted command.
    default: return Trouble::Other;
    }
}

}
