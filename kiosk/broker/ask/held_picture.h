// SPDX-License-Identifier: MIT
// Pictures that lie one after another in a larger file: what the rebuild of documents and its
// verifier both tell of.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "policy/facts/file_type.h"

#include <optional>
#include <string>

namespace broker {

struct HeldPicture {
    policy::FileType type;
    std::uint64_t offset;
    std::uint64_t size; // Not 0.
    std::string part {}; // Where the document had it, as a place; of what goes in only.
};

// PICTURE_PNG, PICTURE_JPEG, PICTURE_GIF, PICTURE_BMP, PICTURE_TIFF of either worker's messages;
// the rebuild also gives out PICTURE_DRAWING.
std::optional<policy::FileType> type_of_picture(int kind);
std::optional<policy::FileType> type_of_given_out(int kind); // Drawings, too.
int kind_of_picture(policy::FileType); // 0: none of these.

Result<base::Descriptor> cut_out(const base::Descriptor& file, const HeldPicture&); // Sealed.

}
