// SPDX-License-Identifier: MIT
// Sticks: which may be brought in, which are written, and how one becomes an output medium.
#include "kiosk/broker/ask/output_stick.h"
#include "kiosk/broker/media/named_medium.h"
#include "kiosk/broker/service/service.h"

#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sys/random.h>

namespace broker {

using nlohmann::json;

// Of a stick that stays in its port while it is written.
class OutputMedium {
public:
    OutputMedium(Station& station, gate::Client& gate, std::string port, intake::Device seen)
        : m_stick(station.workers(), gate, std::move(port))
        , m_seen(std::move(seen))
    {
    }

    Result<release::Session> next_session()
    {
        auto session = TRY(m_stick.next_session());
        if (m_stick.facts().digest != m_seen.digest || m_stick.facts().serial != m_seen.serial)
            return Error { "another stick came into the port than was there before\n"
                           "ポートのUSBメモリーが途中で別のものに替わりました。" };
        return session;
    }

    json facts() const
    {
        auto shown = to_json(m_stick.facts());
        shown["sessions"] = m_stick.sessions();
        shown["enumerated_anew"] = m_stick.renewals();
        return shown;
    }

private:
    OutputStick m_stick;
    intake::Device m_seen;
};

Result<std::string> Service::identity_before_reading(const std::string& address)
{
    const auto& usb = m_station.policy().usb;
    if (address.starts_with("usb:")) {
        auto gate = m_station.usb_gate();
        auto seen = gate ? gate.value()->look(address.substr(4)) : gate.error();
        // What is no stick is told by whoever opens it.
        if (!seen || !seen.value() || !seen.value()->denied_as.empty())
            return std::string();
        return identity_of(device_of("", *seen.value()));
    }
    if (usb.input_media == policy::InputMedia::Any && usb.partner_classes.empty())
        return std::string();
    auto opened = TRY(open_named_medium(m_station, address));
    return identity_of(TRY(opened->list([](const intake::Entry&) { return Result<void> {}; })));
}

static Result<void> check_same(const std::string& before, const Result<std::string>& now)
{
    if (before.empty() || (now && now.value() == before))
        return {};
    return Error { "this is not the medium that was on the screen: it was taken out or exchanged "
                   "meanwhile; please begin anew with the one that is meant\n"
                   "画面で確認した媒体が途中で抜かれたか、別のものに替わりました。正しい媒体で"
                   "最初からやり直してください。" };
}

Result<std::string> Service::admit(const std::string& address, policy::TransferClass transfer_class,
    const std::string& seen_before)
{
    auto identity = TRY(identity_before_reading(address));
    auto same = check_same(seen_before, seen_as(m_station, address));
    std::lock_guard lock(m_records);
    auto standing = TRY(m_media.standing(identity));
    auto admitted
        = same ? policy::may_bring_in(m_station.policy(), standing, transfer_class) : same;
    if (!admitted) {
        TRY(m_station.record({ { "type", "medium_refused" }, { "medium", base::escaped(address) },
            { "identity", identity }, { "class", policy::word(transfer_class) },
            { "reason", admitted.error().message } }));
        return admitted.error();
    }
    return identity;
}

// The record under which this stick may be written, or why it may not.
Result<RegisteredMedium> Service::output_medium(const intake::Device& seen, policy::Label label)
{
    std::lock_guard lock(m_records);
    auto identity = identity_of(seen);
    auto medium = TRY(m_media.last_known(identity));
    if (!medium)
        return Error { "this stick is not registered as an output medium of this station; an "
                       "administrator can register it (`sekisho media register`)\n"
                       "このUSBメモリーは出力用の媒体として登録されていません。" };
    if (medium->state == RegisteredMedium::State::Retired)
        return Error { "this stick is out of use: " + medium->id + " is retired\n"
            + "このUSBメモリーは使用終了として登録されています(" + medium->id + ")。" };
    if (medium->kind != MediumKind::Output || medium->mark_sha256.empty() || medium->entry == 0)
        return Error { "this stick is registered as " + medium->id
            + ", but not as an output medium\nこのUSBメモリーは出力用ではありません(" + medium->id
            + ")。" };
    if (!policy::LabelBounds { { 1, 1, 1 }, medium->label }.hold(label))
        return Error { "this stick (" + medium->id + ") may carry at most "
            + policy::to_text(medium->label) + ", and the transfer is " + policy::to_text(label)
            + "\nこのUSBメモリーに書き込める情報の分類を超えています。" };
    return std::move(*medium);
}

Result<Service::Target> Service::target_stick(const std::string& port, policy::Label label)
{
    auto seen = device_of(port, TRY(look_into(m_station, port, PortUse::Output)));
    auto medium = TRY(output_medium(seen, label));
    auto receipt = TRY(m_station.ledger().prove(medium.entry));
    auto stick = std::make_shared<OutputMedium>(
        m_station, *TRY(m_station.usb_gate()), port, std::move(seen));
    return Target { medium.id, receipt, [stick] { return stick->next_session(); },
        [stick] { return stick->facts(); } };
}

Result<RegisteredMedium> Service::make_output_medium(
    const std::string& port, RegisteredMedium medium)
{
    auto seen = device_of(port, TRY(look_into(m_station, port, PortUse::Output)));
    medium.identity = identity_of(seen);
    release::Identity identity {}; // Known to nobody else: the stick has it, we its hash.
    if (getrandom(identity.data(), identity.size(), 0) != static_cast<ssize_t>(identity.size()))
        return base::system_error("chance");
    medium.mark_sha256 = base::to_hex(base::sha256(identity));
    {
        std::lock_guard lock(m_records);
        TRY(m_media.check_new(medium));
        TRY(m_station.record({ { "type", "media_change" }, { "change", "register_begin" },
            { "identity", medium.identity }, { "kind", word(medium.kind) },
            { "by", medium.registered_by } }));
    }
    OutputMedium stick(m_station, *TRY(m_station.usb_gate()), port, std::move(seen));
    release::Order order;
    order.program = m_station.places().programs + "/sekisho-release";
    order.state = m_station.places().state;
    order.destination = "usb:";
    order.next_session = [&] { return stick.next_session(); };
    TRY(release::mark_stick(order, identity));
    return medium;
}

}
