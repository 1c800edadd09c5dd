// SPDX-License-Identifier: MIT
// The attributes of an element of XML, for the few elements of an EncryptionInfo (MS-OFFCRYPTO
// 2.3.4.10). No more of XML than its writers use: what has entities, comments, CDATA or a document
// type has no such element.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace unlock_office {

using Attributes = std::map<std::string, std::string, std::less<>>;

// By its local name, whatever its prefix. Nothing unless it is there exactly once.
std::optional<Attributes> attributes_of(std::string_view xml, std::string_view element);

}
