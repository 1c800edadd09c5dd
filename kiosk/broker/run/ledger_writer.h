// SPDX-License-Identifier: MIT
// Brings a run's entries into the ledger, many under one checkpoint, while the files go on: a disk
// that takes its time to sync holds up nobody until too much waits for it.
#pragma once

#include "kiosk/ledger/client.h"

#include <condition_variable>
#include <optional>
#include <thread>

namespace broker {

class LedgerWriter {
public:
    explicit LedgerWriter(ledger::Client&);
    ~LedgerWriter(); // What finish() did not see through may be lost.

    // In this order. An Error if the ledger has failed: transfers must stop.
    Result<void> add(std::string entry);

    // When it returns without an Error, a durable checkpoint covers all that was added.
    Result<void> finish();

private:
    void write();
    Result<void> state() const; // Needs the mutex.

    ledger::Client& m_ledger;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::string> m_waiting;
    std::vector<std::string> m_in_hand;
    enum class Flush { WhenMany, Now } m_flush { Flush::WhenMany };
    enum class Life { Open, Closed } m_life { Life::Open };
    std::optional<Error> m_failure;
    std::jthread m_thread; // Last: it uses the others.
};

}
