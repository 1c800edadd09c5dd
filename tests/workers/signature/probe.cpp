// SPDX-License-Identifier: MIT
// Has the real worker look at files: probe LIBEXEC TRUST NOW FILE TYPE [FILE TYPE]... One line for
// each signature, "no answer: …" where there was none, and a blank line behind each file.
#include "kiosk/broker/ask/signature.h"
#include "kiosk/core/base/text.h"

#include <cstdio>
#include <fcntl.h>

static void print(const policy::Signature& one)
{
    auto text = std::string(policy::word(one.kind)) + "\t" + std::string(policy::word(one.result))
        + "\t" + std::string(policy::word(one.covers)) + "\t" + base::escaped(one.signer) + "\t"
        + base::escaped(one.issuer) + "\t" + one.serial + "\t" + std::to_string(one.signed_at)
        + "\t" + std::string(policy::word(one.time)) + "\t" + one.detail + "\n";
    std::fputs(text.c_str(), stdout);
}

int main(int argc, char** argv)
{
    if (argc < 6 || argc % 2 != 0)
        return 2;
    broker::Workers workers(argv[1], { { "scanners-signature", { argv[2] } } });
    auto now = std::stoll(argv[3]);
    for (int i = 4; i < argc; i += 2) {
        base::Descriptor file(open(argv[i], O_RDONLY | O_CLOEXEC));
        auto type = policy::file_type_named(argv[i + 1]);
        if (!file || !type)
            return 2;
        auto all = broker::ask_signatures(workers, {}, file, *type, now);
        if (!all)
            std::printf("no answer: %s\n", all.error().message.c_str());
        else
            for (const auto& one : all.value())
                print(one);
        std::puts("");
    }
    return 0;
}
