// SPDX-License-Identifier: MIT
#include "kiosk/intake/gate/sysfs_bus.h"

#include "kiosk/core/base/text.h"
#include "kiosk/intake/usb/descriptors.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace gate {

static constexpr std::size_t most_line = 4096; // sysfs gives a page.
static constexpr unsigned usb_device_major = 189; // Documentation/admin-guide/devices.txt

Result<Port> parse_port(const std::string& name)
{
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    auto wrong = Error { "a port is named like 2-1 or 1-1.4" };
    if (name.size() > 32 || name.empty() || !digit(name.front()) || !digit(name.back()))
        return wrong;
    int dashes = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (digit(name[i]))
            continue;
        if (!digit(name[i - 1]) || (name[i] == '-' ? ++dashes > 1 : name[i] != '.' || dashes == 0))
            return wrong;
    }
    if (dashes != 1)
        return wrong;
    return Port { name };
}

Result<base::Bytes> SysfsBus::read(const std::string& path, std::size_t most) const
{
    base::Descriptor file(openat(m_devices.get(), path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("the port's " + path.substr(path.rfind('/') + 1));
    base::Bytes bytes(most);
    std::size_t have = 0;
    while (have < most) {
        auto got = ::read(file.get(), bytes.data() + have, most - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return base::system_error("the port's " + path.substr(path.rfind('/') + 1));
        if (got == 0)
            break;
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

Result<std::string> SysfsBus::read_line(const std::string& path) const
{
    auto bytes = TRY(read(path, most_line));
    std::string text(base::text_of(bytes));
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

Result<std::uint32_t> SysfsBus::read_number(const std::string& path) const
{
    auto text = TRY(read_line(path));
    std::uint32_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc {} || end != text.data() + text.size())
        return Error { "the port's " + path.substr(path.rfind('/') + 1) + " is no number" };
    return number;
}

Result<void> SysfsBus::write(const std::string& path, Authority authority) const
{
    base::Descriptor file(openat(m_devices.get(), path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("the station may not open this port to itself");
    return base::write_fully(file, base::view_of(authority == Authority::Granted ? "1" : "0"));
}

Result<std::optional<Attached>> SysfsBus::look(const Port& port)
{
    struct stat status { };
    if (fstatat(m_devices.get(), port.name.c_str(), &status, 0) != 0) {
        if (errno == ENOENT)
            return std::optional<Attached> {};
        return base::system_error("the port");
    }
    Attached attached;
    attached.bus = TRY(read_number(port.name + "/busnum"));
    attached.device = TRY(read_number(port.name + "/devnum"));
    attached.descriptors = TRY(read(port.name + "/descriptors", usb::largest_descriptors + 1));
    auto text = [&](const char* name) {
        auto line = read_line(port.name + "/" + name);
        return line ? base::escaped(line.value()) : std::string();
    };
    attached.manufacturer = text("manufacturer");
    attached.product = text("product");
    attached.serial = text("serial");
    return std::optional(std::move(attached));
}

Right SysfsBus::right_to_write(const std::string& path) const
{
    bool may = faccessat(m_devices.get(), path.c_str(), W_OK, AT_EACCESS) == 0;
    return may ? Right::Given : Right::NotYet;
}

static std::string node_of(const Attached& attached)
{
    char path[32];
    std::snprintf(path, sizeof path, "%03u/%03u", attached.bus, attached.device);
    return path;
}

Right SysfsBus::right_over(const Port& port, const Attached& attached)
{
    auto node = node_of(attached);
    bool may = faccessat(m_nodes.get(), node.c_str(), R_OK | W_OK, AT_EACCESS) == 0;
    return may ? right_to_write(port.name + "/authorized") : Right::NotYet;
}

Result<void> SysfsBus::authorize(const Port& port, Authority authority)
{
    return write(port.name + "/authorized", authority);
}

static std::string interface_name(const Port& port, std::uint8_t configuration, std::uint8_t number)
{
    return port.name + ":" + std::to_string(configuration) + "." + std::to_string(number);
}

Result<Bus::InterfaceState> SysfsBus::interface(
    const Port& port, std::uint8_t configuration, std::uint8_t number)
{
    auto name = interface_name(port, configuration, number);
    struct stat status { };
    InterfaceState state;
    if (fstatat(m_devices.get(), name.c_str(), &status, 0) != 0) {
        if (errno == ENOENT)
            return state;
        return base::system_error("the interface");
    }
    state.is_there = true;
    state.right = right_to_write(name + "/authorized");
    char target[512];
    auto length = readlinkat(m_devices.get(), (name + "/driver").c_str(), target, sizeof target);
    if (length > 0) {
        std::string path(target, static_cast<std::size_t>(length));
        state.driver = base::escaped(path.substr(path.rfind('/') + 1));
    } else if (errno != ENOENT) {
        return base::system_error("the interface's driver");
    }
    return state;
}

Result<void> SysfsBus::authorize_interface(
    const Port& port, std::uint8_t configuration, std::uint8_t number, Authority authority)
{
    return write(interface_name(port, configuration, number) + "/authorized", authority);
}

Result<base::Descriptor> SysfsBus::open_node(const Attached& attached)
{
    auto path = node_of(attached);
    base::Descriptor node(openat(m_nodes.get(), path.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    if (!node)
        return base::system_error("the stick's node");
    struct stat status { };
    if (fstat(node.get(), &status) != 0)
        return base::system_error("the stick's node");
    auto minor_number = (attached.bus - 1) * 128 + attached.device - 1;
    if (!S_ISCHR(status.st_mode) || major(status.st_rdev) != usb_device_major
        || minor(status.st_rdev) != minor_number)
        return Error { "the stick's node is another device's" };
    return node;
}

Result<base::Bytes> SysfsBus::descriptors_of(const base::Descriptor& node)
{
    base::Bytes bytes(usb::largest_descriptors + 1);
    std::size_t have = 0;
    while (have < bytes.size()) {
        auto got
            = pread(node.get(), bytes.data() + have, bytes.size() - have, static_cast<off_t>(have));
        if (got < 0 && errno != EINTR)
            return base::system_error("the stick's descriptors");
        if (got == 0)
            break;
        if (got > 0)
            have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

}
