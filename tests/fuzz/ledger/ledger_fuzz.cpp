// SPDX-License-Identifier: MIT
// The ledger's readers: frames, signed notes, checkpoints, receipts.
#include "kiosk/ledger/frames.h"
#include "kiosk/ledger/note.h"
#include "kiosk/ledger/proof.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes(data, size);
    auto text = base::text_of(bytes);
    auto frames = ledger::read_frames(bytes);
    base::Bytes again;
    for (auto entry : frames.entries)
        ledger::append_frame(again, entry);
    auto good = bytes.first(frames.good_bytes); // What was read is what would be written.
    if (!std::equal(again.begin(), again.end(), good.begin(), good.end()))
        std::abort();

    static const auto key = ledger::generate_key();
    static const ledger::Verifier verifier { "fuzz", key.public_key };
    if (ledger::open_note(text, verifier)) // Nobody guesses a signature.
        std::abort();
    if (auto checkpoint = ledger::parse_checkpoint(text);
        checkpoint && ledger::to_text(checkpoint.value()) != text)
        std::abort();
    if (auto proof = ledger::parse_proof(text);
        proof && ledger::check_proof(proof.value(), verifier))
        std::abort();
    static_cast<void>(ledger::parse_verifier(text));
    return 0;
}
