// SPDX-License-Identifier: MIT
// What a HEIF says it holds (ISO/IEC 14496-12 section 8.11, ISO/IEC 23008-12): items, where their
// bytes lie, their properties, and what refers to what.
#pragma once

#include "sanitizer/decode/heif/boxes.h"
#include "sanitizer/decode/pixels/frame.h"

#include <map>

namespace decode_heif {

struct Property {
    base::Bytes box; // Whole.
    std::string_view name() const { return base::text_of(base::View(box).subspan(4, 4)); }
    base::View content() const { return base::View(box).subspan(8); }
};

struct Use {
    std::size_t property { 0 }; // Of Items::properties.
    bool is_essential { false };
};

struct Item {
    std::string type; // "hvc1", "av01", "grid", "Exif", …
    std::vector<Use> uses;
    std::vector<base::View> extents;
};

struct Reference {
    std::string kind; // "dimg", "auxl", "thmb", …
    std::uint32_t from { 0 };
    std::vector<std::uint32_t> to;
};

struct Items {
    std::uint32_t primary { 0 };
    std::map<std::uint32_t, Item> all;
    std::vector<Property> properties;
    std::vector<Reference> references;
    pixels::Removals removed; // Beside the track that is read.
};

Result<Items> read_items(base::View file, base::View meta);

// The first picture of a track of pictures, as the only item.
Result<Items> read_first_of_track(base::View file, base::View moov);

}
