// SPDX-License-Identifier: MIT
#include "image/data/program.h"

#include "kiosk/core/base/descriptor.h"

#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace data {

static Result<base::Descriptor> holding(const std::string& input)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return base::system_error("pipe");
    base::Descriptor read_end(ends[0]);
    base::Descriptor write_end(ends[1]);
    TRY(base::write_fully(write_end, base::view_of(input))); // Far less than a pipe holds.
    return read_end;
}

Result<void> run(
    std::vector<std::string> words, const std::string& input, const std::string& secret)
{
    auto standard_input = TRY(holding(input));
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    auto child = fork();
    if (child < 0)
        return base::system_error("fork");
    if (child == 0) {
        dup2(standard_input.get(), STDIN_FILENO);
        if (!secret.empty())
            setenv("PASSWORD", secret.c_str(), 1);
        execv(pointers[0], pointers.data());
        _exit(127);
    }
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return Error { words[0] + " did not do it" };
    return {};
}

}
