// SPDX-License-Identifier: MIT
// libyara with the rules of one folder, compiled once.
#pragma once

#include "kiosk/core/base/bytes.h"

#include <cstdint>
#include <string>
#include <vector>

struct YR_RULES;

namespace yara_scanner {

enum class State { Clean, Found, Incomplete };

struct Scan {
    State state { State::Incomplete };
    std::vector<std::string> rules; // "file:rule".
};

// Owns the rules for the life of the process (a zygote's memory, shared by its jobs).
class Engine {
public:
    // Compiles every *.yar and *.yara in `folder`, each in a namespace of its file name. A rule
    // that does not compile is an error: a rule that is not run would be a silent hole. `include`
    // is off.
    static Result<Engine> load(const std::string& folder);

    Scan scan(base::View, std::uint32_t seconds) const;
    std::uint32_t rules() const { return m_count; }
    std::int64_t time() const { return m_time; }
    static std::string version();

private:
    YR_RULES* m_rules { nullptr };
    std::uint32_t m_count { 0 };
    std::int64_t m_time { 0 };
};

}
