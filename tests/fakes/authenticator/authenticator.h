// SPDX-License-Identifier: MIT
// A security key that lies on request: CTAP 2 over HID, with keys on P-256 of its own.
#pragma once

#include "kiosk/core/base/sha256.h"

#include <atomic>
#include <map>
#include <memory>
#include <openssl/evp.h>
#include <stop_token>

namespace fakes {

enum class Fault {
    None,
    WrongParty, // Signs for another relying party.
    NoPresence, // Signs without a touch, and says so.
    MayBeCopied, // Says that its credential is backed up elsewhere, as synced passkeys do.
    CounterStands,
    CounterBack,
    CountsNothing, // Always 0, as the standard lets it.
    WrongKey, // Signs by a key that nobody enrolled.
    Replayed, // Gives its last answer again.
    OtherCredential, // Names one that was not asked for.
    LongerData, // Says there are extensions, and brings some.
    LongSignature, // In another form of DER.
    WeakKey, // Enrols a point that is not on the curve.
    NotTouched, // Waits, and says so for ever, until it is told not to.
    Silent,
    Garbage, // Frames that mean nothing.
    Endless, // An answer that never ends.
    HangsUp,
    WantsPin,
    OldProtocol, // U2F alone.
};
Fault fault_named(std::string_view); // Ends the process for an unknown one.

class Authenticator {
public:
    Authenticator();

    // Speaks on it until it hangs up or is asked to stop. `written`: how many bytes the other side
    // writes for a report (65 with hidraw's leading number).
    enum class End { Stopped, HungUp };
    End serve(int descriptor, const std::stop_token&);

    std::atomic<Fault> fault { Fault::None };
    std::atomic<unsigned> touches { 0 }; // Answers that a touch was needed for.
    std::atomic<unsigned> waits { 0 }; // How often it began to wait for a touch, and said so.
    std::atomic<unsigned> cancels { 0 }; // How often it was told to give up.

private:
    using Key = std::shared_ptr<EVP_PKEY>;
    struct Message {
        std::uint32_t channel;
        std::uint8_t command;
        base::Bytes bytes;
    };
    bool read_report(int, base::Bytes&, const std::stop_token&);
    bool read_message(int, Message&, const std::stop_token&);
    bool answer(int, const Message&, const std::stop_token&);
    bool wait_for_touch(int, std::uint32_t channel, const std::stop_token&);
    base::Bytes answer_cbor(base::View request);
    static bool wants_touch(base::View request);
    base::Bytes info() const;
    base::Bytes make_credential(base::View parameters);
    base::Bytes get_assertion(base::View parameters);
    std::uint32_t next_counter();

    std::map<std::string, Key> m_keys; // By the ID, in hex.
    std::uint32_t m_counter { 7 };
    base::Bytes m_last; // Answer to get_assertion.
};

}
