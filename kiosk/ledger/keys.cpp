// SPDX-License-Identifier: MIT
#include "kiosk/ledger/keys.h"

#include <algorithm>
#include <fcntl.h>

namespace ledger {

Keyring::Keyring(Verifier first)
    : m_epochs { Epoch { std::move(first), 0, {} } }
{
}

Result<Keyring> Keyring::read(std::string_view verifier, std::string_view keys)
{
    Keyring ring(TRY(parse_verifier(verifier)));
    while (!keys.empty()) {
        auto line = keys.substr(0, keys.find('\n'));
        keys.remove_prefix(std::min(keys.size(), line.size() + 1));
        auto note = TRY(base::from_base64(line));
        TRY(ring.add(base::text_of(note)));
    }
    return ring;
}

const Verifier& Keyring::verifier_for(std::uint64_t size) const
{
    auto epoch = std::ranges::find_if(
        m_epochs.rbegin(), m_epochs.rend(), [size](const Epoch& e) { return e.from < size; });
    return epoch == m_epochs.rend() ? m_epochs.front().verifier : epoch->verifier;
}

static std::string rotation_text(
    const std::string& origin, std::size_t epoch, std::uint64_t from, const Verifier& next)
{
    return "sekisho key rotation v1\n" + origin + "\nepoch " + std::to_string(epoch) + "\nfrom "
        + std::to_string(from) + "\n" + to_text(next) + "\n";
}

std::string Keyring::rotation(const KeyPair& current, const KeyPair& next, std::uint64_t from) const
{
    auto text = rotation_text(
        origin(), m_epochs.size() + 1, from, Verifier { origin(), next.public_key });
    auto note = sign_note(origin(), current, text);
    return note + sign_note(origin(), next, text).substr(text.size() + 1);
}

Result<void> Keyring::add(std::string_view rotation)
{
    constexpr std::string_view mark = "\nfrom ";
    auto text = TRY(open_note(rotation, newest()));
    auto key = text.rfind('\n', text.size() - 2);
    auto from = text.find(mark);
    if (key == text.npos || from == text.npos || key < from + mark.size())
        return Error { "not a rotation of keys" };
    auto next = TRY(parse_verifier(std::string_view(text).substr(key + 1, text.size() - key - 2)));
    auto size = TRY(
        parse_size(std::string_view(text).substr(from + mark.size(), key - from - mark.size())));
    if (next.name != origin() || size <= newest_from()
        || text != rotation_text(origin(), m_epochs.size() + 1, size, next))
        return Error { "not the rotation of keys that comes next" };
    TRY(open_note(rotation, next)); // Its owner has it.
    m_epochs.push_back({ std::move(next), size, std::string(rotation) });
    return {};
}

std::vector<std::string> Keyring::rotations() const
{
    std::vector<std::string> notes;
    for (std::size_t i = 1; i < m_epochs.size(); ++i)
        notes.push_back(base::to_base64(base::view_of(m_epochs[i].note)));
    return notes;
}

std::string Keyring::keys_text() const
{
    std::string text;
    for (const auto& note : rotations())
        text += note + "\n";
    return text;
}

Result<Keyring> read_keyring(const std::string& folder)
{
    constexpr std::uint64_t most = 16 << 20;
    auto read = [&](const char* name) -> Result<std::string> {
        base::Descriptor file(open((folder + "/" + name).c_str(), O_RDONLY | O_CLOEXEC));
        if (!file)
            return base::system_error(name);
        return std::string(base::text_of(TRY(base::read_all(file, most))));
    };
    auto keys = read("keys"); // Missing until the first rotation.
    return Keyring::read(TRY(read("verifier")), keys ? keys.value() : "");
}

Result<Checkpoint> peek_checkpoint(std::string_view note)
{
    auto split = note.rfind("\n\n");
    if (split == note.npos)
        return Error { "a note without signatures" };
    return parse_checkpoint(note.substr(0, split + 1));
}

Result<Checkpoint> open_checkpoint(std::string_view note, const Keyring& keys)
{
    auto checkpoint = TRY(peek_checkpoint(note));
    if (checkpoint.origin != keys.origin())
        return Error { "a checkpoint of another ledger" };
    TRY(open_note(note, keys.verifier_for(checkpoint.size)));
    return checkpoint;
}

}
