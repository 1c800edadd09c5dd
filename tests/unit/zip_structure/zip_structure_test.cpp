// SPDX-License-Identifier: MIT
// One archive, one reading: each way of saying two things at once is told from a sound file.
#include "sanitizer/unpack/zip_structure/zip_structure.h"
#include "tests/samples/archives/zip_builder.h"

#include <gtest/gtest.h>

using namespace zip_structure;
using samples::ZipEntry, samples::ZipFile;

static Structure examined(const base::Bytes& bytes, const Limits& limits = {})
{
    return examine(ViewSource(bytes), limits).value();
}

static ZipFile two_files()
{
    ZipFile file;
    file.entries = { { "a.txt", "first" }, { "dir/b.txt", "second, longer", 8 } };
    return file;
}

// A file as `bend` leaves it must not be Sound, and must be called what it is.
static void expect_state(State state, auto bend)
{
    auto file = two_files();
    bend(file);
    auto structure = examined(file.build());
    EXPECT_EQ(structure.state, state) << structure.reason;
    EXPECT_TRUE(structure.entries.empty());
    EXPECT_FALSE(structure.reason.empty());
}

static base::Bytes extra(std::uint16_t tag, const base::Bytes& value)
{
    base::Bytes out;
    base::append_u16_le(out, tag);
    base::append_u16_le(out, std::uint16_t(value.size()));
    base::append(out, value);
    return out;
}

static base::Bytes unicode_path(const std::string& header_name, const std::string& name)
{
    base::Bytes value { 1 };
    base::append_u32_le(value, samples::crc32_of(base::view_of(header_name)));
    base::append(value, base::view_of(name));
    return extra(0x7075, value);
}

static base::Bytes zip64(std::initializer_list<std::uint64_t> values)
{
    base::Bytes out;
    for (auto value : values)
        samples::append_u64_le(out, value);
    return extra(1, out);
}

TEST(ZipStructure, ListsTheEntriesOfASoundFile)
{
    auto bytes = two_files().build();
    auto structure = examined(bytes);
    ASSERT_EQ(structure.state, State::Sound) << structure.reason;
    ASSERT_EQ(structure.entries.size(), 2u);
    EXPECT_EQ(structure.entries[1].name, "dir/b.txt");
    EXPECT_EQ(structure.entries[1].method, deflated);
    EXPECT_EQ(structure.entries[0].data_offset, 35u);
    EXPECT_EQ(structure.total_size, 19u);
}

TEST(ZipStructure, AcceptsAnEmptyArchive)
{
    EXPECT_EQ(examined(ZipFile {}.build()).state, State::Sound);
}

TEST(ZipStructure, AcceptsDataDescriptorsWithAndWithoutSignature)
{
    for (auto form : { samples::Descriptor::Signed, samples::Descriptor::Bare }) {
        auto file = two_files();
        file.entries[0].descriptor = file.entries[1].descriptor = form;
        EXPECT_EQ(examined(file.build()).state, State::Sound);
    }
}

TEST(ZipStructure, AcceptsExtraFieldsThatDiffer)
{
    auto file = two_files();
    file.entries[0].local_extra = extra(0xa220, base::Bytes(300)); // As Office pads.
    file.entries[1].local_extra = base::Bytes(3); // As aligners pad.
    file.entries[1].central_extra = extra(0x000a, base::Bytes(32));
    EXPECT_EQ(examined(file.build()).state, State::Sound);
}

TEST(ZipStructure, ReportsTheArchiveComment)
{
    auto file = two_files();
    file.comment = "made in Kyoto";
    auto structure = examined(file.build());
    EXPECT_EQ(structure.state, State::Sound);
    EXPECT_EQ(structure.comment_bytes, 13u);
}

TEST(ZipStructure, TellsFoldersAndLinks)
{
    ZipFile file;
    file.entries = { { "d/", "" }, { "l", "target" } };
    file.entries[0].attributes = 040755u << 16 | 0x10;
    file.entries[1].attributes = 0120777u << 16;
    auto structure = examined(file.build());
    ASSERT_EQ(structure.state, State::Sound) << structure.reason;
    EXPECT_EQ(structure.entries[0].kind, Kind::Folder);
    EXPECT_EQ(structure.entries[1].kind, Kind::Link);
}

