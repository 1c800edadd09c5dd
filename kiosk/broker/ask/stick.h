// SPDX-License-Identifier: MIT
// A stick in a media port: one process reads its sectors, another the file systems on them, and the
// gate opens and closes the port.
#pragma once

#include "kiosk/broker/ask/stick_facts.h"
#include "kiosk/broker/ask/volume.h"

#include <optional>

namespace broker {

class StickReader final : public intake::Medium {
public:
    // `sectors` is an empty file of the station, with room for what will be read of the stick.
    static Result<std::unique_ptr<StickReader>> open(Workers&, gate::Client&,
        const std::string& port, base::Descriptor sectors, const intake::Limits&);
    ~StickReader() override;

    std::optional<intake::Device> device() const override { return m_facts; }
    Result<intake::Listing> list(const std::function<Result<void>(const intake::Entry&)>&) override;
    Result<intake::ReadResult> read(std::uint64_t id, const base::Descriptor& into) override;
    std::string conclude() override;

private:
    StickReader(gate::Client& client, std::string port)
        : m_gate(client)
        , m_port(std::move(port))
    {
    }
    Result<void> begin(Workers&, gate::OpenedPort, base::Descriptor sectors, const intake::Limits&);
    void end_session();
    Error why_over(const Error& of_the_volume);

    gate::Client& m_gate;
    std::string m_port;
    std::optional<worker::Process> m_stick;
    std::unique_ptr<VolumeReader> m_volumes;
    intake::Device m_facts;
    std::string m_over; // Why, once the session ended out of order.
};

}
