// SPDX-License-Identifier: MIT
// Which document a compound file is, the streams of its root tell; whether it is encrypted, their
// records (MS-DOC 2.5.2, MS-XLS 2.4.117, MS-PPT 2.3.2, MS-OFFCRYPTO 2.3.4).
#include "scanners/type/structure/holdings.h"
#include "scanners/type/structure/recognise.h"

#include <algorithm>

namespace type_scanner {

using policy::FileType;

static constexpr std::uint64_t all = ~0ull;

static Recognition recognise_word(
    const CompoundFile& file, const CompoundFile::Stream& stream, Holdings& holdings)
{
    auto bytes = file.read(stream, all);
    // FibBase.fEncrypted: bit 8 of the flags at offset 10.
    if (bytes.size() > 11 && (bytes[11] & 0x01) != 0)
        return encrypted(FileType::Doc, "it is encrypted");
    add_word(file, bytes, holdings);
    return sound(FileType::Doc);
}

// Where readers look for FilePass is their own affair, and Excel's default password opens to them
// what nobody was asked about: one anywhere is one.
static Recognition recognise_workbook(
    const CompoundFile& file, const CompoundFile::Stream& stream, Holdings& holdings)
{
    if (add_workbook(file.read(stream, all), holdings) == Cipher::Locked)
        return encrypted(FileType::Xls, "it is encrypted");
    return sound(FileType::Xls);
}

// Excel 95's beside Excel 97's: whichever a reader takes.
static Recognition recognise_workbooks(const CompoundFile& file, const CompoundFile::Stream* book,
    const CompoundFile::Stream* old_book, Holdings& holdings)
{
    if (!book)
        return recognise_workbook(file, *old_book, holdings);
    auto recognition = recognise_workbook(file, *book, holdings);
    if (!old_book || recognition.structure != policy::Structure::Sound)
        return recognition;
    Holdings of_old;
    recognition = recognise_workbook(file, *old_book, of_old);
    holdings.take_larger(of_old);
    return recognition;
}

// Three marks of one thing: CurrentUserAtom.headerToken is the one that PowerPoint goes by.
static Recognition recognise_presentation(
    const CompoundFile& file, const CompoundFile::Stream& slides, Holdings& holdings)
{
    constexpr std::uint32_t locked = 0xF3D1C4DF;
    auto cipher = add_presentation(file.read(slides, all), holdings);
    if (auto* user = file.stream("CURRENT USER")) {
        auto bytes = file.read(*user, 16);
        base::Reader reader(bytes);
        if (bytes.size() == 16 && reader.seek(12) && reader.u32_le().value() == locked)
            cipher = Cipher::Locked;
    }
    if (cipher == Cipher::Locked || file.stream("ENCRYPTEDSUMMARY"))
        return encrypted(FileType::Ppt, "it is encrypted");
    return sound(FileType::Ppt);
}

static Recognition recognise_root(const CompoundFile& file, Holdings& holdings)
{
    if (file.stream("ENCRYPTIONINFO") && file.stream("ENCRYPTEDPACKAGE"))
        return encrypted(FileType::EncryptedOffice, "it is encrypted");
    auto* word = file.stream("WORDDOCUMENT");
    auto* book = file.stream("WORKBOOK");
    auto* old_book = file.stream("BOOK"); // Excel 95; some writers put both, for both programs.
    auto* slides = file.stream("POWERPOINT DOCUMENT");
    auto* mail = file.stream("__PROPERTIES_VERSION1.0");
    auto kinds = (word ? 1 : 0) + (book || old_book ? 1 : 0) + (slides ? 1 : 0) + (mail ? 1 : 0);
    // LibreOffice takes the presentation within, PowerPoint the one beside it.
    auto is_second = [](const CompoundFile::Item& item) {
        return item.parent == 0 && item.name == "PP97_DUALSTORAGE";
    };
    if (slides && std::ranges::any_of(file.items(), is_second))
        return ambiguous(FileType::Ppt, "two presentations in one compound file");
    if (kinds > 1)
        return ambiguous(FileType::Unknown, "documents of two kinds in one compound file");
    if (word)
        return recognise_word(file, *word, holdings);
    if (slides)
        return recognise_presentation(file, *slides, holdings);
    if (book || old_book)
        return recognise_workbooks(file, book, old_book, holdings);
    if (mail)
        return sound(FileType::Msg);
    // Ichitaro 8 and later; the second, compressed as a whole.
    if ((file.stream("DOCUMENTTEXT") && file.stream("\x04JSRV_SEGMENTINFORMATION"))
        || file.stream("JSCOMPDOCUMENT"))
        return sound(FileType::Jtd);
    return broken(FileType::Unknown, "a compound file of no known kind");
}

Recognition recognise_compound(base::View bytes)
{
    auto file = CompoundFile::open(bytes);
    if (!file)
        return broken(FileType::Unknown, "a compound file that cannot be read");
    Holdings holdings;
    auto recognition = recognise_root(*file, holdings);
    if (recognition.type == FileType::Doc || recognition.type == FileType::Xls
        || recognition.type == FileType::Ppt) {
        add_storages(*file, holdings);
        recognition.holds = holdings.list();
    }
    if (recognition.structure == policy::Structure::Sound && file->has_data_behind())
        return ambiguous(recognition.type, "data behind the compound file's last sector");
    return recognition;
}

}
