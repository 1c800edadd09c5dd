// SPDX-License-Identifier: MIT
// Documents of the kinds before OOXML, decrypted in place: whatever lies in the container keeps
// its place, and what said that it was encrypted says so no more.
#pragma once

#include "sanitizer/unlock/serve/serve.h"
#include "sanitizer/unpack/compound_file/compound_file.h"

namespace unlock_office {

// A whole file, or why there is none.
using Decrypted = std::variant<base::Bytes, unlock::Refused>;

// MS-DOC 2.2.6: the main stream behind its first bytes, the table stream, the data.
Result<Decrypted> open_word(
    const compound_file::CompoundFile&, base::View file, std::span<const std::string> passwords);

// MS-XLS 2.2.10: what the records hold, in the workbook and in the caches of its pivot tables.
Result<Decrypted> open_workbook(
    const compound_file::CompoundFile&, base::View file, std::span<const std::string> passwords);

}
