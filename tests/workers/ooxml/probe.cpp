// SPDX-License-Identifier: MIT
// Carries documents through the real workers for ooxml_test.py:
//     probe [links=text] [comments=remove] IN OUT
// Rebuilds and verifies each file of the folder IN into OUT, and prints a line for each:
//     name <tab> ok|refused|silent <tab> verified|… <tab> loss of pictures, of links <tab>
//     code=count …
#include "kiosk/broker/ask/ooxml.h"
#include "kiosk/core/base/memory_file.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>

using namespace broker;

static void write_file(const std::filesystem::path& path, const base::Descriptor& bytes)
{
    auto size = base::size_of(bytes).take();
    auto all = base::read_all(bytes, size).take();
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(all.data()), static_cast<std::streamsize>(all.size()));
}

static void carry(Workers& workers, const std::filesystem::path& path,
    const std::filesystem::path& out, OfficeRebuild request)
{
    std::cout << path.filename().string() << '\t';
    base::Descriptor input(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    auto outcome = rebuild_office(workers, input, policy::FileType::Docx, request);
    if (!outcome) {
        std::cout << "silent\t" << outcome.error().message << "\t0\t0\t\n";
        return;
    }
    if (auto* refused = std::get_if<Refused>(&outcome.value())) {
        std::cout << "refused\t" << refused->detail << "\t0\t0\t\n";
        return;
    }
    const auto& rebuilt = std::get<Rebuilt>(outcome.value());
    write_file(out / path.filename(), rebuilt.bytes);
    auto verified = verify_office(workers, rebuilt.bytes, 1'000'000'000, request.worker);
    std::cout << "ok\t";
    if (!verified)
        std::cout << "silent: " << verified.error().message;
    else if (auto* refused = std::get_if<Refused>(&verified.value()))
        std::cout << "refused: " << refused->detail;
    else
        std::cout << "verified";
    std::cout << '\t' << rebuilt.loss.images << '\t' << rebuilt.loss.links << '\t';
    for (const auto& one : rebuilt.removed)
        std::cout << one.what << '=' << one.count << ' ';
    std::cout << '\n';
}

int main(int argc, char** argv)
{
    OfficeRebuild request;
    int at = 1;
    for (; at < argc - 2; ++at) {
        std::string_view option = argv[at];
        if (option == "links=text")
            request.links = KeptLinks::None;
        else if (option == "comments=remove")
            request.comments = KeptComments::None;
        else
            return 2;
    }
    if (argc - at != 2)
        return 2;
    Workers workers(SEKISHO_LIBEXEC);
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(argv[at]))
        files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& path : files)
        carry(workers, path, argv[at + 1], request);
    return 0;
}
