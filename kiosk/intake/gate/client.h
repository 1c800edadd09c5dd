// SPDX-License-Identifier: MIT
// The broker's side of the gate. What it tells of a device was written by the device; it is
// escaped.
#pragma once

#include "kiosk/core/wire/channel.h"
#include "kiosk/intake/usb/admission.h"

#include <memory>
#include <optional>
#include <sys/types.h>

namespace gate {

// Of a port, as gate.h has it, without the descriptors.
struct PortFacts {
    std::uint16_t vendor { 0 };
    std::uint16_t product_id { 0 };
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

private:
    Client() = default;

    wire::Channel m_channel;
    pid_t m_process { -1 };
};

}
