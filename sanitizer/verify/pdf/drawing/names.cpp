// SPDX-License-Identifier: MIT
#include "sanitizer/verify/pdf/drawing/names.h"

#include "sanitizer/verify/pdf/drawing/number.h"

#include <array>

namespace verify_pdf {

static constexpr std::uint64_t most_number = 100'000'000;

// 11.3.5; the place of each is the number in our names.
static constexpr std::array<std::string_view, 16> blend_modes { "Normal", "Multiply", "Screen",
    "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight",
    "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity" };

Result<void> Resources::add(const std::string& name, const Resource& resource)
{
    if (!m_all.emplace(name, resource).second)
        return Error { "two resources of one name" };
    return {};
}

static Result<std::uint32_t> read_reference(Cursor& cursor)
{
    auto object = TRY(cursor.number(most_number));
    if (object == 0)
        return Error { "an object of no number" };
    TRY(cursor.expect(" 0 R"));
    return static_cast<std::uint32_t>(object);
}

Result<void> Resources::read_objects(Cursor& cursor, std::string_view letters)
{
    while (!cursor.has(">>")) {
        TRY(cursor.expect("/"));
        Resource resource;
        resource.letter = TRY(cursor.take(1))[0];
        if (letters.find(resource.letter) == letters.npos)
            return Error { "a resource of another kind" };
        resource.number = static_cast<std::uint32_t>(TRY(cursor.number(most_number)));
        TRY(cursor.expect(" "));
        resource.object = TRY(read_reference(cursor));
        TRY(add(resource.letter + std::to_string(resource.number), resource));
    }
    return {};
}

// Of 255 shares so many, to four digits.
static std::int64_t share_of(std::uint64_t value)
{
    return static_cast<std::int64_t>((value * 10'000 + 127) / 255) * (decimal_one / 10'000);
}

static Result<void> read_gray(Cursor& cursor, std::uint64_t level)
{
    TRY(cursor.expect("/BC["));
    for (int i = 0; i < 3; ++i) {
        if (TRY(signed_decimal(cursor, 4)) != share_of(level))
            return Error { "a share that its name does not say" };
        TRY(cursor.expect(i < 2 ? " " : "]"));
    }
    return {};
}

Result<void> Resources::read_states(Cursor& cursor)
{
    while (!cursor.has(">>")) {
        if (cursor.has("/A")) {
            auto alpha = TRY(cursor.number(255));
            TRY(cursor.expect("B"));
            auto blend = TRY(cursor.number(blend_modes.size() - 1));
            TRY(cursor.expect("<</ca "));
            auto share = TRY(signed_decimal(cursor, 4));
            if (share != share_of(alpha))
                return Error { "a share that its name does not say" };
            TRY(cursor.expect("/CA "));
            if (TRY(signed_decimal(cursor, 4)) != share)
                return Error { "two shares" };
            TRY(cursor.expect("/BM/" + std::string(blend_modes[blend]) + ">>"));
            TRY(add("A" + std::to_string(alpha) + "B" + std::to_string(blend), { 'A' }));
            continue;
        }
        if (cursor.has("/M0<</SMask/None>>")) {
            TRY(add("M0", { 'M' }));
            continue;
        }
        TRY(cursor.expect("/M"));
        auto letter = TRY(cursor.take(1))[0];
        if (letter != 'A' && letter != 'L')
            return Error { "a mask of another kind" };
        auto number = static_cast<std::uint32_t>(TRY(cursor.number(most_number)));
        auto name = std::string("M") + letter + std::to_string(number);
        std::uint64_t back = 0;
        if (letter == 'L') {
            TRY(cursor.expect("B"));
            back = TRY(cursor.number(255));
            name += "B" + std::to_string(back);
        }
        TRY(cursor.expect(letter == 'A' ? "<</SMask<</Type/Mask/S/Alpha/G "
                                        : "<</SMask<</Type/Mask/S/Luminosity/G "));
        auto object = TRY(read_reference(cursor));
        if (object != number)
            return Error { "a mask that its name does not say" };
        if (letter == 'L')
            TRY(read_gray(cursor, back));
        TRY(cursor.expect(">>>>"));
        TRY(add(name, { 'M', number, object }));
    }
    return {};
}

Result<void> Resources::read(Cursor& cursor)
{
    TRY(cursor.expect("/Resources<<"));
    if (cursor.has("/Font<<"))
        TRY(read_objects(cursor, "F"));
    if (cursor.has("/XObject<<"))
        TRY(read_objects(cursor, "PX"));
    if (cursor.has("/Shading<<"))
        TRY(read_objects(cursor, "S"));
    if (cursor.has("/ExtGState<<"))
        TRY(read_states(cursor));
    return cursor.expect(">>");
}

Result<Resource> Resources::use(Cursor& cursor)
{
    TRY(cursor.expect("/"));
    auto start = cursor.at();
    while (!cursor.at_end() && !cursor.is_next(' '))
        TRY(cursor.take(1));
    auto place = m_all.find(cursor.since(start));
    if (place == m_all.end())
        return Error { "a name that no resource has" };
    ++place->second.uses;
    return place->second;
}

Result<void> Resources::check_uses() const
{
    for (const auto& [name, resource] : m_all) {
        if (resource.uses == 0)
            return Error { "a resource that is not used" };
        // Else a few groups that draw one another twice are drawn without end.
        auto is_group = resource.letter == 'X' || (resource.letter == 'M' && resource.object != 0);
        if (is_group && resource.uses > 1)
            return Error { "a group that is drawn twice" };
    }
    return {};
}

}
