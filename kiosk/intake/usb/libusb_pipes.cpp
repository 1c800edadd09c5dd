// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/libusb_pipes.h"

#include <libusb.h>

namespace usb {

static constexpr unsigned control_time = 5000; // Milliseconds.

void LibusbContext::Close::operator()(libusb_context* context) const
{
    libusb_exit(context);
}

void LibusbPipes::Close::operator()(libusb_device_handle* handle) const
{
    libusb_close(handle);
}

static Error usb_error(const char* what, int code)
{
    return Error { std::string(what) + ": " + libusb_error_name(code) };
}

Result<LibusbContext> LibusbContext::create()
{
    libusb_set_option(nullptr, LIBUSB_OPTION_NO_DEVICE_DISCOVERY);
    libusb_context* made = nullptr;
    if (int code = libusb_init(&made); code != 0)
        return usb_error("libusb_init", code);
    LibusbContext context;
    context.m_context.reset(made);
    return context;
}

static TransferEnd end_of(int code)
{
    switch (code) {
    case LIBUSB_SUCCESS: return TransferEnd::Done;
    case LIBUSB_ERROR_PIPE: return TransferEnd::Stall;
    case LIBUSB_ERROR_TIMEOUT: return TransferEnd::Timeout;
    case LIBUSB_ERROR_OVERFLOW: return TransferEnd::Overflow;
    case LIBUSB_ERROR_NO_DEVICE: return TransferEnd::Gone;
    default: return TransferEnd::Failed;
    }
}

Result<std::unique_ptr<LibusbPipes>> LibusbPipes::open(
    const LibusbContext& context, const base::Descriptor& node, const BulkOnlyStorage& storage)
{
    libusb_device_handle* handle = nullptr;
    if (int code = libusb_wrap_sys_device(context.get(), node.get(), &handle); code != 0)
        return usb_error("opening the stick", code);
    std::unique_ptr<LibusbPipes> pipes(new LibusbPipes);
    pipes->m_handle.reset(handle);
    pipes->m_interface = storage.interface;
    pipes->m_in = static_cast<std::uint8_t>(LIBUSB_ENDPOINT_IN | storage.in.number);
    pipes->m_out = storage.out.number;
    if (int code = libusb_claim_interface(handle, storage.interface); code != 0)
        return usb_error("claiming its interface", code);
    if (storage.alternate != 0) {
        if (int code
            = libusb_set_interface_alt_setting(handle, storage.interface, storage.alternate);
            code != 0)
            return usb_error("choosing its bulk-only setting", code);
    }
    return pipes;
}

static Transferred bulk(libusb_device_handle* handle, std::uint8_t endpoint, std::uint8_t* data,
    std::size_t size, Milliseconds time)
{
    int moved = 0;
    auto code = libusb_bulk_transfer(handle, endpoint, data, static_cast<int>(size), &moved,
        static_cast<unsigned>(time.count()));
    return { end_of(code), moved < 0 ? 0 : static_cast<std::size_t>(moved) };
}

Transferred LibusbPipes::send(base::View bytes, Milliseconds time)
{
    // libusb's one function for both directions takes what it will only read as writable.
    auto* data = const_cast<std::uint8_t*>(bytes.data());
    auto sent = bulk(m_handle.get(), m_out, data, bytes.size(), time);
    if (sent.end == TransferEnd::Done && sent.bytes != bytes.size())
        sent.end = TransferEnd::Failed;
    return sent;
}

Transferred LibusbPipes::receive(std::span<std::uint8_t> into, Milliseconds time)
{
    return bulk(m_handle.get(), m_in, into.data(), into.size(), time);
}

TransferEnd LibusbPipes::clear_halt(Direction direction)
{
    return end_of(libusb_clear_halt(m_handle.get(), direction == Direction::In ? m_in : m_out));
}

TransferEnd LibusbPipes::reset()
{
    constexpr std::uint8_t class_request_out = 0x21;
    constexpr std::uint8_t bulk_only_reset = 0xff;
    auto code = libusb_control_transfer(m_handle.get(), class_request_out, bulk_only_reset, 0,
        m_interface, nullptr, 0, control_time);
    return code >= 0 ? TransferEnd::Done : end_of(code);
}

Transferred LibusbPipes::max_lun(std::span<std::uint8_t, 1> into)
{
    constexpr std::uint8_t class_request_in = 0xa1;
    constexpr std::uint8_t get_max_lun = 0xfe;
    auto code = libusb_control_transfer(m_handle.get(), class_request_in, get_max_lun, 0,
        m_interface, into.data(), 1, control_time);
    if (code < 0)
        return { end_of(code), 0 };
    return { TransferEnd::Done, static_cast<std::size_t>(code) };
}

}
