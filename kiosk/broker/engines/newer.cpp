// SPDX-License-Identifier: MIT
#include "kiosk/broker/engines/newer.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <string>

namespace broker {

static const policy::EngineFacts* engine_named(
    const std::vector<policy::EngineFacts>& engines, const char* name)
{
    auto found = std::ranges::find(engines, name, &policy::EngineFacts::name);
    return found == engines.end() ? nullptr : &*found;
}

Result<void> check_newer(
    const std::vector<policy::EngineFacts>& now, const std::vector<policy::EngineFacts>& wanted)
{
    for (const char* name : { "clamav", "yara" }) {
        const auto* before = engine_named(now, name);
        const auto* after = engine_named(wanted, name);
        if (!after || !after->ready)
            return Error { std::string("the ") + name + " definitions do not load: "
                + (after ? base::escaped(after->version) : "no answer") };
        auto older = before && before->ready && !before->built_in_test_set
            && after->definitions_time < before->definitions_time;
        if (older)
            return Error { std::string("the ") + name
                + " definitions are older than those in force; `sekisho definitions rollback` "
                  "goes back to the set before" };
    }
    return {};
}

}
