// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/libusb_pipes.h"

#include <chrono>
#include <cstdlib>
#include <libusb.h>
#include <utility>

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

void LibusbPipes::Free::operator()(libusb_transfer* transfer) const
{
    libusb_free_transfer(transfer);
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
    pipes->m_context = context.get();
    pipes->m_transfer.reset(libusb_alloc_transfer(0));
    if (!pipes->m_transfer)
        return Error { "no memory for a transfer" };
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

static TransferEnd end_of(libusb_transfer_status status)
{
    switch (status) {
    case LIBUSB_TRANSFER_COMPLETED: return TransferEnd::Done;
    case LIBUSB_TRANSFER_STALL: return TransferEnd::Stall;
    case LIBUSB_TRANSFER_TIMED_OUT: return TransferEnd::Timeout;
    case LIBUSB_TRANSFER_OVERFLOW: return TransferEnd::Overflow;
    case LIBUSB_TRANSFER_NO_DEVICE: return TransferEnd::Gone;
    case LIBUSB_TRANSFER_ERROR:
    case LIBUSB_TRANSFER_CANCELLED: return TransferEnd::Failed;
    }
    return TransferEnd::Failed;
}

extern "C" {
static void LIBUSB_CALL note_completion(libusb_transfer* transfer)
{
    *static_cast<int*>(transfer->user_data) = 1;
}
}

void LibusbPipes::begin_receive(std::span<std::uint8_t> into, Milliseconds time)
{
    m_completed = 0;
    m_time = time;
    // Without libusb's own clock: who comes back late finds what the device sent in time.
    libusb_fill_bulk_transfer(m_transfer.get(), m_handle.get(), m_in, into.data(),
        static_cast<int>(into.size()), note_completion, &m_completed, 0);
    m_refusal = libusb_submit_transfer(m_transfer.get());
    m_begun = m_refusal == 0 ? Begun::Submitted : Begun::Refused;
}

// Until it has completed, or for that long.
void LibusbPipes::wait_for_transfer(Milliseconds time)
{
    auto end = std::chrono::steady_clock::now() + time;
    while (m_completed == 0) {
        auto left = std::chrono::duration_cast<std::chrono::microseconds>(
            end - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return;
        timeval wait { left.count() / 1'000'000, left.count() % 1'000'000 };
        auto code = libusb_handle_events_timeout_completed(m_context, &wait, &m_completed);
        if (code != 0 && code != LIBUSB_ERROR_INTERRUPTED)
            return;
    }
}

// Its buffer is libusb's until it has completed: a transfer that cannot even be cancelled ends this
// process.
void LibusbPipes::cancel_transfer()
{
    libusb_cancel_transfer(m_transfer.get());
    wait_for_transfer(Milliseconds(control_time));
    if (m_completed == 0)
        std::abort();
}

Transferred LibusbPipes::finish_receive()
{
    switch (std::exchange(m_begun, Begun::Nothing)) {
    case Begun::Nothing: return { TransferEnd::Failed, 0 };
    case Begun::Refused: return { end_of(m_refusal), 0 };
    case Begun::Submitted: break;
    }
    wait_for_transfer(m_time);
    bool in_time = m_completed != 0;
    if (!in_time)
        cancel_transfer();
    auto moved = m_transfer->actual_length;
    auto end = end_of(m_transfer->status);
    if (!in_time && end == TransferEnd::Failed)
        end = TransferEnd::Timeout;
    return { end, moved < 0 ? 0 : static_cast<std::size_t>(moved) };
}

LibusbPipes::~LibusbPipes()
{
    if (m_begun == Begun::Submitted && m_completed == 0)
        cancel_transfer();
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
