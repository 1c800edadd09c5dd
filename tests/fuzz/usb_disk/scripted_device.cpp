// SPDX-License-Identifier: MIT
#include "tests/fuzz/usb_disk/scripted_device.h"

#include "kiosk/intake/usb/scsi.h"

#include <algorithm>
#include <cstdlib>

namespace fuzz {

using usb::Transferred, usb::TransferEnd;

void hold(bool promise)
{
    if (!promise)
        std::abort();
}

static constexpr std::size_t status_bytes = 13; // No data that is asked for has this length.

std::uint8_t ScriptedDevice::next()
{
    if (m_script.empty())
        return 0;
    return m_script[m_at++ % m_script.size()];
}

Transferred ScriptedDevice::broke(Transferred told)
{
    m_broken = true;
    return told;
}

bool ScriptedDevice::vouched_for(base::View bytes) const
{
    return m_vouched && std::ranges::equal(bytes, m_given);
}

// What a disk of 4096 blocks would say to the command.
base::Bytes ScriptedDevice::sound_answer()
{
    base::Bytes answer(m_wanted, std::uint8_t(commands));
    switch (m_command[0]) {
    case 0x03: answer = { 0x70, 0, 3, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x11, 0, 0, 0, 0, 0 }; break;
    case 0x12:
        answer = base::Bytes(36, ' ');
        answer[0] = 0;
        break;
    case 0x1a: answer = { 3, 0, 0x80, 0 }; break;
    case 0x25: answer = { 0, 0, 0x0f, 0xff, 0, 0, 2, 0 }; break;
    case 0x9e: answer = { 0, 0, 0, 2, 0, 0, 0x0f, 0xff, 0, 0, 2, 0 }; break;
    default: break;
    }
    answer.resize(std::min(answer.size(), m_wanted));
    return answer;
}

Transferred ScriptedDevice::send(base::View bytes, usb::Milliseconds)
{
    hold(!m_broken); // Nothing is asked of a device after that.
    hold(bytes.size() == 31);
    base::Reader reader(bytes);
    hold(reader.u32_le().value() == 0x43425355);
    auto tag = reader.u32_le().value();
    hold(tag != m_tag);
    m_tag = tag;
    m_wanted = reader.u32_le().value();
    hold(bytes[12] == (m_wanted == 0 ? bytes[12] : 0x80) && bytes[14] >= 6 && bytes[14] <= 16);
    auto command = bytes.subspan(15, bytes[14]);
    m_command.assign(command.begin(), command.end());
    hold(usb::scsi::effect_of(m_command) == usb::scsi::Effect::Reads);
    m_given.clear();
    m_vouched = false;
    ++commands;
    switch (next()) {
    case 0xff: return { TransferEnd::Gone, 0 };
    case 0xfe: return { TransferEnd::Stall, 0 };
    case 0xfd: return { TransferEnd::Timeout, 0 };
    default: return { TransferEnd::Done, bytes.size() };
    }
}

Transferred ScriptedDevice::data(std::span<std::uint8_t> into)
{
    auto give = [&](base::View bytes) {
        auto count = std::min(bytes.size(), into.size());
        std::copy_n(bytes.begin(), count, into.begin());
        m_given.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
        return Transferred { TransferEnd::Done, count };
    };
    switch (next()) {
    case 0xff: return { TransferEnd::Gone, 0 };
    case 0xfe: return { TransferEnd::Stall, 0 };
    case 0xfd: return { TransferEnd::Timeout, 0 };
    case 0xfc: give(sound_answer()); return broke({ TransferEnd::Overflow, into.size() });
    case 0xfb: give(sound_answer()); return { TransferEnd::Failed, into.size() };
    case 0xfa: return { TransferEnd::Stall, give(sound_answer()).bytes }; // These count, too.
    case 0xf9: return give({}); // A packet of no length.
    case 0xf8: return give(base::View(sound_answer()).first(sound_answer().size() / 2));
    case 0xf7: { // Its own words.
        base::Bytes words(std::min<std::size_t>(next(), m_wanted));
        for (auto& byte : words)
            byte = next();
        return give(words);
    }
    default: return give(sound_answer());
    }
}

Transferred ScriptedDevice::status(std::span<std::uint8_t> into)
{
    auto residue = static_cast<std::uint32_t>(m_wanted - m_given.size());
    std::uint32_t signature = 0x53425355;
    auto tag = m_tag;
    std::uint8_t state = 0;
    auto length = status_bytes;
    switch (next()) {
    case 0xff: return { TransferEnd::Gone, 0 };
    case 0xfe: return { TransferEnd::Stall, 0 };
    case 0xfd: return { TransferEnd::Timeout, 0 };
    case 0xfc: return broke({ TransferEnd::Overflow, into.size() });
    case 0xfb: return { TransferEnd::Failed, 0 };
    case 0xfa: signature ^= next(); break;
    case 0xf9: tag ^= next(); break;
    case 0xf8: residue = static_cast<std::uint32_t>(next() * 0x01010101u); break;
    case 0xf7: state = next(); break;
    case 0xf6: length = next() % status_bytes; break;
    case 0xf5: residue = 0; break;
    case 0xf4: residue = static_cast<std::uint32_t>(m_wanted); break;
    case 0xf3: state = 1; break;
    default: break;
    }
    base::Bytes block;
    base::append_u32_le(block, signature);
    base::append_u32_le(block, tag);
    base::append_u32_le(block, residue);
    block.push_back(state);
    block.resize(length);
    std::ranges::copy(block, into.begin());
    auto is_formed = length == status_bytes && signature == 0x53425355 && tag == m_tag
        && residue <= m_wanted && state <= 2;
    m_broken = !is_formed || (state == 0 && m_wanted - residue > m_given.size());
    m_vouched = is_formed && state == 0 && residue == 0 && m_given.size() == m_wanted;
    return { TransferEnd::Done, length };
}

Transferred ScriptedDevice::receive(std::span<std::uint8_t> into, usb::Milliseconds)
{
    hold(!m_broken);
    return into.size() == status_bytes ? status(into) : data(into);
}

TransferEnd ScriptedDevice::clear_halt(usb::Direction)
{
    return next() == 0xff ? TransferEnd::Gone : TransferEnd::Done;
}

TransferEnd ScriptedDevice::reset()
{
    ++resets;
    return next() == 0xff ? TransferEnd::Failed : TransferEnd::Done;
}

Transferred ScriptedDevice::max_lun(std::span<std::uint8_t, 1> into)
{
    auto told = next();
    into[0] = told;
    return { told == 0xff ? TransferEnd::Stall : TransferEnd::Done, 1 };
}

}
