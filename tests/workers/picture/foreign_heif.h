// SPDX-License-Identifier: MIT
// HEIC and AVIF as cameras and programs write them: coded by libheif, and put together anew with
// what libheif itself does not write.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <libheif/heif.h>

namespace foreign {

struct Heif {
    heif_compression_format coding { heif_compression_HEVC };
    unsigned width { 64 };
    unsigned height { 64 };
    bool has_alpha { false };
    bool has_more { false }; // Exif, XMP, a profile, a thumbnail and another picture.
    bool keeps_colour { false }; // 4:4:4.
};

// Red grows to the right, green downwards; of a constant blue. See-through on the left.
base::Bytes heif(const Heif&);

struct Item {
    std::string type;
    std::vector<base::Bytes> properties; // Whole boxes.
    base::Bytes data;
    unsigned places { 1 }; // All of its data in the first,
    bool is_repeated { false }; // or in each, which lie on one another then.
};

// The main picture of such a file.
Item item_of(base::View file);
base::Bytes property(std::string_view name, const base::Bytes& content);
base::Bytes size_property(unsigned width, unsigned height);

struct Link {
    std::string kind;
    unsigned from; // From 1 on; the first item is the main picture.
    std::vector<unsigned> to;
};

base::Bytes put_together(const std::vector<Item>&, const std::vector<Link>& = {});

// A moving picture, whose first one is this, and which has no still one. `head`: at the beginning
// of its track; `more`: behind it.
base::Bytes sequence_of(const Item&, unsigned width, unsigned height, const base::Bytes& head = {},
    const base::Bytes& more = {});

}
