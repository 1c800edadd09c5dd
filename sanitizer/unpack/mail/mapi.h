// SPDX-License-Identifier: MIT
// A mail as Outlook keeps it: properties (MS-OXPROPS) of the message, of its recipients, of its
// attachments. MSG and TNEF are two ways of writing them down.
#pragma once

#include "sanitizer/unpack/mail/walk.h"

#include <map>
#include <memory>

namespace unpack_mail {

// Types of MS-OXCDATA 2.11.1.
inline constexpr std::uint16_t property_int32 = 0x0003;
inline constexpr std::uint16_t property_object = 0x000D;
inline constexpr std::uint16_t property_bytes8 = 0x001E; // Text in the message's code page.
inline constexpr std::uint16_t property_utf16 = 0x001F;
inline constexpr std::uint16_t property_time = 0x0040;
inline constexpr std::uint16_t property_binary = 0x0102;

struct Property {
    std::uint16_t type { 0 };
    std::uint64_t number { 0 }; // Of int32 and time.
    std::string bytes; // Of text, binary and object, without a final zero.
};

// By their ids. A property that is there twice, or in two types, stops the reader.
using Properties = std::map<std::uint16_t, Property>;

struct MapiMessage;

struct MapiAttachment {
    Properties properties;
    std::shared_ptr<const MapiMessage> message {}; // Of MSG, where one lies within another.
};

struct MapiMessage {
    Properties own;
    std::vector<Properties> recipients;
    std::vector<MapiAttachment> attachments;
};

Result<MaybeStop> give_message(const MapiMessage&, const Letters&, Account&);

}