TEST(ZipStructure, RefusesASecondEndRecord)
{
    auto end = ZipFile {}.build();
    expect_state(State::Ambiguous, [&](auto& f) { f.comment = base::text_of(end); });
    expect_state(State::Ambiguous, [&](auto& f) { f.before_end = end; });
    expect_state(State::Ambiguous, [&](auto& f) { f.entries[0].comment = base::text_of(end); });
    // One in the data, whose comment claims to reach the end of the file.
    expect_state(State::Ambiguous, [&](auto& f) {
        auto twin = end;
        f.entries[0].text = std::string(base::text_of(twin));
        auto size = f.build().size();
        auto comment = size - 35 - twin.size();
        twin[20] = std::uint8_t(comment);
        twin[21] = std::uint8_t(comment >> 8);
        f.entries[0].text = std::string(base::text_of(twin));
    });
}

TEST(ZipStructure, RefusesBytesThatBelongToNothing)
{
    base::Bytes some { 'M', 'Z', 0, 1 };
    expect_state(State::Ambiguous, [&](auto& f) { f.prefix = some; });
    expect_state(State::Ambiguous, [&](auto& f) { f.after = some; });
    expect_state(State::Ambiguous, [&](auto& f) { f.entries[0].after = some; });
    expect_state(State::Ambiguous, [&](auto& f) { f.entries[1].after = some; });
    expect_state(State::Ambiguous, [&](auto& f) { f.before_end = some; });
    // An entry that the directory does not list.
    expect_state(State::Ambiguous, [&](auto& f) {
        ZipFile hidden;
        hidden.entries = { { "hidden.exe", "MZ" } };
        auto bytes = hidden.build();
        f.entries[0].after.assign(bytes.begin(), bytes.begin() + 42);
    });
    // Self-extracting: offsets count from the start of the ZIP part.
    expect_state(State::Ambiguous, [&](auto& f) {
        auto directory = std::uint32_t(f.build().size() - 22 - 46 * 2 - 14);
        f.prefix = some;
        f.entries[0].header_offset = 0;
        f.entries[1].header_offset = 40;
        f.directory_offset = directory;
    });
}

TEST(ZipStructure, RefusesHeadersThatDisagree)
{
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].local_name = "b.exe"; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].local_method = 8; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].local_flags = 1 << 11; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].local_flags = 1; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].local_flags = 1 << 3; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].local_crc = 1; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].local_crc = 0; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[1].local_size = 1; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[1].local_compressed = 1; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].central_size = 4; });
    expect_state(
        State::Ambiguous, [](auto& f) { f.entries[0].central_size = f.entries[0].local_size = 4; });
}

TEST(ZipStructure, RefusesDescriptorsThatDisagree)
{
    auto with = [](std::uint32_t crc, std::uint32_t compressed, std::uint32_t size, bool missing) {
        return [=](auto& f) {
            base::Bytes bytes;
            base::append_u32_le(bytes, crc);
            base::append_u32_le(bytes, compressed);
            base::append_u32_le(bytes, size);
            f.entries[0].descriptor = samples::Descriptor::Bare;
            f.entries[0].descriptor_bytes = missing ? base::Bytes {} : bytes;
        };
    };
    auto crc = samples::crc32_of(base::view_of("first"));
    expect_state(State::Ambiguous, with(crc + 1, 5, 5, false));
    expect_state(State::Ambiguous, with(crc, 4, 5, false));
    expect_state(State::Ambiguous, with(crc, 5, 4, false));
    expect_state(State::Broken, with(crc, 5, 5, true));
    auto sound = two_files();
    with(crc, 5, 5, false)(sound);
    EXPECT_EQ(examined(sound.build()).state, State::Sound);
}

TEST(ZipStructure, RefusesTwinNames)
{
    expect_state(State::Ambiguous, [](auto& f) { f.entries[1].name = "a.txt"; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[1] = { "a.txt/", "" }; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].name = "dir\\b.txt"; });
}

