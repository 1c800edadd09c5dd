// SPDX-License-Identifier: MIT
// A security key that is plugged in: found, and asked by a process of its own. The broker opens its
// node and speaks to it never.
#pragma once

#include "kiosk/broker/workers.h"
#include "kiosk/people/security_key.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace broker {

class SecurityKeys {
public:
    // `devices`: where dev/ and sys/class/hidraw/ lie; "" for the machine's own.
    SecurityKeys(std::string programs, std::string devices)
        : m_workers(std::move(programs))
        , m_devices(std::move(devices))
    {
    }

    // What a person has to do now. Whoever is told may want to stop.
    enum class Step { PlugIn, PlugInNew, Touch, TouchAgain };
    struct Desk {
        std::function<void(Step)> tell;
        std::stop_token stop;
    };

    // Who was touched is there as long as the node does not hang up.
    using Node = std::shared_ptr<const base::Descriptor>;
    struct Touched {
        people::Touch touch;
        Node node;
    };

    // One of `known` signs the challenge. Unjudged: kiosk/people does that. Half a minute at most.
    Result<Touched> touch(
        const base::Digest& challenge, const std::vector<base::Bytes>& known, const Desk&);

    // A new credential by a key that has none of `known`, and its first touch: a signature of the
    // challenge by it. Others may stay plugged in.
    struct Enrolled {
        people::SecurityKey key; // Without a name.
        people::Touch first;
    };
    Result<Enrolled> enrol(const base::Digest& user, const base::Digest& challenge,
        const std::vector<base::Bytes>& known, const Desk&);

private:
    struct Plugged {
        std::string name; // As the kernel calls it.
        base::Descriptor node;
        std::optional<bool> knows {}; // One of those that are asked for; not asked yet.
    };
    using Choose = std::function<Result<std::optional<Step>>(std::vector<Plugged>&)>;
    Result<bool> is_key(const base::Bytes& report_descriptor);
    Result<void> look_around(std::vector<Plugged>&);
    bool knows(Plugged&, const std::vector<base::Bytes>& known, const Desk&);
    Result<base::Descriptor> wait_for(const Choose&, const Desk&);

    Workers m_workers;
    std::string m_devices;
    std::mutex m_in_use; // A person has two hands, and a key waits for one thing at a time.
    std::map<base::Digest, bool> m_looked_at; // By the descriptors of what is plugged in now.
};

// Whether nothing is at the other end any more.
bool is_gone(const base::Descriptor& node);

}
