// SPDX-License-Identifier: MIT
#include "kiosk/broker/run/event.h"

#include <nlohmann/json.hpp>

namespace broker {

std::string event_of(nlohmann::json report, std::string line)
{
    if (line.size() <= most_event_bytes)
        return line;
    report["parts"] = nlohmann::json::array();
    return report.dump();
}

}
