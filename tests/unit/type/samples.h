// SPDX-License-Identifier: MIT
// Small whole files of each kind, made here, so that a test can break one thing of them.
#pragma once

#include "scanners/type/structure/recognise.h"

#include <string>
#include <utility>
#include <vector>

namespace samples {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string zip(const Files&); // Stored, one end record.
std::string content_types(const std::vector<std::string>& types); // [Content_Types].xml
std::string ooxml(const std::vector<std::string>& types, const Files& more = {});
std::string open_document(const std::string& mime, const Files& more = {});

// MS-CFB, version 3. "folder/stream" lies in a storage of its own. Each stream is padded to the
// regular kind.
std::string compound(const Files& streams);

std::string pdf(); // One page.
std::string jpeg(const std::string& comment = "");
std::string png();
std::string gif();
std::string bmp();
std::string tiff();
std::string webp();
std::string ico();
std::string heif(const std::string& brands = "heic"); // By the frame; its boxes are empty.
std::string emf(); // An empty frame of 20 mm by 10 mm.
std::string wmf(); // Likewise, placeable.
std::string rtf();
std::string tar(const std::string& name, const std::string& content);

unsigned crc32_of(const std::string&);
std::string le16(unsigned);
std::string le32(unsigned);
std::string be32(unsigned);
std::string utf16(const std::string& ascii); // Little-endian, with its mark.

struct Seen { // For comparisons that print.
    std::string type, structure, detail;
    bool operator==(const Seen&) const = default;
};
Seen look(const std::string& bytes, const std::string& extension = "");
void PrintTo(const Seen&, std::ostream*);

inline Seen sound(const std::string& type)
{
    return { type, "sound", "" };
}

}
