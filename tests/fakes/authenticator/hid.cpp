// SPDX-License-Identifier: MIT
// Its reports: CTAP 2.1, section 11.2.
#include "tests/fakes/authenticator/authenticator.h"

#include <algorithm>
#include <openssl/rand.h>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace fakes {

static constexpr std::size_t report_bytes = 64;
static constexpr std::uint32_t everybody = 0xffffffff;
static constexpr std::uint32_t own_channel = 0x01020304;
enum Command : std::uint8_t { Init = 0x86, CborCommand = 0x90, Cancel = 0x91, KeepAlive = 0xbb };
static constexpr std::uint8_t cancelled = 0x2d;

// Between two looks at whether to stop.
static constexpr int moment = 20;

static bool send_report(int descriptor, base::Bytes report)
{
    report.resize(report_bytes);
    return write(descriptor, report.data(), report.size()) == report_bytes;
}

static bool send_message(
    int descriptor, std::uint32_t channel, std::uint8_t command, base::View bytes)
{
    base::Bytes report;
    base::append_u32_be(report, channel);
    base::append(report,
        base::Bytes { command, static_cast<std::uint8_t>(bytes.size() >> 8),
            static_cast<std::uint8_t>(bytes.size()) });
    for (std::uint8_t sequence = 0;; ++sequence) {
        auto part = std::min(bytes.size(), report_bytes - report.size());
        base::append(report, bytes.first(part));
        bytes = bytes.subspan(part);
        if (!send_report(descriptor, report))
            return false;
        if (bytes.empty())
            return true;
        report.clear();
        base::append_u32_be(report, channel);
        report.push_back(sequence);
    }
}

bool Authenticator::read_report(int descriptor, base::Bytes& report, const std::stop_token& stop)
{
    base::Bytes bytes(1 + report_bytes); // With the number of the report, which is 0.
    for (std::size_t have = 0; have < bytes.size();) {
        pollfd waiting { descriptor, POLLIN, 0 };
        if (stop.stop_requested() || poll(&waiting, 1, moment) < 0)
            return false;
        if (waiting.revents == 0)
            continue;
        auto got = read(descriptor, bytes.data() + have, bytes.size() - have);
        if (got <= 0)
            return false;
        have += static_cast<std::size_t>(got);
    }
    report.assign(bytes.begin() + 1, bytes.end());
    return true;
}

bool Authenticator::read_message(int descriptor, Message& message, const std::stop_token& stop)
{
    base::Bytes report;
    if (!read_report(descriptor, report, stop))
        return false;
    base::Reader head(report);
    message.channel = head.u32_be().value();
    message.command = head.u8().value();
    std::size_t size = head.u8().value();
    size = size << 8 | head.u8().value();
    message.bytes.assign(report.begin() + 7, report.end());
    while (message.bytes.size() < size) {
        if (!read_report(descriptor, report, stop))
            return false;
        message.bytes.insert(message.bytes.end(), report.begin() + 5, report.end());
    }
    message.bytes.resize(size);
    return true;
}

// Says that it waits, until it is told not to. True: it was.
bool Authenticator::wait_for_touch(
    int descriptor, std::uint32_t channel, const std::stop_token& stop)
{
    for (bool is_told = false; !stop.stop_requested();) {
        const base::Bytes touch_needed { 0x02 };
        if (!send_message(descriptor, channel, KeepAlive, touch_needed))
            return false;
        if (!std::exchange(is_told, true))
            ++waits;
        pollfd waiting { descriptor, POLLIN, 0 };
        if (poll(&waiting, 1, moment) <= 0)
            continue;
        Message message;
        if (!read_message(descriptor, message, stop))
            return false;
        if (message.command == Cancel) {
            ++cancels;
            return send_message(descriptor, channel, CborCommand, base::Bytes { cancelled });
        }
        if (message.command == Init) // Somebody begins anew.
            return answer(descriptor, message, stop);
    }
    return false;
}

bool Authenticator::answer(int descriptor, const Message& message, const std::stop_token& stop)
{
    if (message.command == Init) {
        auto told = message.bytes;
        told.resize(8);
        base::append_u32_be(told, own_channel);
        auto abilities = fault == Fault::OldProtocol ? 0x00 : 0x0c; // CBOR, and no U2F.
        base::append(told, base::Bytes { 2, 1, 0, 0, static_cast<std::uint8_t>(abilities) });
        return send_message(descriptor, everybody, Init, told);
    }
    if (message.command == Cancel)
        ++cancels;
    if (message.command != CborCommand)
        return true;
    auto is_asked = !message.bytes.empty() && message.bytes[0] != 4;
    auto is_touch = wants_touch(message.bytes);
    if (is_asked) {
        switch (fault) {
        case Fault::NotTouched:
            if (is_touch)
                return wait_for_touch(descriptor, message.channel, stop);
            break;
        case Fault::Silent: return true;
        case Fault::HangsUp: return false;
        case Fault::Garbage:
            for (int i = 0; i < 8; ++i) {
                base::Bytes noise(report_bytes);
                RAND_bytes(noise.data(), report_bytes);
                base::Bytes report;
                base::append_u32_be(report, message.channel);
                base::append(report, base::View(noise).first(report_bytes - 4));
                if (!send_report(descriptor, report))
                    return false;
            }
            return true;
        case Fault::Endless:
            return send_message(descriptor, message.channel, CborCommand, base::Bytes(7000, 0x80));
        default: break;
        }
    }
    touches += is_touch;
    auto told = answer_cbor(message.bytes);
    if (is_touch && !send_message(descriptor, message.channel, KeepAlive, base::Bytes { 0x02 }))
        return false;
    return send_message(descriptor, message.channel, CborCommand, told);
}

Authenticator::End Authenticator::serve(int descriptor, const std::stop_token& stop)
{
    Message message;
    while (read_message(descriptor, message, stop)) {
        if (!answer(descriptor, message, stop))
            break;
    }
    return stop.stop_requested() ? End::Stopped : End::HungUp;
}

}
