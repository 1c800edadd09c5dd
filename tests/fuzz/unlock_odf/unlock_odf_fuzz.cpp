// SPDX-License-Identifier: MIT
// Whatever the bytes, as a package and as a manifest: no crash, and no more output than allowed,
// whose manifest says nothing of encryption.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/unlock/odf/manifest.h"
#include "sanitizer/unlock/odf/unlock.h"

#include <cstdlib>

static constexpr std::string_view manifest_name = "META-INF/manifest.xml";

// A file that is sealed is sealed wholly.
static void read_manifest(base::View bytes)
{
    auto read = unlock_odf::read_manifest(base::text_of(bytes));
    const auto* files = std::get_if<std::vector<unlock_odf::File>>(&read);
    if (!files)
        return;
    for (const auto& file : *files) {
        if (file.sealing
            && (file.sealing->vector.size() != unlock_odf::aes_block_bytes
                || file.sealing->salt.empty() || file.sealing->rounds == 0))
            std::abort();
    }
    auto again = unlock_odf::read_manifest(unlock_odf::written(*files));
    const auto* same = std::get_if<std::vector<unlock_odf::File>>(&again);
    if (!same || same->size() != files->size())
        std::abort();
    for (const auto& file : *same) {
        if (file.sealing)
            std::abort();
    }
}

static void unlock_package(base::View bytes)
{
    constexpr std::uint64_t most_bytes = 1 << 20;
    auto input = base::sealed_memory_file("odf", bytes);
    auto output = base::create_memory_file("unlocked");
    if (!input || !output)
        return;
    const std::string passwords[] { "a", "x" };
    auto outcome = unlock_odf::unlock_odf({ input.value(), output.value(), passwords, most_bytes });
    if (!outcome)
        std::abort();
    auto* unlocked = std::get_if<unlock::Unlocked>(&outcome.value());
    if (!unlocked)
        return;
    if (unlocked->bytes > most_bytes || base::size_of(output.value()).take() != unlocked->bytes)
        std::abort();
    auto made = base::Mapping::of(output.value(), most_bytes).take();
    auto package = rebuild_parts::Package::open(made.bytes(), {});
    if (!std::holds_alternative<rebuild_parts::Package>(package))
        return; // As strange as it was.
    auto manifest = std::get<rebuild_parts::Package>(package).part(std::string(manifest_name));
    if (auto* text = std::get_if<base::Bytes>(&manifest);
        text && base::text_of(*text).find("encryption-data") != std::string_view::npos)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    read_manifest({ data, size });
    unlock_package({ data, size });
    return 0;
}
