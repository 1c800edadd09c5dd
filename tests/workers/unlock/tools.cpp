// SPDX-License-Identifier: MIT
#include "tests/workers/unlock/tools.h"

#include "kiosk/core/base/memory_file.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

namespace fs = std::filesystem;

namespace tools {

Folder::Folder()
{
    auto form = (fs::temp_directory_path() / "unlock-XXXXXX").string();
    EXPECT_TRUE(mkdtemp(form.data()));
    m_path = form;
}

void Folder::put(const std::string& name, std::string_view bytes) const
{
    fs::create_directories((m_path / name).parent_path());
    std::ofstream(m_path / name, std::ios::binary) << bytes;
}

std::string Folder::get(const std::string& name) const
{
    std::ifstream file(m_path / name, std::ios::binary);
    EXPECT_TRUE(file) << name;
    return { std::istreambuf_iterator<char>(file), {} };
}

std::string Folder::run(const std::string& command) const
{
    std::string said;
    auto line = "cd '" + m_path.string() + "' && { " + command + "; } 2>&1";
    FILE* pipe = popen(line.c_str(), "r");
    EXPECT_TRUE(pipe);
    char block[4096];
    while (auto count = pipe ? fread(block, 1, sizeof block, pipe) : 0)
        said.append(block, count);
    EXPECT_EQ(pipe ? pclose(pipe) : -1, 0) << command << "\n" << said;
    return said;
}

std::string encrypted_zip(
    const Contents& contents, const std::string& password, const std::string& options)
{
    Folder folder;
    for (const auto& [name, bytes] : contents)
        folder.put("in/" + name, bytes);
    folder.run("cd in && LC_ALL=C.UTF-8 7z a -tzip -p'" + password + "' " + options
        + " ../out.zip . >../said");
    return folder.get("out.zip");
}

Answer unlocked(const std::string& file, policy::FileType type,
    const std::vector<std::string>& passwords, std::uint64_t most_bytes)
{
    static broker::Workers workers(SEKISHO_LIBEXEC);
    auto sealed = base::sealed_memory_file("file", base::view_of(file)).take();
    worker::Limits limits;
    limits.output_bytes = most_bytes;
    auto outcome = broker::unlock(workers, limits, sealed, type, passwords);
    if (!outcome)
        return { "", "no answer: " + outcome.error().message, {} };
    if (auto* refused = std::get_if<broker::Refused>(&outcome.value()))
        return { "", refused->detail, refused->reason };
    auto bytes = base::read_all(std::get<base::Descriptor>(outcome.value()), 1 << 28).take();
    return { std::string(base::text_of(bytes)), "", {} };
}

Contents contents_of(const std::string& zip)
{
    Folder folder;
    folder.put("a.zip", zip);
    folder.run("mkdir out && python3 -c 'import zipfile\n"
               "zip = zipfile.ZipFile(\"a.zip\")\n"
               "assert zip.testzip() is None\n"
               "for i, name in enumerate(zip.namelist()):\n"
               "    open(f\"out/{i}\", \"wb\").write(zip.read(name))\n"
               "    open(f\"out/{i}.name\", \"w\").write(name)'");
    Contents contents;
    for (int i = 0; i < 1000; ++i) {
        auto number = std::to_string(i);
        if (folder.run("ls out | grep -cx " + number + " || true") != "1\n")
            break;
        contents[folder.get("out/" + number + ".name")] = folder.get("out/" + number);
    }
    return contents;
}

}
