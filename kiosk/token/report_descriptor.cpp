// SPDX-License-Identifier: MIT
#include "kiosk/token/report_descriptor.h"

#include <optional>

namespace token {

static constexpr std::uint32_t fido_page = 0xf1d0;
static constexpr std::uint32_t authenticator = 0x01; // The usages on it.
static constexpr std::uint32_t data_in = 0x20;
static constexpr std::uint32_t data_out = 0x21;

// Type and tag of an item, without the two bits of its size.
enum Item : std::uint8_t {
    Input = 0x80,
    Output = 0x90,
    Collection = 0xa0,
    EndCollection = 0xc0,
    UsagePage = 0x04,
    LogicalMinimum = 0x14,
    LogicalMaximum = 0x24,
    ReportSize = 0x74,
    ReportCount = 0x94,
    Usage = 0x08,
};

struct Seen {
    std::uint32_t page { 0 };
    std::uint32_t usage { 0 };
    std::uint32_t size { 0 };
    std::uint32_t count { 0 };
    enum class In { Nothing, Collection, End } in { In::Nothing };
    bool input { false };
    bool output { false };

    bool is_report(std::uint32_t wanted) const
    {
        return in == In::Collection && page == fido_page && usage == wanted && size == 8
            && count == 64;
    }

    // False: it is something else than a security key.
    bool take(std::uint8_t item, std::uint32_t value)
    {
        if (in == In::End)
            return false;
        switch (item) {
        case UsagePage: page = value; return page == fido_page;
        case Usage: usage = value; return true;
        case ReportSize: size = value; return true;
        case ReportCount: count = value; return true;
        case LogicalMinimum:
        case LogicalMaximum: return true;
        case Collection:
            if (in != In::Nothing || page != fido_page || usage != authenticator || value != 1)
                return false;
            in = In::Collection;
            return true;
        case Input:
            if (input || !is_report(data_in))
                return false;
            return input = true;
        case Output:
            if (output || !is_report(data_out))
                return false;
            return output = true;
        case EndCollection:
            if (in != In::Collection)
                return false;
            in = In::End;
            return true;
        default: return false;
        }
    }
};

static std::optional<std::uint32_t> value_of(base::Reader& items, unsigned bytes)
{
    std::uint32_t value = 0;
    for (unsigned i = 0; i < bytes; ++i) {
        auto byte = items.u8();
        if (!byte)
            return std::nullopt;
        value |= static_cast<std::uint32_t>(byte.value()) << (8 * i);
    }
    return value;
}

bool is_security_key(base::View report_descriptor)
{
    base::Reader items(report_descriptor);
    Seen seen;
    while (!items.at_end()) {
        auto prefix = items.u8().value();
        auto size = prefix & 3u;
        auto value = value_of(items, size == 3 ? 4 : size);
        if (!value || !seen.take(prefix & 0xfcu, *value))
            return false;
    }
    return seen.in == Seen::In::End && seen.input && seen.output;
}

}
