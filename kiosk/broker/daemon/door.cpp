// SPDX-License-Identifier: MIT
#include "kiosk/broker/daemon/door.h"

#include "kiosk/core/wire/local_socket.h"

#include <chrono>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace broker {

static constexpr int most_waiting = 128;

Result<DeskAccount> desk_account(const std::string& name)
{
    const auto* account = getpwnam(name.c_str());
    if (!account)
        return Error { "this machine has no account " + name };
    return DeskAccount { account->pw_uid, account->pw_gid };
}

Door::Door(std::string path, std::optional<DeskAccount> desk, base::Descriptor socket)
    : m_path(std::move(path))
    , m_desk(desk)
    , m_socket(std::move(socket))
{
}

Door::~Door()
{
    if (m_socket)
        unlink(m_path.c_str());
}

Result<Door> Door::open(std::string path, std::optional<DeskAccount> desk)
{
    base::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    auto address = TRY(wire::address_of(path));
    unlink(path.c_str());
    if (!socket || bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        return base::system_error("listen");
    if (desk && chown(path.c_str(), static_cast<uid_t>(-1), desk->group) != 0)
        return base::system_error("the desk's group");
    if (chmod(path.c_str(), desk ? 0660 : 0600) != 0 || listen(socket.get(), most_waiting) != 0)
        return base::system_error("listen");
    return Door(std::move(path), desk, std::move(socket));
}

std::optional<base::Descriptor> Door::take() const
{
    base::Descriptor desk(accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!desk) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return {};
    }
    ucred peer {};
    socklen_t size = sizeof peer;
    if (getsockopt(desk.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return {};
    bool may_ask = peer.uid == geteuid() || peer.uid == 0 || (m_desk && peer.uid == m_desk->user);
    return may_ask ? std::optional(std::move(desk)) : std::nullopt;
}

}
