// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/msg.h"

#include "sanitizer/unpack/mail/compound.h"

#include <cstdio>

namespace unpack_mail {

static constexpr std::string_view properties_name = "__PROPERTIES_VERSION1.0";
// MS-OXMSG 2.4.1: what stands before the properties of each.
static constexpr std::size_t head_of_message = 32;
static constexpr std::size_t head_of_part = 8;
static constexpr std::size_t property_bytes = 16;

static std::uint64_t number_of(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value |= std::uint64_t(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return value;
}

static bool has_stream(std::uint16_t type)
{
    return type == property_bytes8 || type == property_utf16 || type == property_binary;
}

static MaybeStop read_value(
    Compound& file, std::size_t storage, std::uint16_t id, Property& property)
{
    char name[32];
    std::snprintf(name, sizeof name, "__SUBSTG1.0_%04X%04X", id, property.type);
    auto stream = file.stream(storage, name);
    if (!stream)
        return malformed("a property without its value");
    if (auto stop = file.read(*stream, property.bytes))
        return stop;
    if (property.type == property_bytes8 && property.bytes.ends_with('\0'))
        property.bytes.pop_back();
    return {};
}

static MaybeStop read_properties(
    Compound& file, std::size_t storage, std::size_t head, Properties& into)
{
    auto stream = file.stream(storage, properties_name);
    std::string bytes;
    if (!stream)
        return malformed("a message without its properties");
    if (auto stop = file.read(*stream, bytes))
        return stop;
    if (bytes.size() < head || (bytes.size() - head) % property_bytes != 0)
        return malformed("properties of a message that are cut off");
    for (std::size_t at = head; at < bytes.size(); at += property_bytes) {
        auto entry = std::string_view(bytes).substr(at, property_bytes);
        Property property { std::uint16_t(number_of(entry.substr(0, 2))), 0, {} };
        auto id = std::uint16_t(number_of(entry.substr(2, 2)));
        if (property.type == property_int32)
            property.number = number_of(entry.substr(8, 4));
        else if (property.type == property_time)
            property.number = number_of(entry.substr(8, 8));
        else if (has_stream(property.type)) {
            if (auto stop = read_value(file, storage, id, property))
                return stop;
        }
        if (!into.try_emplace(id, std::move(property)).second)
            return malformed("a property that is given twice");
    }
    return {};
}

MaybeStop read_msg(std::string_view bytes, MapiMessage& into)
{
    Compound file(bytes);
    if (auto stop = file.open())
        return stop;
    if (auto stop = read_properties(file, Compound::root, head_of_message, into.own))
        return stop;
    auto read_all = [&](std::string_view prefix, std::vector<Properties>& all) -> MaybeStop {
        for (auto storage : file.storages(Compound::root, prefix)) {
            if (auto stop = read_properties(file, storage, head_of_part, all.emplace_back()))
                return stop;
        }
        return {};
    };
    if (auto stop = read_all("__RECIP_VERSION1.0_#", into.recipients))
        return stop;
    return read_all("__ATTACH_VERSION1.0_#", into.attachments);
}

}
