// SPDX-License-Identifier: MIT
// What the common writers make is sound. Needs zip, 7z and python3.
#include "kiosk/core/base/descriptor.h"
#include "sanitizer/unpack/zip_structure/zip_structure.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>

namespace fs = std::filesystem;

class Writers : public testing::Test {
protected:
    void SetUp() override
    {
        char name[] = "/tmp/sekisho-writers-XXXXXX";
        ASSERT_NE(mkdtemp(name), nullptr);
        m_folder = name;
    }
    void TearDown() override { fs::remove_all(m_folder); }

    // The archive that `command` writes as z.zip is sound and has `entries` entries.
    void expect_sound(const std::string& command, std::size_t entries)
    {
        auto line
            = "cd " + m_folder.string() + " && rm -f z.zip && (" + command + ") >/dev/null 2>&1";
        ASSERT_EQ(std::system(line.c_str()), 0) << command;
        base::Descriptor file(open((m_folder / "z.zip").c_str(), O_RDONLY | O_CLOEXEC));
        auto source = zip_structure::FileSource::of(file);
        ASSERT_TRUE(source);
        auto structure = zip_structure::examine(source.value()).value();
        EXPECT_EQ(structure.state, zip_structure::State::Sound) << structure.reason;
        EXPECT_EQ(structure.entries.size(), entries);
    }

    static constexpr auto files = "mkdir -p d/e && seq 1 9999 > d/n.txt && echo x > d/あ.txt && ";
    fs::path m_folder;
};

TEST_F(Writers, InfoZip)
{
    expect_sound(std::string(files) + "zip -r z.zip d", 4);
}
TEST_F(Writers, InfoZipToAPipe)
{
    expect_sound("seq 1 9999 | zip - - > z.zip", 1);
}
TEST_F(Writers, InfoZipThroughAPipe)
{
    expect_sound(std::string(files) + "zip -r - d | cat > z.zip", 4);
}
TEST_F(Writers, SevenZip)
{
    expect_sound(std::string(files) + "7z a z.zip d", 4);
}
TEST_F(Writers, Python)
{
    expect_sound(std::string(files) + "python3 -m zipfile -c z.zip d", 4);
}
TEST_F(Writers, PythonToAPipe)
{
    expect_sound("python3 -c \"import zipfile,sys;z=zipfile.ZipFile(sys.stdout.buffer,'w',8);"
                 "z.writestr('あ','x'*999);z.open('b','w',force_zip64=True).close();z.close()\""
                 " | cat > z.zip",
        2);
}
TEST_F(Writers, ManyEntries)
{
    expect_sound("python3 -c \"import zipfile;z=zipfile.ZipFile('z.zip','w');"
                 "[z.writestr(str(i),b'') for i in range(70000)];z.close()\"",
        70000);
}
