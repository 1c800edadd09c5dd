// SPDX-License-Identifier: MIT
#include "kiosk/release/own_key.h"

#include "kiosk/core/base/bytes.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace release {

static Result<ledger::KeyPair> make_key(const base::Descriptor& folder)
{
    auto key = ledger::generate_key();
    if (unlinkat(folder.get(), "key.new", 0) != 0 && errno != ENOENT) // A power cut left it.
        return base::system_error("the release key");
    base::Descriptor file(
        openat(folder.get(), "key.new", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400));
    if (!file)
        return base::system_error("the release key");
    TRY(base::write_fully(file, key.secret_key));
    if (fsync(file.get()) != 0 || renameat(folder.get(), "key.new", folder.get(), "key") != 0
        || fsync(folder.get()) != 0)
        return base::system_error("the release key");
    return key;
}

Result<ledger::KeyPair> own_key(const base::Descriptor& folder)
{
    base::Descriptor file(openat(folder.get(), "key", O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file && errno == ENOENT)
        return make_key(folder);
    if (!file)
        return base::system_error("the release key");
    ledger::KeyPair key {};
    auto secret = TRY(base::read_all(file, 4096));
    if (secret.size() != key.secret_key.size())
        return Error { "the release key is damaged" };
    std::ranges::copy(secret, key.secret_key.begin());
    std::copy_n(key.secret_key.begin() + 32, 32, key.public_key.begin());
    return key;
}

}
