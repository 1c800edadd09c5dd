// SPDX-License-Identifier: MIT
// What a person sees at a terminal while they wait: a progress bar with the time left.
#pragma once

#include "kiosk/broker/api/api.pb.h"

namespace cli {

// On stderr, and only if that is a terminal; otherwise one line for each tenth.
class ProgressBar {
public:
    void show(const broker::api::Progress&);
    void clear();

private:
    int m_last_tenth { -1 };
    enum class Line { Empty, Drawn } m_line { Line::Empty };
};

}
