// SPDX-License-Identifier: MIT
#include "scanners/command/run.h"

#include "kiosk/core/base/memory_file.h"

#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace command {

static constexpr auto place = "/tmp/file";

static Result<void> copy_to_place(const base::Descriptor& input)
{
    base::Descriptor file(open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file)
        return base::system_error("create");
    base::Bytes block(1 << 20);
    auto left = TRY(base::size_of(input));
    for (std::uint64_t offset = 0; left > 0;) {
        auto part = std::span(block).first(std::min<std::uint64_t>(left, block.size()));
        TRY(base::read_fully_at(input, offset, part));
        TRY(base::write_fully(file, part));
        offset += part.size();
        left -= part.size();
    }
    return {};
}

static std::string with_file(std::string word)
{
    static constexpr std::string_view mark = "{file}";
    if (auto at = word.find(mark); at != std::string::npos)
        word.replace(at, mark.size(), place);
    return word;
}

Result<int> run(const std::vector<std::string>& argv, const base::Descriptor& input)
{
    TRY(copy_to_place(input));
    std::vector<std::string> words;
    words.reserve(argv.size());
    for (const auto& word : argv)
        words.push_back(with_file(word));
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    char path[] = "PATH=/usr/bin:/bin";
    char language[] = "LC_ALL=C.UTF-8";
    char home[] = "HOME=/tmp";
    char* environment[] { path, language, home, nullptr };

    auto child = fork();
    if (child < 0)
        return base::system_error("fork");
    if (child == 0) {
        close_range(3, ~0u, 0); // The channel, the input and the rest are not the engine's.
        execve(pointers[0], pointers.data(), environment);
        _exit(127);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return base::system_error("wait");
    }
    if (!WIFEXITED(status))
        return Error { "the engine ended by a signal" };
    return WEXITSTATUS(status);
}

}
