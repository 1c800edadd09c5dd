// SPDX-License-Identifier: MIT
// What a desk hears last of its request.
#pragma once

#include "kiosk/core/base/result.h"

#include <functional>
#include <string>

namespace broker::api {
class Event;
}

namespace broker {

// The exit statuses that scripts rely on.
enum class Outcomes { Done = 0, Held = 1, Usage = 2, Failed = 3 };

struct Reply {
    Outcomes outcome { Outcomes::Failed };
    std::string message;
    std::string json;
    std::string report_path;
    bool session_is_over { false }; // The one that came with the request.
};

inline Reply held(const Error& error)
{
    return { Outcomes::Held, error.message, "", "" };
}

using Emit = std::function<void(const api::Event&)>;

}
