// SPDX-License-Identifier: MIT
#pragma once

#include "kiosk/intake/gate/bus.h"

namespace gate {

class SysfsBus final : public Bus {
public:
    // The folders /sys/bus/usb/devices and /dev/bus/usb.
    SysfsBus(base::Descriptor devices, base::Descriptor nodes)
        : m_devices(std::move(devices))
        , m_nodes(std::move(nodes))
    {
    }

    Result<std::optional<Attached>> look(const Port&) override;
    Right right_over(const Port&, const Attached&) override;
    Result<void> authorize(const Port&, Authority) override;
    Result<void> power(const Port&, Side, Power) override;
    Silence why_silent(const Port&) override;
    Result<InterfaceState> interface(
        const Port&, std::uint8_t configuration, std::uint8_t number) override;
    Result<void> authorize_interface(
        const Port&, std::uint8_t configuration, std::uint8_t number, Authority) override;
    Result<base::Descriptor> open_node(const Attached&) override;
    Result<base::Bytes> descriptors_of(const base::Descriptor& node) override;

private:
    Result<bool> is_there(const Port&) const;
    Result<Attached> read_device(const Port&) const;
    Result<base::Bytes> read(const std::string& path, std::size_t most) const;
    Result<std::string> read_line(const std::string& path) const;
    Result<std::uint32_t> read_number(const std::string& path) const;
    Right right_to_write(const std::string& path) const;
    Result<void> write(const std::string& path, std::string_view) const;
    Result<base::Descriptor> open_node(std::uint32_t bus, std::uint32_t device) const;

    base::Descriptor m_devices;
    base::Descriptor m_nodes;
};

}
