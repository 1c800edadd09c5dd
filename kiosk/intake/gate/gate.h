// SPDX-License-Identifier: MIT
// Who may come in through a media port: a plain storage stick, opened by one interface, for one
// session. Everything else stays as the kernel leaves it when authorized_default is 0: without a
// configuration, without a driver, unable to do anything.
#pragma once

#include "kiosk/intake/gate/bus.h"
#include "kiosk/intake/usb/admission.h"
#include "kiosk/intake/usb/disk.h"

#include <map>
#include <vector>

namespace gate {

// What is in a port, for a screen and the record.
struct Seen {
    Attached attached;
    std::string digest; // SHA-256 of its descriptors, hex.
    std::uint16_t vendor { 0 }; // 0 where the descriptors cannot be read.
    std::uint16_t product { 0 };
    usb::Admission admission;
};

struct Opened {
    Seen seen;
    usb::BulkOnlyStorage storage;
    base::Descriptor node;
};

enum class Watch { Same, Changed, Gone };

enum class Renewal { EnumeratedAnew, NotPossible };

class Gate {
public:
    // Media ports. Nothing else is looked at or touched but the other side of their sockets, whose
    // power goes with theirs, and, of the hub of a port that is silent, what it says of it.
    Gate(Bus& bus, usb::Patience& patience, std::vector<Port> ports)
        : m_bus(bus)
        , m_patience(patience)
        , m_ports(std::move(ports))
    {
    }

    // Before all else, for a gate before this one may have ended without closing its ports; and at
    // the end.
    void close_all();

    // Nothing: no device is there.
    Result<std::optional<Seen>> look(const std::string& port);

    // Authorizes the stick, then its one interface, and opens its node. An Error leaves the port
    // closed, and says in plain words why.
    Result<Opened> open(const std::string& port);

    // Whether the device of a session is still the one that was opened.
    Result<Watch> watch(const std::string& port);

    Result<void> close(const std::string& port);

    // Takes the stick's power and gives it back, so that it has to tell the kernel all of itself
    // again. Only between sessions. An Error if it does not come back.
    Result<Renewal> renew(const std::string& port);

    Result<Silence> why_silent(const std::string& port);

private:
    Result<Port> media_port(const std::string& name) const;
    Result<bool> is_there(const Port&);
    Result<void> wait_for_return(const Port&);
    Result<Opened> let_in(const Port&, Seen);
    Result<void> wait_for_right(const Port&, const Attached&);
    Result<void> wait_for_interface(const Port&, const usb::BulkOnlyStorage&);
    Result<void> prove_same(const Port&, const Seen&, const base::Descriptor& node);

    Bus& m_bus;
    usb::Patience& m_patience;
    std::vector<Port> m_ports;
    std::map<std::string, Seen> m_sessions; // By port.
};

}