TEST(ZipStructure, RefusesNamesThatReadersCutOrDecodeDifferently)
{
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].name = std::string("a\0.exe", 6); });
    expect_state(State::Broken, [](auto& f) { f.entries[0].name = ""; });
    expect_state(State::Ambiguous, [](auto& f) {
        f.entries[0].flags = 1 << 11;
        f.entries[0].name = "\x95\x5c.txt";
    });
    expect_state(State::Ambiguous,
        [](auto& f) { f.entries[0].central_extra = unicode_path("a.txt", "evil.exe"); });
    expect_state(State::Ambiguous,
        [](auto& f) { f.entries[0].local_extra = unicode_path("a.txt", "evil.exe"); });
    // In a code page the second name is the better one, if it belongs to the first.
    auto file = two_files();
    file.entries[0].name = "\x95\x5c.txt";
    file.entries[0].central_extra = unicode_path("\x95\x5c.txt", "表.txt");
    auto structure = examined(file.build());
    ASSERT_EQ(structure.state, State::Sound) << structure.reason;
    EXPECT_EQ(structure.entries[0].unicode_name, "表.txt");
    expect_state(State::Ambiguous, [](auto& f) {
        f.entries[0].name = "\x95\x5c.txt";
        f.entries[0].central_extra = unicode_path("other", "表.txt");
    });
}

TEST(ZipStructure, RefusesFoldersThatAreFiles)
{
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].name = "a/"; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].attributes = 040755u << 16; });
    expect_state(State::Ambiguous, [](auto& f) {
        f.entries[0].made_by = 20;
        f.entries[0].attributes = 0x10;
    });
}

TEST(ZipStructure, RefusesOverlapBeforeAnythingIsInflated)
{
    // Fifield's full overlap: all central headers share one local header and its data.
    expect_state(State::Ambiguous, [](auto& f) {
        f.entries[1] = f.entries[0];
        f.entries[1].name = "z.txt";
        f.entries[1].header_offset = 0;
    });
    // Quoted overlap: the first file's stored block holds the second file's local header.
    expect_state(State::Ambiguous, [](auto& f) {
        ZipFile kernel;
        kernel.entries = { { "b", std::string(1000, 'x'), 8 } };
        auto bytes = kernel.build();
        base::Bytes quoted { 0, 31, 0, 0xe0, 0xff };
        base::append(quoted, base::View(bytes).first(31 + 1005));
        f.entries[0].method = 8;
        f.entries[0].packed = quoted;
        f.entries[1] = kernel.entries[0];
        f.entries[1].header_offset = 35 + 5;
    });
    expect_state(State::Ambiguous, [](auto& f) {
        f.entries[0].central_compressed = f.entries[0].local_compressed = 60;
        f.entries[0].central_size = f.entries[0].local_size = 60;
    });
}

TEST(ZipStructure, RefusesADirectoryThatIsElsewhereOrOtherwise)
{
    expect_state(State::Broken, [](auto& f) { f.count = 3; });
    expect_state(State::Ambiguous, [](auto& f) { f.count = 1; });
    expect_state(State::Ambiguous, [](auto& f) { f.count = 0; });
    expect_state(State::Ambiguous, [](auto& f) { f.directory_size = 0; });
    expect_state(State::Ambiguous, [](auto& f) { f.directory_offset = 0; });
    expect_state(State::Ambiguous, [](auto& f) {
        f.before_end = { 'P', 'K', 5, 5 }; // A digital signature, say.
        f.directory_size = 46 * 2 + 14 + 4;
    });
    expect_state(State::Broken, [](auto& f) { f.directory_offset = 0xfffffff0; });
    expect_state(State::Broken, [](auto& f) { f.entries[1].header_offset = 0xfffffff0; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[1].header_offset = 20; });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[1].header_offset = 41; });
}

