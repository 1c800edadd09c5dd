// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/output_stick.h"

namespace broker {

namespace message = usb::message;

static constexpr std::uint32_t block_bytes = 512; // What kiosk/release writes.

OutputStick::~OutputStick()
{
    end_session();
}

void OutputStick::end_session()
{
    m_worker.reset();
    if (m_state == State::Open)
        static_cast<void>(m_gate.close(m_port)); // It may be gone; the gate closes all at its end.
    m_state = State::Closed;
}

static bool is_same(const intake::Device& one, const intake::Device& other)
{
    return one.digest == other.digest && one.serial == other.serial
        && one.manufacturer == other.manufacturer && one.product == other.product
        && one.bytes == other.bytes && one.block_bytes == other.block_bytes;
}

Result<void> OutputStick::check(const intake::Device& facts) const
{
    if (m_sessions > 0 && !is_same(facts, m_facts))
        return Error { "another stick came back into the port than was there before\n"
                       "ポートのUSBメモリーが途中で別のものに替わりました。" };
    if (facts.write_protection == "on")
        return Error { "the stick is write protected; please move its switch\n"
                       "USBメモリーが書き込み禁止です。スイッチを確認してください。" };
    if (facts.block_bytes != block_bytes)
        return Error { "the stick has sectors of " + std::to_string(facts.block_bytes)
            + " bytes; an output medium has 512\n"
              "セクターが512バイトのUSBメモリーをお使いください。" };
    return {};
}

Result<release::Session> OutputStick::next_session()
{
    end_session();
    if (m_sessions > 0 && TRY(m_gate.renew(m_port)) == gate::Renewed::EnumeratedAnew)
        ++m_renewals;
    auto opened = TRY(m_gate.open(m_port));
    m_state = State::Open;
    auto facts = device_of(m_port, opened.facts);
    m_worker = TRY(m_workers.spawn("release-usb", stick_limits()));
    auto [release, asking] = TRY(wire::Channel::pair());
    int descriptors[] { opened.node.get(), asking.socket().get() };
    TRY(m_worker->send(open_request(opened.storage), descriptors));
    asking.close();
    TRY(check_opened(TRY(m_worker->receive<message::FromWorker>()), facts));
    TRY(check(facts));
    auto sectors = facts.bytes / block_bytes;
    if (m_sessions++ == 0)
        m_facts = std::move(facts);
    return release::Session { std::move(release), sectors };
}

}
