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
struct libusb_transfer;

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
    // Claims the interface. `node` and the context must outlive this.
    static Result<std::unique_ptr<LibusbPipes>> open(
        const LibusbContext&, const base::Descriptor& node, const BulkOnlyStorage&);
    ~LibusbPipes() override;

    Transferred send(base::View, Milliseconds) override;
    Transferred receive(std::span<std::uint8_t>, Milliseconds) override;
    void begin_receive(std::span<std::uint8_t>, Milliseconds) override;
    Transferred finish_receive() override;
    TransferEnd clear_halt(Direction) override;
    TransferEnd reset() override;
    Transferred max_lun(std::span<std::uint8_t, 1>) override;

private:
    struct Close {
        void operator()(libusb_device_handle*) const;
    };
    struct Free {
        void operator()(libusb_transfer*) const;
    };
    LibusbPipes() = default;
    void wait_for_transfer(Milliseconds);
    void cancel_transfer();

    std::unique_ptr<libusb_device_handle, Close> m_handle;
    std::unique_ptr<libusb_transfer, Free> m_transfer; // Of begin_receive().
    libusb_context* m_context { nullptr };
    enum class Begun { Nothing, Refused, Submitted } m_begun { Begun::Nothing };
    int m_refusal { 0 }; // libusb's.
    int m_completed { 0 }; // Set by libusb.
    Milliseconds m_time { 0 };
    std::uint8_t m_interface { 0 };
    std::uint8_t m_in { 0 }; // Endpoint addresses.
    std::uint8_t m_out { 0 };
};

}
