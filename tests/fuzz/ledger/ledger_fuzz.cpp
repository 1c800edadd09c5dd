// SPDX-License-Identifier: MIT
// The ledger's readers: frames, entries, tile names, signed notes, checkpoints, keys, receipts.
#include "kiosk/ledger/entry.h"
#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/receipt.h"
#include "kiosk/ledger/tiles.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes(data, size);
    auto text = base::text_of(bytes);
    base::Bytes again;
    for (;;) {
        auto entry = ledger::front_frame(bytes.subspan(again.size()));
        if (!entry)
            break;
        ledger::append_frame(again, *entry);
    }
    if (!std::equal(again.begin(), again.end(), data)) // What was read is what would be written.
        std::abort();
    if (auto entry = ledger::parse_entry(bytes);
        entry && ledger::entry_text(entry.value()).value() != text)
        std::abort();
    if (auto name = ledger::parse_tile_path(text); name && ledger::tile_path(*name) != text)
        std::abort();

    static const auto key = ledger::generate_key();
    static const ledger::Verifier verifier { "fuzz", key.public_key };
    if (ledger::open_note(text, verifier)) // Nobody guesses a signature.
        std::abort();
    if (auto checkpoint = ledger::parse_checkpoint(text);
        checkpoint && ledger::to_text(checkpoint.value()) != text)
        std::abort();
    if (auto proof = ledger::read_receipt(text);
        proof && ledger::check_proof(proof.value(), verifier))
        std::abort();
    static_cast<void>(ledger::Keyring::read(ledger::to_text(verifier), text));
    static_cast<void>(ledger::parse_verifier(text));
    return 0;
}
