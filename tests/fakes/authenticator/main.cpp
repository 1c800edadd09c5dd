// SPDX-License-Identifier: MIT
// fake-authenticator FOLDER: a security key for journeys. Hears on its standard input, line by
// line: "plug", "unplug", or what is wrong with it from now on. Answers each by a line: how often
// it was touched and told to give up.
#include "tests/fakes/authenticator/plugged.h"

#include <iostream>
#include <optional>

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    fakes::Authenticator key;
    std::optional<fakes::Plugged> plugged;
    for (std::string line; std::getline(std::cin, line);) {
        if (line == "plug")
            plugged.emplace(argv[1], key);
        else if (line == "unplug")
            plugged.reset();
        else
            key.fault = fakes::fault_named(line);
        std::cout << key.touches << ' ' << key.cancels << std::endl;
    }
}
