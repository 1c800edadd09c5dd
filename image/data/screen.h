// SPDX-License-Identifier: MIT
// What the screen (kiosk/ui/window) is asked while what the station keeps is not open yet. It may
// come late, and be started anew in the midst of it.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <string>

namespace data {

// A word of what is wrong, which the screen knows to explain; empty: nothing is any more.
void tell_screen(const std::string& word);

class Screen {
public:
    static Result<Screen> listen();
    Screen(Screen&&) = default;
    ~Screen();

    // What whoever stands there answers to this.
    Result<std::string> ask(const std::string& said);

private:
    explicit Screen(base::Descriptor socket)
        : m_socket(std::move(socket))
    {
    }

    base::Descriptor m_socket;
};

}
