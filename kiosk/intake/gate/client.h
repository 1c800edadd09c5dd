// SPDX-License-Identifier: MIT
// The broker's side of the gate. What it tells of a device was written by the device; it is
// escaped.
#pragma once

#include "kiosk/core/wire/channel.h"
#include "kiosk/intake/usb/admission.h"

#include <memory>
#include <mutex>
#include <optional>
#include <sys/types.h>

namespace wire {
template <typename Message>
struct Received;
}

namespace gate {

// Of a port, as gate.h has it, without the descriptors.
struct PortFacts {
    std::uint16_t vendor { 0 };
    std::uint16_t product_id { 0 };
    std::uint32_t device { 0 }; // The kernel's number: another one after each plugging in.
    std::string digest; // Of the descriptors: SHA-256, hex.
    std::string manufacturer;
    std::string product;
    std::string serial;
    std::string denied_as; // Empty: it may come in.
    std::string denied_as_japanese;
    std::string reason;
};

struct OpenedPort {
    PortFacts facts;
    usb::BulkOnlyStorage storage;
    base::Descriptor node;
};

enum class Session { Same, Changed, Gone };
enum class Renewed { EnumeratedAnew, NotPossible };
enum class Empty { Nothing, NoAnswer, OverCurrent, Unknown };

namespace message {
class Answer;
class Request;
}

// For any thread. A gate that ends unasked, or is silent for half a minute, is started again: that
// closes all ports, and whatever was open there is over.
class Client {
public:
    // `program` is sekisho-gate; it ends with this object and closes its ports.
    static Result<std::unique_ptr<Client>> start(
        const std::string& program, const std::vector<std::string>& ports);
    ~Client();

    Result<std::optional<PortFacts>> look(const std::string& port);
    Result<OpenedPort> open(const std::string& port);
    Result<Session> watch(const std::string& port);
    Result<void> close(const std::string& port);
    Result<Renewed> renew(const std::string& port); // As Gate has it.
    Result<Empty> why_empty(const std::string& port);

    std::uint64_t restarts();

private:
    enum class OnDeath { AskAgain, Tell };

    Client(std::string program, std::vector<std::string> ports)
        : m_program(std::move(program))
        , m_ports(std::move(ports))
    {
    }
    Result<void> launch();
    void end();
    Result<wire::Received<message::Answer>> ask(const message::Request&, OnDeath);

    std::string m_program;
    std::vector<std::string> m_ports;
    std::mutex m_mutex;
    wire::Channel m_channel;
    pid_t m_process { -1 }; // -1: it could not be started again.
    std::uint64_t m_restarts { 0 };
};

}
