// SPDX-License-Identifier: MIT
// A stick in an output port, for sekisho-release: one session after the other, and the gate takes
// the stick off the bus between them, by its power where the kernel can. Each has a process of its
// own (kiosk/release/usb); the channel to it goes to sekisho-release, and the broker keeps neither
// it nor the stick's node.
#pragma once

#include "kiosk/broker/ask/stick_facts.h"
#include "kiosk/release/client.h"

#include <optional>

namespace broker {

class OutputStick {
public:
    OutputStick(Workers& workers, gate::Client& gate, std::string port)
        : m_workers(workers)
        , m_gate(gate)
        , m_port(std::move(port))
    {
    }
    ~OutputStick(); // Closes the port.
    OutputStick(const OutputStick&) = delete;

    // Ends the session before. An Error if the stick cannot be written at all, or if another one
    // came back than was there at first.
    Result<release::Session> next_session();

    const intake::Device& facts() const { return m_facts; } // Of the first session.
    int sessions() const { return m_sessions; }
    int renewals() const { return m_renewals; } // Before which it had to tell all of itself again.

private:
    void end_session();
    Result<void> check(const intake::Device&) const;

    Workers& m_workers;
    gate::Client& m_gate;
    std::string m_port;
    std::optional<worker::Process> m_worker;
    enum class State { Closed, Open } m_state { State::Closed };
    intake::Device m_facts;
    int m_sessions { 0 };
    int m_renewals { 0 };
};

}
