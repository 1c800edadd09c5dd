// SPDX-License-Identifier: MIT
// One file, two readers.
#include "tests/unit/type/samples.h"

#include <gtest/gtest.h>

using namespace samples;

static const std::string archive = zip({ { "evil.js", "x" } });
static const std::string document = compound({ { "WordDocument", "x" } });

TEST(Polyglot, AZipBehindAnything)
{
    for (const auto& front : { jpeg(), png(), gif(), bmp(), webp(), tiff(), rtf(), document,
             std::string("\x1F\x8B\x08 rest"), tar("a", "b"), std::string("words\n") }) {
        EXPECT_EQ(look(front + archive, "txt").structure == "sound", false) << front.substr(0, 8);
    }
    EXPECT_EQ(look(gif() + archive).structure, "ambiguous"); // GIFAR
    EXPECT_EQ(look(pdf() + archive).structure, "ambiguous");
    // In a comment of the PDF, so that the end mark is the last.
    auto inside = pdf();
    inside.insert(inside.find("xref"), "%" + archive + "\n");
    EXPECT_EQ(look(inside).structure, "ambiguous");
    // With a comment that reaches over what follows.
    auto comment = archive;
    comment.replace(comment.size() - 2, 2, le16(4));
    EXPECT_EQ(look(tiff() + comment + "tail").structure, "ambiguous");
}

TEST(Polyglot, AZipWithSomethingInFrontIsNoZip)
{
    EXPECT_EQ(look(std::string("\x01\x02") + archive, "zip").type, "unknown");
    EXPECT_EQ(look("MZ" + archive, "zip"), sound("executable"));
    EXPECT_EQ(look("#!/bin/sh\n" + archive, "zip"), sound("executable"));
}

TEST(Polyglot, EmbeddedPackagesAreNoSecondFace)
{
    // An .xlsx within a .doc holds an end record, too, but not at the very end.
    EXPECT_EQ(look(compound({ { "WordDocument", "x" }, { "ObjectPool", archive } })), sound("doc"));
}

TEST(Polyglot, APdfHeaderInTheFirstKilobyte)
{
    EXPECT_EQ(look(jpeg(pdf())).structure, "ambiguous");
    EXPECT_EQ(look("Dear reader\n" + pdf(), "txt").structure, "ambiguous");
    EXPECT_EQ(look(std::string(1024, 'a') + "%PDF-1.4", "txt").structure, "ambiguous");
    EXPECT_EQ(look(std::string(1025, 'a') + "%PDF-1.4", "txt"), sound("text"));
}

TEST(Polyglot, ATapeOrDiscImageAroundSomethingElse)
{
    // The name of a tape archive's first file may be the first line of anything.
    auto first_line = std::string("%PDF-1.4 %");
    EXPECT_EQ(look(tar(first_line, pdf()) + "\nstartxref\n1\n%%EOF").structure, "ambiguous");
    auto gif_head = gif().substr(0, 13);
    auto disc = jpeg() + std::string(32'769 - jpeg().size(), '\0') + "CD001";
    EXPECT_EQ(look(disc).structure, "ambiguous");
    auto zipped = zip({ { "a", std::string(32'769 - 31, 'x') + "CD001" } });
    EXPECT_EQ(look(zipped).structure, "ambiguous");
    EXPECT_EQ(look(zip({ { "a", std::string(32'768 - 31, 'x') + "CD001" } })), sound("zip"));
}

TEST(Polyglot, AnotherArchiveInAPictureOrText)
{
    auto rar = std::string("Rar!\x1A\x07\x01\0", 8);
    EXPECT_EQ(look(jpeg("x" + rar)).structure, "ambiguous");
    EXPECT_EQ(look(jpeg("7z\xBC\xAF\x27\x1C")).structure, "ambiguous");
    EXPECT_EQ(look(jpeg("Rar! is an archiver")), sound("jpeg"));
}
