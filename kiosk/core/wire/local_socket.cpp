// SPDX-License-Identifier: MIT
#include "kiosk/core/wire/local_socket.h"

#include <cstring>
#include <sys/socket.h>

namespace wire {

Result<sockaddr_un> address_of(const std::string& path)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return Error { "the socket's path is too long" };
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

Result<Channel> connect_to(const std::string& path)
{
    auto address = TRY(address_of(path));
    base::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket
        || connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return base::system_error("connect");
    return Channel(std::move(socket));
}

}
