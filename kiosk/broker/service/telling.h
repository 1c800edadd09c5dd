// SPDX-License-Identifier: MIT
// In the ledger before it is done; what then fails is told of, too.
#pragma once

#include "kiosk/broker/station/station.h"

#include <nlohmann/json.hpp>

namespace broker {

class Telling {
public:
    Telling(Station& station, nlohmann::json entry)
        : m_station(station)
        , m_entry(std::move(entry))
    {
    }

    Result<void> begin()
    {
        TRY(m_station.record(m_entry));
        m_begun = true;
        return {};
    }

    template <typename Value>
    Result<void> end(const Result<Value>& done)
    {
        if (done)
            return {};
        if (m_begun) {
            const auto& why = done.error().message;
            m_entry["failed"] = why.substr(0, why.find('\n'));
            TRY(m_station.record(m_entry));
        }
        return done.error();
    }

private:
    Station& m_station;
    nlohmann::json m_entry;
    bool m_begun { false };
};

}
