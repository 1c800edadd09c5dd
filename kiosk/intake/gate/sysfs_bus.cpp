// SPDX-License-Identifier: MIT
#include "kiosk/intake/gate/sysfs_bus.h"

#include "kiosk/core/base/text.h"
#include "kiosk/intake/usb/descriptors.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fcntl.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>
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

Result<void> SysfsBus::write(const std::string& path, std::string_view text) const
{
    base::Descriptor file(openat(m_devices.get(), path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("the station may not open this port to itself");
    return base::write_fully(file, base::view_of(text));
}

// Of a device that is coming or going the folder may be there and nothing in it.
Result<bool> SysfsBus::is_there(const Port& port) const
{
    struct stat status { };
    if (fstatat(m_devices.get(), (port.name + "/descriptors").c_str(), &status, 0) == 0)
        return true;
    if (errno == ENOENT)
        return false;
    return base::system_error("the port");
}

Result<std::optional<Attached>> SysfsBus::look(const Port& port)
{
    if (!TRY(is_there(port)))
        return std::optional<Attached> {};
    auto attached = read_device(port);
    if (attached)
        return std::optional(attached.take());
    if (!TRY(is_there(port)))
        return std::optional<Attached> {};
    return attached.error();
}

Result<Attached> SysfsBus::read_device(const Port& port) const
{
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
    return attached;
}

Right SysfsBus::right_to_write(const std::string& path) const
{
    bool may = faccessat(m_devices.get(), path.c_str(), W_OK, AT_EACCESS) == 0;
    return may ? Right::Given : Right::NotYet;
}

static std::string node_of(std::uint32_t bus, std::uint32_t device)
{
    char path[32];
    std::snprintf(path, sizeof path, "%03u/%03u", bus, device);
    return path;
}

Right SysfsBus::right_over(const Port& port, const Attached& attached)
{
    auto node = node_of(attached.bus, attached.device);
    bool may = faccessat(m_nodes.get(), node.c_str(), R_OK | W_OK, AT_EACCESS) == 0;
    return may ? right_to_write(port.name + "/authorized") : Right::NotYet;
}

static std::string_view word(Authority authority)
{
    return authority == Authority::Granted ? "1" : "0";
}

Result<void> SysfsBus::authorize(const Port& port, Authority authority)
{
    return write(port.name + "/authorized", word(authority));
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
    return write(interface_name(port, configuration, number) + "/authorized", word(authority));
}

namespace {

// "2-1" is port 1 of "usb2", whose interface is "2-0:1.0"; "1-1.4" is port 4 of "1-1".
struct HubPort {
    std::string hub;
    std::string folder;
    std::uint16_t number { 0 };
};

}

static HubPort hub_port(const Port& port)
{
    auto cut = port.name.find_last_of("-.");
    auto before = port.name.substr(0, cut);
    auto number = port.name.substr(cut + 1);
    HubPort found;
    std::from_chars(number.data(), number.data() + number.size(), found.number);
    bool at_root = port.name[cut] == '-';
    found.hub = at_root ? "usb" + before : before;
    found.folder = (at_root ? before + "-0" : before) + ":1.0/" + found.hub + "-port" + number;
    return found;
}

// Something in the other port is in another socket, whatever the kernel was told of them.
Result<void> SysfsBus::power(const Port& port, Side side, Power power)
{
    auto folder = hub_port(port).folder + (side == Side::Own ? "" : "/peer");
    struct stat status { };
    if (side == Side::Other && power == Power::Off
        && fstatat(m_devices.get(), (folder + "/device").c_str(), &status, 0) == 0)
        return Error { "the other port is in use" };
    return write(folder + "/disable", power == Power::Off ? "1" : "0");
}

// What the hub says of the port (USB 2.0, 11.24.2.7; the bits are the same in USB 3.2, 10.16.2.6).
Silence SysfsBus::why_silent(const Port& port)
{
    static constexpr std::uint8_t connection = 1 << 0;
    static constexpr std::uint8_t over_current = 1 << 3;
    auto where = hub_port(port);
    auto bus = read_number(where.hub + "/busnum");
    auto device = read_number(where.hub + "/devnum");
    if (!bus || !device)
        return Silence::Unknown;
    auto node = open_node(bus.value(), device.value());
    std::uint8_t status[4] {};
    usbdevfs_ctrltransfer get_port_status {};
    get_port_status.bRequestType = 0xA3;
    get_port_status.wIndex = where.number;
    get_port_status.wLength = sizeof status;
    get_port_status.timeout = 1000;
    get_port_status.data = status;
    if (!node || ioctl(node.value().get(), USBDEVFS_CONTROL, &get_port_status) != sizeof status)
        return Silence::Unknown;
    if ((status[0] & over_current) != 0)
        return Silence::OverCurrent;
    return (status[0] & connection) != 0 ? Silence::NoAnswer : Silence::Empty;
}

Result<base::Descriptor> SysfsBus::open_node(const Attached& attached)
{
    return open_node(attached.bus, attached.device);
}

Result<base::Descriptor> SysfsBus::open_node(std::uint32_t bus, std::uint32_t device) const
{
    auto path = node_of(bus, device);
    base::Descriptor node(openat(m_nodes.get(), path.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    if (!node)
        return base::system_error("the stick's node");
    struct stat status { };
    if (fstat(node.get(), &status) != 0)
        return base::system_error("the stick's node");
    auto minor_number = (bus - 1) * 128 + device - 1;
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
