// SPDX-License-Identifier: MIT
// Whatever the bytes are: names are relative, nothing goes beyond the budget, and the totals are
// those of what was written. The first byte chooses the type.
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"
#include "sanitizer/unpack/archive/unpack.h"

#include <cstdlib>

using namespace unpack_archive;

static constexpr Limits limits { 100, 1 << 20, 1 << 19, { 8, 200 } };

static void expect(bool holds)
{
    if (!holds)
        std::abort();
}

static void expect_relative(const std::string& path)
{
    expect(
        base::is_valid_utf8(path) && path.size() <= limits.names.bytes && !path.starts_with('/'));
    expect(("/" + path + "/").find("/../") == std::string::npos);
}

class Checker final : public Receiver {
public:
    Result<void> folder(const std::string& path) override
    {
        expect_relative(path);
        return {};
    }
    Result<std::optional<base::Descriptor>> file(
        const std::string& path, std::uint64_t declared_bytes) override
    {
        expect_relative(path);
        expect(declared_bytes <= limits.entry_bytes);
        m_file = base::create_memory_file("part").take();
        return std::optional(m_file.duplicate().take());
    }
    Result<void> file_done(std::uint64_t size) override
    {
        expect(size <= limits.entry_bytes && base::size_of(m_file).take() == size);
        bytes += size;
        return {};
    }
    Result<void> refused(std::string_view, Why) override { return {}; }

    std::uint64_t bytes { 0 };

private:
    base::Descriptor m_file;
};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static constexpr Type types[] { Type::Zip, Type::SevenZip, Type::Tar, Type::Cab, Type::Lzh,
        Type::Gzip, Type::Bzip2, Type::Xz, Type::Zstd, Type::Rar };
    static const auto decoder = [] {
        expect(static_cast<bool>(warm_up()));
        return NameDecoder::open().take();
    }();
    if (size == 0 || data[0] >= std::size(types))
        return 0;
    auto file = base::sealed_memory_file("archive", base::View(data + 1, size - 1)).take();
    Checker checker;
    auto outcome = unpack(file, types[data[0]], limits, decoder, checker);
    if (!outcome)
        return 0;
    if (const auto* totals = std::get_if<Totals>(&outcome.value()))
        expect(totals->bytes == checker.bytes && totals->bytes <= limits.total_bytes
            && totals->entries <= limits.entries);
    return 0;
}
