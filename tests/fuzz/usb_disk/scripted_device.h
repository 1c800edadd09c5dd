// SPDX-License-Identifier: MIT
// A stick that does at each transfer what the next byte of a script says: keep the rules, or break
// one. It also knows, by rules of its own, what it vouched for, and when it must not be asked
// again.
#pragma once

#include "kiosk/intake/usb/bulk_only.h"

namespace fuzz {

void hold(bool promise);

class ScriptedDevice final : public usb::Pipes {
public:
    // The script begins again at its end; an empty one is a device that keeps every rule.
    explicit ScriptedDevice(base::View script)
        : m_script(script)
    {
    }

    usb::Transferred send(base::View, usb::Milliseconds) override;
    usb::Transferred receive(std::span<std::uint8_t>, usb::Milliseconds) override;
    usb::TransferEnd clear_halt(usb::Direction) override;
    usb::TransferEnd reset() override;
    usb::Transferred max_lun(std::span<std::uint8_t, 1>) override;

    // Whether `bytes` are what the last command gave, all of it with a status that said so.
    bool vouched_for(base::View bytes) const;
    bool broken() const { return m_broken; } // It did what no sound device does.

    std::uint64_t commands { 0 };
    std::uint64_t resets { 0 };

private:
    std::uint8_t next();
    base::Bytes sound_answer();
    usb::Transferred data(std::span<std::uint8_t>);
    usb::Transferred status(std::span<std::uint8_t>);
    usb::Transferred broke(usb::Transferred);

    base::View m_script;
    std::size_t m_at { 0 };

    // The command that runs.
    std::uint32_t m_tag { 0 };
    std::size_t m_wanted { 0 };
    base::Bytes m_command;
    base::Bytes m_given; // Its data, as far as it was sent without an error.
    bool m_vouched { false };
    bool m_broken { false };
};

}
