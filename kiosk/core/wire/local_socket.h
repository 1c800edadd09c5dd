// SPDX-License-Identifier: MIT
// Sockets that have a name in the file system (unix(7)): where a service listens, and how desks
// reach it.
#pragma once

#include "kiosk/core/wire/channel.h"

#include <string>
#include <sys/un.h>

namespace wire {

Result<sockaddr_un> address_of(const std::string& path); // An Error: too long for one.

Result<Channel> connect_to(const std::string& path);

}
