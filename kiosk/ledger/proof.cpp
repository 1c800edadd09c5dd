// SPDX-License-Identifier: MIT
#include "kiosk/ledger/proof.h"

#include <algorithm>

namespace ledger {

static constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1\n";

std::string to_text(const Proof& proof)
{
    std::string text(first_line);
    text += "extra " + base::to_base64(proof.entry) + "\n";
    text += "index " + std::to_string(proof.index) + "\n";
    for (const auto& hash : proof.path)
        text += base::to_base64(hash) + "\n";
    return text + "\n" + proof.checkpoint;
}

Result<Proof> parse_proof(std::string_view text)
{
    auto wrong = Error { "not a receipt" };
    if (!text.starts_with(first_line))
        return wrong;
    text.remove_prefix(first_line.size());
    auto next_line = [&]() -> std::string_view {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        return line;
    };
    Proof proof;
    auto extra = next_line();
    auto index = next_line();
    if (!extra.starts_with("extra ") || !index.starts_with("index "))
        return wrong;
    proof.entry = TRY(base::from_base64(extra.substr(6)));
    if (proof.entry.empty())
        return wrong;
    proof.index = TRY(parse_size(index.substr(6)));
    for (auto line = next_line(); !line.empty(); line = next_line()) {
        auto bytes = TRY(base::from_base64(line));
        if (bytes.size() != 32 || proof.path.size() == 64)
            return wrong;
        std::copy_n(bytes.begin(), 32, proof.path.emplace_back().begin());
    }
    proof.checkpoint = text;
    return proof;
}

Result<std::string> check_proof(const Proof& proof, const Keyring& keys)
{
    auto checkpoint = TRY(open_checkpoint(proof.checkpoint, keys));
    auto leaf = proof.entry.empty() ? proof.leaf : leaf_hash(proof.entry);
    if (!verify_inclusion(leaf, proof.index, checkpoint.size, proof.path, checkpoint.root))
        return Error { "a receipt whose entry is not in the ledger" };
    return std::string(base::text_of(proof.entry));
}

}
