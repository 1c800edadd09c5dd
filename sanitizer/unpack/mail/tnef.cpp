// SPDX-License-Identifier: MIT
#include "sanitizer/unpack/mail/tnef.h"

#include "kiosk/core/base/bytes.h"

#include <set>

namespace unpack_mail {

static constexpr std::uint32_t signature = 0x223E9F78;
static constexpr std::uint8_t of_message = 1, of_attachment = 2;

// MS-OXTNEF 2.1.3.2, the id without its type.
static constexpr std::uint16_t body = 0x800C, attached_data = 0x800F, attached_title = 0x8010,
                               attached_start = 0x9002, message_properties = 0x9003,
                               recipients = 0x9004, attached_properties = 0x9005,
                               code_page = 0x9007;
static constexpr std::uint16_t mapi_body = 0x1000, mapi_data = 0x3701, mapi_name = 0x3704,
                               mapi_code_page = 0x3FFD;

static MaybeStop broken()
{
    return malformed("a TNEF file that cannot be read");
}

namespace {

// The properties of one row, as the bytes of an attribute.
class PropertyReader {
public:
    explicit PropertyReader(base::View bytes)
        : m_reader(bytes)
    {
    }

    bool row(Properties& into)
    {
        auto count = m_reader.u32_le();
        if (!count)
            return false;
        for (std::uint32_t i = 0; i < count.value(); ++i) {
            if (!property(into))
                return false;
        }
        return true;
    }
    std::optional<std::uint32_t> count()
    {
        auto count = m_reader.u32_le();
        return count ? std::optional(count.value()) : std::nullopt;
    }
    bool at_end() const { return m_reader.at_end(); }

private:
    bool skip(std::size_t count) { return bool(m_reader.take(count)); }
    static std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t(3); }

    // A property of a name, not of a number: a GUID, then a number or words.
    bool skip_name()
    {
        if (!skip(16))
            return false;
        auto kind = m_reader.u32_le();
        auto value = m_reader.u32_le();
        if (!kind || !value || kind.value() > 1)
            return false;
        return kind.value() == 0 || skip(padded(value.value()));
    }

    static std::size_t fixed_bytes(std::uint16_t type)
    {
        switch (type) {
        case 0x0002: // Each takes four at least.
        case 0x0003:
        case 0x0004:
        case 0x000A:
        case 0x000B: return 4;
        case 0x0005:
        case 0x0006:
        case 0x0007:
        case 0x0014:
        case 0x0040: return 8;
        case 0x0048: return 16;
        default: return 0;
        }
    }

    bool value(std::uint16_t type, Property& into)
    {
        if (auto size = fixed_bytes(type)) {
            auto bytes = m_reader.take(size);
            if (!bytes)
                return false;
            for (std::size_t i = 0; i < std::min<std::size_t>(size, 8); ++i)
                into.number |= std::uint64_t(bytes.value()[i]) << (8 * i);
            return true;
        }
        if (type != property_bytes8 && type != property_utf16 && type != property_binary
            && type != property_object)
            return false;
        auto size = m_reader.u32_le();
        if (!size || size.value() > m_reader.left())
            return false;
        into.bytes = base::text_of(m_reader.take(size.value()).value());
        // The last value's padding is left out by some writers.
        return skip(std::min(padded(size.value()) - size.value(), m_reader.left()));
    }

    bool property(Properties& into)
    {
        auto type = m_reader.u16_le();
        auto id = m_reader.u16_le();
        if (!type || !id || (id.value() >= 0x8000 && !skip_name()))
            return false;
        bool multiple = (type.value() & 0x1000) != 0;
        auto one = std::uint16_t(type.value() & ~0x1000);
        std::uint32_t count = 1;
        if (multiple || fixed_bytes(one) == 0) {
            auto told = m_reader.u32_le();
            if (!told || told.value() > m_reader.left() || (!multiple && told.value() != 1))
                return false;
            count = told.value();
        }
        Property property { type.value(), 0, {} };
        for (std::uint32_t i = 0; i < count; ++i) {
            property = { type.value(), 0, {} };
            if (!value(one, property))
                return false;
        }
        if (one == property_bytes8 && property.bytes.ends_with('\0'))
            property.bytes.pop_back();
        if (id.value() >= 0x8000)
            return true;
        return into.try_emplace(id.value(), std::move(property)).second;
    }