TEST(ZipStructure, RefusesZip64ValuesThatOnlySomeReadersBelieve)
{
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].central_extra = zip64({ 99, 99 }); });
    expect_state(State::Ambiguous, [](auto& f) { f.entries[0].local_extra = zip64({ 99, 99 }); });
    expect_state(State::Ambiguous, [](auto& f) {
        f.entries[0].local_extra = zip64({ 5, 5 });
        base::append(f.entries[0].local_extra, zip64({ 99, 99 }));
    });
    expect_state(State::Broken, [](auto& f) {
        f.entries[0].central_size = 0xffffffff;
        f.entries[0].central_extra = zip64({});
    });
    auto file = two_files();
    file.entries[0].local_size = file.entries[0].local_compressed = 0xffffffff;
    file.entries[0].local_extra = zip64({ 5, 5 }); // As Info-ZIP and Python write to a pipe.
    EXPECT_EQ(examined(file.build()).state, State::Sound);
    file.entries[0].local_extra = zip64({ 0, 0 });
    EXPECT_EQ(examined(file.build()).state, State::Ambiguous);
    file = two_files();
    file.entries[0].local_extra = zip64({ 0, 0 }); // As Office keeps room.
    EXPECT_EQ(examined(file.build()).state, State::Sound);
}

static base::Bytes zip64_end(std::uint64_t count, std::uint64_t size, std::uint64_t start)
{
    base::Bytes out;
    base::append_u32_le(out, 0x06064b50);
    samples::append_u64_le(out, 44);
    base::append_u32_le(out, 45u << 16 | 45);
    samples::append_u64_le(out, 0);
    for (auto value : { count, count, size, start })
        samples::append_u64_le(out, value);
    base::append_u32_le(out, 0x07064b50);
    base::append_u32_le(out, 0);
    samples::append_u64_le(out, start + size);
    base::append_u32_le(out, 1);
    return out;
}

TEST(ZipStructure, BelievesAZip64EndRecordOnlyIfItAgrees)
{
    constexpr std::uint64_t size = 46 * 2 + 14;
    auto file = two_files();
    auto start = file.build().size() - 22 - size;
    file.before_end = zip64_end(2, size, start);
    EXPECT_EQ(examined(file.build()).state, State::Sound);
    file.directory_offset = 0xffffffff;
    EXPECT_EQ(examined(file.build()).state, State::Sound);
    for (auto [count, bytes, from] : { std::tuple { 1ull, size, start },
             std::tuple { 2ull, size - 1, start }, std::tuple { 2ull, size, start - 1 } }) {
        auto bent = two_files();
        bent.before_end = zip64_end(count, bytes, from);
        EXPECT_EQ(examined(bent.build()).state, State::Ambiguous);
    }
}

TEST(ZipStructure, CallsEncryptedWhatNeedsAKey)
{
    auto file = two_files();
    file.entries[1].flags = 1;
    EXPECT_EQ(examined(file.build()).state, State::Encrypted);
    expect_state(State::Encrypted, [](auto& f) { f.entries[1].flags = 1u << 13 | 1; });
}

TEST(ZipStructure, StopsAtEachLimit)
{
    auto bytes = two_files().build();
    Limits limits;
    limits.entries = 2;
    limits.directory_bytes = 46 * 2 + 14;
    limits.total_size = 19;
    EXPECT_EQ(examined(bytes, limits).state, State::Sound);
    for (auto part : { &Limits::entries, &Limits::directory_bytes, &Limits::total_size }) {
        auto less = limits;
        --(less.*part);
        EXPECT_EQ(examined(bytes, less).state, State::Limit);
    }
    auto bomb = two_files();
    bomb.entries[1].central_size = bomb.entries[1].local_size = 19 * 1032;
    limits = {};
    limits.ratio = 1000;
    EXPECT_EQ(examined(bomb.build()).state, State::Sound);
    bomb.entries[1].central_size = bomb.entries[1].local_size = 19 * 1032 + 1032;
    EXPECT_EQ(examined(bomb.build()).state, State::Broken);
    bomb.entries[1].central_size = bomb.entries[1].local_size = 19 * 1032;
    bomb.entries.erase(bomb.entries.begin());
    EXPECT_EQ(examined(bomb.build(), limits).state, State::Limit);
}

TEST(ZipStructure, ReadsNothingPastAnyCut)
{
    auto bytes = two_files().build();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        base::Bytes cut(bytes.begin(), bytes.begin() + std::ptrdiff_t(size));
        EXPECT_NE(examined(cut).state, State::Sound) << size;
    }
}
