// SPDX-License-Identifier: MIT
// A stick's two pipes through libusb, from one open usbfs node and nothing else: no list of
// devices, no sysfs, no hotplug.
#pragma once

#include "kiosk/core/base/descriptor.h"
#include "kiosk/intake/usb/admission.h"
#include "kiosk/intake/usb/bulk_only.h"

#include <memory>

struct libusb_context;
struct libusb_device_handle;

namespace usb {

class LibusbContext {
public:
    static Result<LibusbContext> create();
    libusb_context* get() const { return m_context.get(); }

private:
    struct Close {
        void operator()(libusb_context*) const;
    };
    std::unique_ptr<libusb_context, Close> m_context;
};

class LibusbPipes final : public Pipes {
public:
    // Claims the interface. `node` must outlive this.
    static Result<std::unique_ptr<LibusbPipes>> open(
        const LibusbContext&, const base::Descriptor& node, const BulkOnlyStorage&);

    Transferred send(base::View, Milliseconds) override;
    Transferred receive(std::span<std::uint8_t>, Milliseconds) override;
    TransferEnd clear_halt(Direction) override;
    TransferEnd reset() override;
    Transferred max_lun(std::span<std::uint8_t, 1>) override;

private:
    struct Close {
        void operator()(libusb_device_handle*) const;
    };
    LibusbPipes() = default;

    std::unique_ptr<libusb_device_handle, Close> m_handle;
    std::uint8_t m_interface { 0 };
    std::uint8_t m_in { 0 }; // Endpoint addresses.
    std::uint8_t m_out { 0 };
};

}
