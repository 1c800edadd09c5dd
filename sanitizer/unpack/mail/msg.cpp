// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/msg.h"

#include "sanitizer/unpack/compound_file/compound_file.h"

#include <cstdio>

namespace unpack_mail {

using compound_file::CompoundFile;

static constexpr std::string_view properties_name = "__PROPERTIES_VERSION1.0";
// MS-OXMSG 2.4.1: what stands before the properties of each.
static constexpr std::size_t head_of_message = 32;
static constexpr std::size_t head_within = 24;
static constexpr std::size_t head_of_part = 8;
static constexpr std::size_t most_depth = 8; // Messages within one another.
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

// Whole, or not at all. Each stream is asked for once: a property is not given twice.
static MaybeStop read_whole(
    const CompoundFile& file, const CompoundFile::Stream& stream, std::string& out)
{
    auto bytes = file.read(stream, stream.size);
    if (bytes.size() < stream.size)
        return malformed("a stream of a compound file that is cut off");
    out = base::text_of(bytes);
    return {};
}

static MaybeStop read_value(
    const CompoundFile& file, std::size_t storage, std::uint16_t id, Property& property)
{
    char name[32];
    std::snprintf(name, sizeof name, "__SUBSTG1.0_%04X%04X", id, property.type);
    auto* stream = file.stream(storage, name);
    if (!stream)
        return malformed("a property without its value");
    if (auto stop = read_whole(file, *stream, property.bytes))
        return stop;
    if (property.type == property_bytes8 && property.bytes.ends_with('\0'))
        property.bytes.pop_back();
    return {};
}

static MaybeStop read_properties(
    const CompoundFile& file, std::size_t storage, std::size_t head, Properties& into)
{
    auto* stream = file.stream(storage, properties_name);
    std::string bytes;
    if (!stream)
        return malformed("a message without its properties");
    if (auto stop = read_whole(file, *stream, bytes))
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

static MaybeStop read_message(const CompoundFile& file, std::size_t storage, std::size_t head,
    std::size_t depth, MapiMessage& into)
{
    if (depth > most_depth)
        return limit("messages nested too deeply");
    if (auto stop = read_properties(file, storage, head, into.own))
        return stop;
    for (auto recipient : file.storages(storage, "__RECIP_VERSION1.0_#")) {
        auto& properties = into.recipients.emplace_back();
        if (auto stop = read_properties(file, recipient, head_of_part, properties))
            return stop;
    }
    for (auto attached : file.storages(storage, "__ATTACH_VERSION1.0_#")) {
        auto& attachment = into.attachments.emplace_back();
        if (auto stop = read_properties(file, attached, head_of_part, attachment.properties))
            return stop;
        auto inner = file.storage(attached, "__SUBSTG1.0_3701000D");
        // An OLE object has a storage of that name, too.
        if (!inner || !file.stream(*inner, properties_name))
            continue;
        auto message = std::make_shared<MapiMessage>();
        if (auto stop = read_message(file, *inner, head_within, depth + 1, *message))
            return stop;
        attachment.message = std::move(message);
    }
    return {};
}

MaybeStop read_msg(std::string_view bytes, MapiMessage& into)
{
    auto file = CompoundFile::open(base::view_of(bytes));
    if (!file)
        return malformed("a compound file that cannot be read");
    return read_message(*file, CompoundFile::root, head_of_message, 0, into);
}

}
