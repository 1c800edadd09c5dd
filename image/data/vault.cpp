// SPDX-License-Identifier: MIT
#include "image/data/vault.h"

#include "image/data/program.h"

#include "kiosk/core/base/descriptor.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fcntl.h>
#include <iterator>
#include <unistd.h>

namespace data {

static constexpr auto cryptsetup = "/usr/sbin/cryptsetup";

bool has_chip()
{
    return access("/dev/tpmrm0", F_OK) == 0;
}

// A chip that was used and then loses its power takes that for somebody who guesses, and after a
// few times of it opens nothing for a while. TPM2_Shutdown(CLEAR) says that nobody does (TPM 2.0,
// part 3, 9.4); it is used no more until the next start.
static void leave_chip_in_order()
{
    static constexpr std::array<std::uint8_t, 12> shutdown { 0x80, 0x01, 0, 0, 0, 12, 0, 0, 0x01,
        0x45, 0, 0 };
    std::array<std::uint8_t, 10> answer {};
    base::Descriptor chip(open("/dev/tpm0", O_RDWR | O_CLOEXEC));
    bool is_done = chip && base::write_fully(chip, shutdown)
        && read(chip.get(), answer.data(), answer.size()) == std::ssize(answer)
        && std::all_of(answer.begin() + 6, answer.end(), [](auto byte) { return byte == 0; });
    if (!is_done)
        std::fputs("sekisho-data: the chip was not left in order\n", stderr);
}

// The key has 159 bits of chance: stretching it would only cost whoever types it their time.
Result<void> make_vault(const std::string& path, const std::string& recovery_key)
{
    TRY(run({ cryptsetup, "luksFormat", "--batch-mode", "--type", "luks2", "--pbkdf", "pbkdf2",
                "--pbkdf-force-iterations", "1000", "--key-file", "-", path },
        recovery_key));
    return bind_to_chip(path, recovery_key);
}

Result<void> bind_to_chip(const std::string& path, const std::string& recovery_key)
{
    auto bound = run({ "/usr/bin/systemd-cryptenroll", "--wipe-slot=tpm2", "--tpm2-device=auto",
                         "--tpm2-pcrs=7", path },
        {}, recovery_key);
    leave_chip_in_order();
    return bound;
}

Result<void> open_by_chip(const std::string& path)
{
    auto opened = run({ "/usr/lib/systemd/systemd-cryptsetup", "attach", "data", path, "-",
        "tpm2-device=auto,headless=true,token-timeout=1s" });
    leave_chip_in_order();
    return opened;
}

Result<void> open_by_key(const std::string& path, const std::string& recovery_key)
{
    return run(
        { cryptsetup, "open", "--type", "luks2", "--key-file", "-", path, "data" }, recovery_key);
}

}