    base::Reader m_reader;
};

}

static std::string without_zero(base::View bytes)
{
    auto text = base::text_of(bytes);
    return std::string(text.substr(0, text.find('\0')));
}

// What older programs read stands beside the properties; those win, as Outlook has it.
static void keep_if_new(Properties& properties, std::uint16_t id, Property&& property)
{
    properties.try_emplace(id, std::move(property));
}

static void merge(Properties more, Properties& into)
{
    more.merge(into);
    into = std::move(more);
}

// Which of two lists of properties holds, readers do not agree upon.
static MaybeStop only_once(std::set<std::uint16_t>& seen, std::uint16_t id)
{
    if ((id == message_properties || id == attached_properties) && !seen.insert(id).second)
        return malformed("a list of properties that is there twice");
    if (id == attached_start)
        seen.erase(attached_properties);
    return {};
}

static MaybeStop take_of_message(std::uint16_t id, base::View data, MapiMessage& into)
{
    PropertyReader reader(data);
    if (id == body) {
        keep_if_new(into.own, mapi_body, { property_bytes8, 0, without_zero(data) });
    } else if (id == message_properties) {
        Properties more;
        if (!reader.row(more) || !reader.at_end())
            return broken();
        merge(std::move(more), into.own);
    } else if (id == code_page) {
        auto number = base::Reader(data).u32_le();
        if (!number)
            return broken();
        keep_if_new(into.own, mapi_code_page, { property_int32, number.value(), {} });
    } else if (id == recipients) {
        auto count = reader.count();
        for (std::uint32_t i = 0; count && i < *count; ++i) {
            if (!reader.row(into.recipients.emplace_back()))
                return broken();
        }
        if (!count || !reader.at_end())
            return broken();
    }
    return {};
}

static MaybeStop take_of_attachment(std::uint16_t id, base::View data, MapiMessage& into)
{
    if (id == attached_start) {
        into.attachments.emplace_back();
        return {};
    }
    if (into.attachments.empty())
        return broken();
    auto& properties = into.attachments.back().properties;
    if (id == attached_title) {
        keep_if_new(properties, mapi_name, { property_bytes8, 0, without_zero(data) });
    } else if (id == attached_data) {
        if (!properties
                 .try_emplace(
                     mapi_data, Property { property_binary, 0, std::string(base::text_of(data)) })
                 .second)
            return malformed("an attachment that has its data twice");
    } else if (id == attached_properties) {
        Properties more;
        PropertyReader reader(data);
        if (!reader.row(more) || !reader.at_end())
            return broken();
        if (more.contains(mapi_data) && properties.contains(mapi_data))
            return malformed("an attachment that has its data twice");
        merge(std::move(more), properties);
    }
    return {};
}

MaybeStop read_tnef(std::string_view bytes, MapiMessage& into)
{
    base::Reader reader(base::view_of(bytes));
    auto mark = reader.u32_le();
    if (!mark || mark.value() != signature || !reader.u16_le())
        return broken();
    std::set<std::uint16_t> seen;
    while (!reader.at_end()) {
        auto level = reader.u8();
        auto id = reader.u16_le();
        auto type = reader.u16_le();
        auto size = reader.u32_le();
        if (!level || !id || !type || !size || size.value() > reader.left())
            return broken();
        auto data = reader.take(size.value()).value();
        auto sum = reader.u16_le();
        std::uint16_t counted = 0;
        for (auto byte : data)
            counted = std::uint16_t(counted + byte);
        if (!sum || sum.value() != counted)
            return malformed("a TNEF file with a wrong checksum");
        if (level.value() != of_message && level.value() != of_attachment)
            return broken();
        if (auto stop = only_once(seen, id.value()))
            return stop;
        auto stop = level.value() == of_message ? take_of_message(id.value(), data, into)
                                                : take_of_attachment(id.value(), data, into);
        if (stop)
            return stop;
    }
    return {};
}

}
