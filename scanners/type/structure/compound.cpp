// SPDX-License-Identifier: MIT
// Which document a compound file is, the streams of its root tell; whether it is encrypted, their
// first records (MS-DOC 2.5.2, MS-XLS 2.4.117, MS-PPT 2.3.2, MS-OFFCRYPTO 2.3.4).
#include "scanners/type/structure/compound_file.h"
#include "scanners/type/structure/recognise.h"

namespace type_scanner {

using policy::FileType;

static Recognition recognise_word(base::View head)
{
    // FibBase.fEncrypted: bit 8 of the flags at offset 10.
    if (head.size() > 11 && (head[11] & 0x01) != 0)
        return encrypted(FileType::Doc, "it is encrypted");
    return sound(FileType::Doc);
}

static Recognition recognise_workbook(base::View head)
{
    // FilePass (0x002F) stands among the first records of the globals.
    base::Reader reader(head);
    for (int records = 0; records < 8; ++records) {
        auto type = reader.u16_le();
        auto size = reader.u16_le();
        if (!type || !size || !reader.take(size.value()))
            break;
        if (type.value() == 0x002F)
            return encrypted(FileType::Xls, "it is encrypted");
    }
    return sound(FileType::Xls);
}

static Recognition recognise_root(const CompoundFile& file)
{
    if (file.stream("ENCRYPTIONINFO") && file.stream("ENCRYPTEDPACKAGE"))
        return encrypted(FileType::EncryptedOffice, "it is encrypted");
    auto* word = file.stream("WORDDOCUMENT");
    auto* book = file.stream("WORKBOOK");
    auto* old_book = file.stream("BOOK"); // Excel 95; some writers put both, for both programs.
    auto* slides = file.stream("POWERPOINT DOCUMENT");
    auto* mail = file.stream("__PROPERTIES_VERSION1.0");
    auto kinds = (word ? 1 : 0) + (book || old_book ? 1 : 0) + (slides ? 1 : 0) + (mail ? 1 : 0);
    if (kinds > 1)
        return ambiguous(FileType::Unknown, "documents of two kinds in one compound file");
    if (word)
        return recognise_word(file.start_of(*word));
    if (slides)
        return file.stream("ENCRYPTEDSUMMARY") ? encrypted(FileType::Ppt, "it is encrypted")
                                               : sound(FileType::Ppt);
    if (book || old_book)
        return recognise_workbook(file.start_of(book ? *book : *old_book));
    if (mail)
        return sound(FileType::Msg);
    return broken(FileType::Unknown, "a compound file of no known kind");
}

Recognition recognise_compound(base::View bytes)
{
    auto file = CompoundFile::open(bytes);
    if (!file)
        return broken(FileType::Unknown, "a compound file that cannot be read");
    auto recognition = recognise_root(*file);
    if (recognition.structure == policy::Structure::Sound && file->has_data_behind())
        return ambiguous(recognition.type, "data behind the compound file's last sector");
    return recognition;
}

}
