// SPDX-License-Identifier: MIT
// The records of a presentation (MS-PPT 2.3.1), as far as they tell what else it has.
#include "scanners/type/structure/holdings.h"

namespace type_scanner {

static void read_record(std::uint16_t type, base::View data, Holdings& holdings)
{
    switch (type) {
    case 0x0400: // VBAInfoAtom: fHasMacros.
        if (data.size() > 4 && data[4] != 0)
            holdings.add("macros");
        break;
    case 0x0FCC: holdings.add("embedded-object"); break; // ExOleEmbedContainer
    case 0x0FCE: holdings.add("external-link"); break; // ExOleLinkContainer
    case 0x0FEE: holdings.add("activex-control"); break; // ExControlContainer
    case 0x07E6: // SoundContainer
    case 0x1006: // ExAviMovieContainer, and its like
    case 0x1007:
    case 0x100D:
    case 0x100E:
    case 0x100F: holdings.add("media"); break;
    case 0x0FF3: // InteractiveInfoAtom: its action lies behind two references.
        if (data.size() > 8 && (data[8] == 1 || data[8] == 2 || data[8] == 5))
            holdings.add("action"); // A macro, a program, an object's verb.
        break;
    default: break;
    }
}

// Containers have records in them, one behind another, and are walked as if they had no end of
// their own.
Cipher add_presentation(base::View stream, Holdings& holdings)
{
    constexpr unsigned container = 0xF;
    constexpr std::uint16_t crypt_session = 0x2F14; // CryptSession10Container
    auto cipher = Cipher::None;
    base::Reader reader(stream);
    while (reader.left() >= 8) {
        auto kind = reader.u16_le().value();
        auto type = reader.u16_le().value();
        auto size = reader.u32_le().value();
        if (type == crypt_session)
            cipher = Cipher::Locked;
        if ((kind & 0xFu) == container) {
            read_record(type, {}, holdings);
            continue;
        }
        auto data = reader.take(size);
        read_record(type, data ? data.value() : base::View {}, holdings);
        if (!data)
            break;
    }
    return cipher;
}

}
