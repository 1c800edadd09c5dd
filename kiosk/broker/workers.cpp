// SPDX-License-Identifier: MIT
#include "kiosk/broker/workers.h"

namespace broker {

Workers::Workers(std::string program_folder, std::map<std::string, std::vector<std::string>> words)
    : m_program_folder(std::move(program_folder))
    , m_words(std::move(words))
{
}

Result<std::shared_ptr<worker::Zygote>> Workers::running(const std::string& name)
{
    std::lock_guard lock(m_mutex);
    if (auto found = m_running.find(name); found != m_running.end())
        return found->second;
    auto file = name.substr(0, name.find(':'));
    worker::Program program { name, m_program_folder + "/" + file, m_words[name] };
    std::shared_ptr<worker::Zygote> zygote = TRY(worker::Zygote::start(program));
    m_running[name] = zygote;
    return zygote;
}

Result<worker::Process> Workers::spawn(std::string_view name, const worker::Limits& limits)
{
    std::string key(name);
    for (bool again : { true, false }) {
        if (m_stopped)
            break;
        auto zygote = running(key);
        if (zygote) {
            auto process = zygote.value()->spawn(limits);
            if (process && !m_stopped) // Or it may have come too late for stop() to see.
                return process;
            if (process)
                break;
            zygote = process.error();
        }
        if (m_stopped)
            break;
        // A zygote that does not answer is replaced once; a station that cannot lock workers in
        // answers nothing at all.
        std::lock_guard lock(m_mutex);
        m_running.erase(key);
        if (!again) {
            ++m_failures;
            return zygote.error();
        }
    }
    return Error { key + ": stopped" };
}

void Workers::stop()
{
    m_stopped = true;
    std::lock_guard lock(m_mutex);
    for (const auto& [name, zygote] : m_running)
        zygote->end_jobs();
}

void Workers::resume()
{
    m_stopped = false;
}

std::uint64_t Workers::failures() const
{
    return m_failures;
}

}
