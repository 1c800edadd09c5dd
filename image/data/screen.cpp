// SPDX-License-Identifier: MIT
#include "image/data/screen.h"

#include "kiosk/core/wire/local_socket.h"

#include <cerrno>
#include <cstdio>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace data {

static constexpr auto folder = "/run/sekisho";
static constexpr auto fault = "/run/sekisho/fault";
static constexpr auto socket_path = "/run/sekisho/disk.sock";
static constexpr std::size_t longest_answer = 64;

void tell_screen(const std::string& word)
{
    mkdir(folder, 0755);
    unlink(fault);
    if (word.empty())
        return;
    if (auto* file = std::fopen(fault, "w")) {
        std::fprintf(file, "%s\n", word.c_str());
        std::fclose(file);
    }
}

// The unit's group is the screen's, so this socket's is, too.
Result<Screen> Screen::listen()
{
    mkdir(folder, 0755);
    unlink(socket_path);
    auto address = TRY(wire::address_of(socket_path));
    base::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    auto before = umask(0117);
    bool is_bound = socket
        && bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0
        && ::listen(socket.get(), 4) == 0;
    umask(before);
    if (!is_bound)
        return base::system_error("the screen's socket");
    return Screen(std::move(socket));
}

Screen::~Screen()
{
    if (m_socket)
        unlink(socket_path);
}

Result<std::string> Screen::ask(const std::string& said)
{
    for (;;) {
        wire::Channel desk(
            base::Descriptor(accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC)));
        if (!desk && errno != EINTR && errno != ECONNABORTED)
            return base::system_error("accept");
        if (!desk || !desk.send(base::view_of(said), {}, wire::after(std::chrono::seconds(1))))
            continue;
        auto answer = desk.receive(longest_answer, 0);
        if (const auto* frame = std::get_if<wire::Frame>(&answer))
            return std::string(base::text_of(frame->bytes));
    }
}

}
