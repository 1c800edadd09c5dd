// SPDX-License-Identifier: MIT
#include "policy/facts/facts.h"
#include "policy/facts/file_type.h"

#include <gtest/gtest.h>

#include <set>

using namespace policy;

// info() indexes the table by the enumeration, so a row out of place would give a file the
// extension of another type.
TEST(FileTypes, StandInTheOrderOfTheEnumeration)
{
    std::size_t position = 0;
    for (const auto& entry : all_file_types())
        EXPECT_EQ(static_cast<std::size_t>(entry.type), position++) << entry.name;
    EXPECT_EQ(position, static_cast<std::size_t>(FileType::Empty) + 1);
}

TEST(FileTypes, HaveNamesOfTheirOwnThatLeadBackToThem)
{
    std::set<std::string_view> names;
    for (const auto& entry : all_file_types()) {
        EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
        EXPECT_EQ(file_type_named(entry.name), entry.type);
        EXPECT_EQ(family_named(word(entry.family)), entry.family);
    }
    EXPECT_FALSE(file_type_named("docy"));
    EXPECT_FALSE(family_named(""));
}

TEST(FileTypes, FitTheirOwnExtensionsAndNoOther)
{
    EXPECT_TRUE(extension_fits(FileType::Jpeg, "jpg"));
    EXPECT_TRUE(extension_fits(FileType::Jpeg, "jfif"));
    EXPECT_FALSE(extension_fits(FileType::Jpeg, "jp"));
    EXPECT_FALSE(extension_fits(FileType::Jpeg, "jpg jpeg"));
    EXPECT_FALSE(extension_fits(FileType::Jpeg, ""));
    EXPECT_FALSE(extension_fits(FileType::Docx, "docm"));
    EXPECT_FALSE(extension_fits(FileType::Unknown, ""));
}

TEST(Facts, AreSilentBeforeAnybodyAnswers)
{
    FileFacts facts;
    EXPECT_EQ(facts.type.structure, Structure::NoAnswer);
    EXPECT_EQ(facts.type.by_structure, FileType::Unknown);
    EXPECT_EQ(facts.type.by_magic, FileType::Unknown);
    EXPECT_EQ(facts.publisher.state, SignatureState::NoAnswer);
    EXPECT_EQ(ScanFacts {}.state, ScanState::NoAnswer);
    EXPECT_FALSE(EngineFacts {}.ready);
}
