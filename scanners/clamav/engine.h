// SPDX-License-Identifier: MIT
// libclamav, set up so that "clean" means: all of it was looked at, and nothing was found.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <cstdint>
#include <string>
#include <vector>

struct cl_engine;

namespace clamav {

enum class State { Clean, Found, Incomplete };

struct Scan {
    State state { State::Incomplete };
    std::vector<std::string> findings;
};

struct ScanLimits {
    std::uint64_t file_bytes;
    std::uint64_t scan_bytes;
    std::uint32_t milliseconds;
};

struct Definitions {
    std::uint64_t signatures { 0 };
    std::uint32_t version { 0 };
    std::int64_t time { 0 };
};

// Owns the engine for the life of the process (a zygote's memory, shared by its jobs).
class Engine {
public:
    // Loads every definition file in `folder`; an empty or unreadable folder is an error.
    static Result<Engine> load(const std::string& folder);

    // Bytecode signatures are not loaded: they would need executable memory.
    Result<Scan> scan(const base::Descriptor& input, const ScanLimits&) const;
    const Definitions& definitions() const { return m_definitions; }
    static std::string version();

private:
    void warm_up() const;

    cl_engine* m_engine { nullptr };
    Definitions m_definitions;
};

}
