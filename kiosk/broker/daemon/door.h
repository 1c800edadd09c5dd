// SPDX-License-Identifier: MIT
// The socket on which desks ask, and whose they may be.
#pragma once

#include "kiosk/core/base/descriptor.h"

#include <optional>
#include <string>
#include <sys/types.h>

namespace broker {

// An account of desks beside the broker's own.
struct DeskAccount {
    uid_t user;
    gid_t group;
};

// An Error if the machine has no such account.
Result<DeskAccount> desk_account(const std::string& name);

class Door {
public:
    // Listens at `path`, which is made anew. Whoever else could open the socket is no desk.
    static Result<Door> open(std::string path, std::optional<DeskAccount>);
    Door(Door&&) = default;
    ~Door();

    const base::Descriptor& socket() const { return m_socket; }
    // The next desk. None if it went away again, if no descriptor is free just now (for a moment),
    // or if it is somebody else: the socket's mode says so, and the kernel tells it once more.
    std::optional<base::Descriptor> take() const;

private:
    Door(std::string path, std::optional<DeskAccount>, base::Descriptor);

    std::string m_path;
    std::optional<DeskAccount> m_desk;
    base::Descriptor m_socket;
};

}
