// SPDX-License-Identifier: MIT
#include "kiosk/core/base/sha256.h"

#include <cassert>
#include <openssl/evp.h>
#include <unistd.h>

namespace base {

struct Sha256::State {
    EVP_MD_CTX* context { EVP_MD_CTX_new() };
    ~State() { EVP_MD_CTX_free(context); }
};

// libcrypto fails here only without memory or without SHA-256: our own set-up is broken then, and
// a wrong digest must not come out of it.
static void must(int succeeded)
{
    if (succeeded != 1)
        std::abort();
}

// Looked up once: libcrypto takes longer to find it than to hash a short text.
static const EVP_MD* algorithm()
{
    static EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    must(found != nullptr ? 1 : 0);
    return found;
}

Sha256::Sha256()
    : m_state(std::make_unique<State>())
{
    must(EVP_DigestInit_ex(m_state->context, algorithm(), nullptr));
}

Sha256::~Sha256() = default;

void Sha256::update(View bytes)
{
    must(EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size()));
}

Digest Sha256::finish()
{
    Digest digest {};
    unsigned int length = 0;
    must(EVP_DigestFinal_ex(m_state->context, digest.data(), &length));
    must(length == digest.size() ? 1 : 0);
    must(EVP_DigestInit_ex(m_state->context, algorithm(), nullptr));
    return digest;
}

Digest sha256(View bytes)
{
    Sha256 hash;
    hash.update(bytes);
    return hash.finish();
}

Result<Digest> sha256_of_file(const Descriptor& file)
{
    Sha256 hash;
    Bytes block(1 << 18);
    std::uint64_t offset = 0;
    for (;;) {
        auto count = ::pread(file.get(), block.data(), block.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return system_error("read");
        if (count == 0)
            return hash.finish();
        hash.update(View(block).first(static_cast<std::size_t>(count)));
        offset += static_cast<std::uint64_t>(count);
    }
}

std::string to_hex(const Digest& digest)
{
    return to_hex(View(digest));
}

}
