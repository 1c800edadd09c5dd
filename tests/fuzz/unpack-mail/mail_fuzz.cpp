// SPDX-License-Identifier: MIT
// Whatever the bytes are: everything told is one line, every name one component, and the totals are
// those of what was written. The first byte chooses the type.
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"
#include "sanitizer/unpack/mail/unpack.h"

#include <algorithm>
#include <cstdlib>

using namespace unpack_mail;

static void expect(bool holds)
{
    if (!holds)
        std::abort();
}

static void expect_line(const std::string& text)
{
    auto points = base::decode_utf8(text);
    expect(points && std::ranges::none_of(*points, base::is_unsafe));
}

static void expect_component(const std::string& name)
{
    auto points = base::decode_utf8(name);
    expect(points && !name.empty() && name.size() <= 255 && name != "." && name != "..");
    expect(std::ranges::none_of(*points,
        [](char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == '/' || c == '\\'; }));
}

class Checker final : public Receiver {
public:
    Result<void> header(
        Summary, const std::vector<Address>& people, const std::string& text) override
    {
        expect_line(text);
        for (const auto& person : people) {
            expect_line(person.name);
            expect_line(person.address);
        }
        return {};
    }
    Result<std::optional<base::Descriptor>> part(
        Kind kind, Standing, const std::string& name) override
    {
        ++entries;
        if (kind == Kind::Attachment)
            expect_component(name);
        else
            expect(name.empty());
        m_file = base::create_memory_file("part").take();
        return std::optional(m_file.duplicate().take());
    }
    Result<void> part_done(std::uint64_t size) override
    {
        expect(base::size_of(m_file).take() == size);
        bytes += size;
        return {};
    }
    Result<void> refused(const std::string& name, Why) override
    {
        ++entries;
        expect_component(name);
        return {};
    }
    Result<void> left_out(LeftOut, std::string_view, std::uint64_t count) override
    {
        expect(count > 0);
        return {};
    }

    std::uint64_t entries { 0 };
    std::uint64_t bytes { 0 };

private:
    base::Descriptor m_file;
};

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto tables = charset::load_tables().take();
    if (size == 0)
        return 0;
    Limits limits { 50, 1 << 20, 1 << 20, 1 << 20, 8, 255 };
    Checker checker;
    auto mail = base::text_of({ data + 1, size - 1 });
    auto type = static_cast<Type>(data[0] % 4);
    auto result = unpack(mail, type, limits, Letters(*tables), checker).take();
    if (auto* totals = std::get_if<Totals>(&result))
        expect(totals->entries == checker.entries && totals->bytes == checker.bytes);
    return 0;
}
