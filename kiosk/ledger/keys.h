// SPDX-License-Identifier: MIT
// The ledger's keys, one epoch after another. The first is known from outside (the verifier key
// that was written down when the station was set up); each later one is named by a `key_rotate`
// entry, in a note that both the old and the new key signed:
//
//   sekisho key rotation v1
//   ORIGIN
//   epoch N
//   from SIZE               checkpoints of more entries than this are signed by the new key alone
//   NEW VERIFIER KEY
#pragma once

#include "kiosk/ledger/note.h"

namespace ledger {

class Keyring {
public:
    Keyring(Verifier first); // Implicit: a station whose key never changed.

    // The files `verifier` and `keys` of a ledger's folder. Each line of `keys` is a rotation note
    // in Base64; nothing in it needs to be believed, since each note is checked.
    static Result<Keyring> read(std::string_view verifier, std::string_view keys);

    const std::string& origin() const { return m_epochs.front().verifier.name; }
    std::size_t epochs() const { return m_epochs.size(); }
    const Verifier& newest() const { return m_epochs.back().verifier; }
    std::uint64_t newest_from() const { return m_epochs.back().from; }

    // Whose signature a checkpoint of `size` entries must bear.
    const Verifier& verifier_for(std::uint64_t size) const;

    // The note that hands over to `next` behind the first `from` entries.
    std::string rotation(const KeyPair& current, const KeyPair& next, std::uint64_t from) const;
    Result<void> add(std::string_view rotation);
    std::vector<std::string> rotations() const; // Each note in Base64.
    std::string keys_text() const; // The file `keys`: these, one a line.

private:
    struct Epoch {
        Verifier verifier;
        std::uint64_t from; // Entries before it.
        std::string note;
    };
    std::vector<Epoch> m_epochs;
};

// From a ledger's folder on disk, which is believed as to its first key.
Result<Keyring> read_keyring(const std::string& folder);

// Strict, of the keyring's origin, signed by the key of its size and by no other.
Result<Checkpoint> open_checkpoint(std::string_view note, const Keyring&);

// What it says of itself, unproved: to know its size before the keys are known.
Result<Checkpoint> peek_checkpoint(std::string_view note);

}
