// SPDX-License-Identifier: MIT
#include "policy/verdict/judge.h"

#include <algorithm>

namespace policy {

// Where libmagic is known to say less than our own check, in the order: what we found, what
// libmagic may call it. Everything else has to be the same.
struct Pair {
    FileType by_structure;
    FileType by_magic;
};

static constexpr Pair less_precise[] {
    // Text is text to libmagic unless it sees a mark it knows.
    { FileType::Csv, FileType::PlainText },
    { FileType::Tsv, FileType::PlainText },
    { FileType::Tsv, FileType::Csv },
    { FileType::Html, FileType::PlainText },
    { FileType::Html, FileType::Xml },
    { FileType::Xml, FileType::PlainText },
    { FileType::Json, FileType::PlainText },
    { FileType::Svg, FileType::Xml },
    { FileType::Svg, FileType::PlainText },
    { FileType::PlainText, FileType::Csv },
    { FileType::PlainText, FileType::Json },
    // Text that quotes markup, or a letter that was saved as text.
    { FileType::PlainText, FileType::Html },
    { FileType::Csv, FileType::Html },
    { FileType::Tsv, FileType::Html },
    { FileType::PlainText, FileType::Eml },
    { FileType::Eml, FileType::PlainText },
    { FileType::Mbox, FileType::PlainText },
    { FileType::Mbox, FileType::Eml },
    { FileType::Eml, FileType::Html },
    { FileType::Mbox, FileType::Html },
    { FileType::Mhtml, FileType::Html },
    { FileType::Mhtml, FileType::Eml },
    { FileType::Mhtml, FileType::PlainText },
    // A container without its purpose.
    { FileType::Odt, FileType::Zip },
    { FileType::Ods, FileType::Zip },
    { FileType::Odp, FileType::Zip },
    // A name of the older format for any OLE file, or none of it.
    { FileType::Xls, FileType::Doc },
    { FileType::Ppt, FileType::Doc },
    { FileType::Msg, FileType::Doc },
    { FileType::EncryptedOffice, FileType::Doc },
    { FileType::Jtd, FileType::Doc },
    // Which coding, another than the first brand says.
    { FileType::Avif, FileType::Heic },
    // Drawings that are text, and one that libmagic does not know.
    { FileType::Dxf, FileType::PlainText },
    { FileType::P21, FileType::PlainText },
    { FileType::Sfc, FileType::PlainText },
    { FileType::Jww, FileType::Unknown },
};

// OOXML: libmagic sees a ZIP, or the plain member of the family.
static bool is_family_member(FileType by_structure, FileType by_magic)
{
    using enum FileType;
    struct Group {
        FileType plain;
        std::initializer_list<FileType> members;
    };
    static const Group groups[] {
        { Docx, { Docx, Docm, Dotx, Dotm } },
        { Xlsx, { Xlsx, Xlsm, Xltx, Xltm, Xlsb } },
        { Pptx, { Pptx, Pptm, Ppsx, Ppsm, Potx, Potm } },
    };
    return std::ranges::any_of(groups, [&](const Group& group) {
        return std::ranges::find(group.members, by_structure) != group.members.end()
            && (by_magic == Zip || by_magic == group.plain);
    });
}

bool agrees(FileType by_structure, FileType by_magic)
{
    if (by_structure == FileType::Unknown)
        return false;
    return by_structure == by_magic || is_family_member(by_structure, by_magic)
        || std::ranges::any_of(less_precise, [&](const Pair& pair) {
               return pair.by_structure == by_structure && pair.by_magic == by_magic;
           });
}

}
