// SPDX-License-Identifier: MIT
#include "tests/workers/pdf/readers.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace tools {

broker::Workers& workers()
{
    static broker::Workers the_workers(SEKISHO_LIBEXEC);
    return the_workers;
}

std::string run(const std::string& pdf, const std::string& command)
{
    auto path = std::filesystem::temp_directory_path() / ("pdf-" + std::to_string(getpid()));
    std::ofstream(path, std::ios::binary) << pdf;
    auto line = "F='" + path.string() + "'; " + command + " 2>&1";
    std::string said;
    if (FILE* pipe = popen(line.c_str(), "r")) {
        char block[4096];
        while (auto count = fread(block, 1, sizeof block, pipe))
            said.append(block, count);
        pclose(pipe);
    }
    std::filesystem::remove(path);
    return said;
}

}
