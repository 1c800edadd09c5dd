// SPDX-License-Identifier: MIT
// The records of a workbook (MS-XLS 2.1.4), as far as they tell what else it has.
#include "scanners/type/structure/holdings.h"

namespace type_scanner {

namespace {

enum class Version { Excel95, Excel97 };

struct Found {
    Version version { Version::Excel97 };
    Cipher cipher { Cipher::None };
    std::uint64_t macro_sheets { 0 }; // As the list of sheets has them,
    std::uint64_t macro_streams { 0 }; // and as they call themselves.
    std::uint64_t modules { 0 };
    std::uint64_t links { 0 };
    std::uint64_t connections { 0 };
};

}

static std::uint16_t word_at(base::View data, std::size_t at)
{
    return at + 2 > data.size()
        ? std::uint16_t { 0 }
        : static_cast<std::uint16_t>(data[at] | static_cast<unsigned>(data[at + 1]) << 8);
}

static void read_sheet(base::View data, Found& found)
{
    auto kind = data.size() > 5 ? data[5] : 0;
    found.macro_sheets += kind == 1 ? 1 : 0;
    found.modules += kind == 6 ? 1 : 0;
}

static void read_record(std::uint16_t type, base::View data, Found& found)
{
    switch (type) {
    case 0x002F: found.cipher = Cipher::Locked; break;
    case 0x0085: read_sheet(data, found); break; // BoundSheet8
    case 0x0809: // BOF
        if (word_at(data, 0) == 0x0500)
            found.version = Version::Excel95;
        found.macro_streams += word_at(data, 2) == 0x0040 ? 1 : 0;
        break;
    case 0x01AE: // SupBook: this workbook itself, functions of add-ins, or another file.
        if (auto kind = word_at(data, 2); kind != 0x0401 && kind != 0x3A01)
            ++found.links;
        break;
    case 0x0017: // ExternSheet of Excel 95: a name of its own.
        if (found.version == Version::Excel95 && data.size() > 1 && data[1] == 0x01)
            ++found.links;
        break;
    case 0x01AD: // Qsi
    case 0x0876: // DConn
        ++found.connections;
        break;
    default: break;
    }
}

Cipher add_workbook(base::View stream, Holdings& holdings)
{
    Found found;
    base::Reader reader(stream);
    while (reader.left() >= 4) {
        auto type = reader.u16_le().value();
        auto size = reader.u16_le().value();
        auto data = reader.take(size);
        // Its head counts, also where its data is cut off: nobody knows how far another reads.
        read_record(type, data ? data.value() : base::View {}, found);
        if (!data)
            break;
    }
    holdings.add("macro-sheet", std::max(found.macro_sheets, found.macro_streams));
    holdings.add("macros", found.modules);
    holdings.add("external-link", found.links);
    holdings.add("data-connection", found.connections);
    return found.cipher;
}

}
