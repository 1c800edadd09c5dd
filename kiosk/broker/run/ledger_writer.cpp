// SPDX-License-Identifier: MIT
#include "kiosk/broker/run/ledger_writer.h"

namespace broker {

static constexpr std::size_t enough = 64; // For a checkpoint of its own.
static constexpr std::size_t too_many = 1024; // Waiting: some megabytes.

LedgerWriter::LedgerWriter(ledger::Client& ledger)
    : m_ledger(ledger)
    , m_thread([this] { write(); })
{
}

LedgerWriter::~LedgerWriter()
{
    std::lock_guard lock(m_mutex);
    m_life = Life::Closed;
    m_changed.notify_all();
}

Result<void> LedgerWriter::state() const
{
    return m_failure ? Result<void>(*m_failure) : Result<void> {};
}

Result<void> LedgerWriter::add(std::string entry)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_failure || m_waiting.size() < too_many; });
    m_waiting.push_back(std::move(entry));
    if (m_waiting.size() >= enough)
        m_changed.notify_all();
    return state();
}

Result<void> LedgerWriter::finish()
{
    std::unique_lock lock(m_mutex);
    m_flush = Flush::Now;
    m_changed.notify_all();
    m_changed.wait(lock, [&] { return m_failure || (m_waiting.empty() && m_in_hand.empty()); });
    m_flush = Flush::WhenMany;
    return state();
}

void LedgerWriter::write()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [&] {
            return m_life == Life::Closed || m_waiting.size() >= enough
                || (m_flush == Flush::Now && !m_waiting.empty());
        });
        if (m_life == Life::Closed)
            return;
        m_in_hand.swap(m_waiting);
        lock.unlock();
        auto taken = m_ledger.append(m_in_hand);
        lock.lock();
        m_in_hand.clear();
        if (!taken)
            m_failure = taken.error();
        m_changed.notify_all();
        if (m_failure)
            return;
    }
}

}
