// SPDX-License-Identifier: MIT
#include "scanners/type/structure/holdings.h"

#include <algorithm>
#include <array>

namespace type_scanner {

using Kind = CompoundFile::Kind;

std::vector<policy::Holding> Holdings::list() const
{
    std::vector<policy::Holding> all;
    for (const auto& [what, count] : m_all)
        all.push_back({ what, count });
    return all;
}

bool is_active_field(std::string_view instruction)
{
    static constexpr std::array<std::string_view, 10> active { "DDE", "DDEAUTO", "LINK", "INCLUDE",
        "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE", "MACROBUTTON", "AUTOTEXTLIST" };
    auto start = instruction.find_first_not_of(" \t\r\n\"");
    std::string word;
    for (auto at = start; at < instruction.size(); ++at) {
        auto c = static_cast<char>(instruction[at] & ~0x20); // Letters in upper case.
        if (c < 'A' || c > 'Z')
            break;
        word += c;
    }
    return std::ranges::find(active, word) != active.end();
}

static bool is_part_of_vba(const CompoundFile::Item& item)
{
    return item.kind == Kind::Stream && (item.name == "DIR" || item.name == "_VBA_PROJECT");
}

static void add_storage(const std::vector<CompoundFile::Item>& items,
    const CompoundFile::Item& storage, const std::vector<bool>& has_control, std::size_t place,
    Holdings& holdings)
{
    const auto& parent = items[storage.parent];
    auto in_root = storage.parent == 0;
    if (parent.name == "OBJECTPOOL" && parent.parent == 0 && !in_root)
        holdings.add(has_control[place] ? "activex-control" : "embedded-object");
    if (in_root && storage.name.starts_with("MBD"))
        holdings.add("embedded-object");
    if (in_root && storage.name.starts_with("LNK"))
        holdings.add("external-link");
}

void add_storages(const CompoundFile& file, Holdings& holdings)
{
    const auto& items = file.items();
    std::vector<bool> has_vba(items.size(), false);
    std::vector<bool> has_control(items.size(), false);
    for (const auto& item : items) {
        if (is_part_of_vba(item) && items[item.parent].name == "VBA")
            has_vba[item.parent] = true;
        if (item.name == "\x03OCXNAME")
            has_control[item.parent] = true;
    }
    for (std::size_t place = 1; place < items.size(); ++place) {
        const auto& item = items[place];
        if (has_vba[place])
            holdings.add("macros");
        if (item.parent == 0 && (item.name == "_SIGNATURES" || item.name == "_XMLSIGNATURES"))
            holdings.add("signature"); // MS-OFFCRYPTO 2.5.
        if (item.kind == Kind::Storage)
            add_storage(items, item, has_control, place, holdings);
        else if (item.parent == 0 && item.name == "CTLS")
            holdings.add("activex-control");
        else if (item.parent == 0 && item.name.ends_with("SUMMARYINFORMATION"))
            holdings.add("metadata");
    }
}

static std::uint64_t active_fields(base::View text)
{
    constexpr std::size_t longest = 40;
    constexpr std::uint8_t field_begin = 0x13;
    std::uint64_t fields = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != field_begin)
            continue;
        // Text lies there in 8 bits or in 16.
        std::size_t width = at + 1 < text.size() && text[at + 1] == 0 ? 2 : 1;
        std::string instruction;
        for (auto next = at + width; next < text.size() && instruction.size() < longest;
             next += width)
            instruction += static_cast<char>(text[next]);
        if (is_active_field(instruction))
            ++fields;
    }
    return fields;
}

// The template's name stands second in SttbfAssoc (MS-DOC 2.9.281); "Normal" is everybody's.
static bool has_foreign_template(const CompoundFile& file, base::View main_stream)
{
    base::Reader fib(main_stream);
    if (!fib.seek(0x19A) || fib.left() < 8)
        return false;
    auto offset = fib.u32_le().value();
    auto size = fib.u32_le().value();
    auto* tables = file.stream((main_stream[11] & 0x02) != 0 ? "1TABLE" : "0TABLE");
    if (!tables)
        return false;
    auto bytes = file.read(*tables, std::uint64_t { offset } + size);
    base::Reader strings(bytes);
    if (!strings.seek(offset) || !strings.take(6)) // 0xFFFF, the number of strings, nothing more.
        return false;
    for (int index = 0; index < 2; ++index) {
        auto letters = strings.u16_le();
        auto text = letters ? strings.take(std::size_t { letters.value() } * 2)
                            : Result<base::View>(Error { "" });
        if (!text)
            return false;
        if (index == 1)
            return base::text_of(text.value()).find_first_of("/\\:") != std::string_view::npos;
    }
    return false;
}

void add_word(const CompoundFile& file, base::View main_stream, Holdings& holdings)
{
    holdings.add("active-field", active_fields(main_stream));
    if (has_foreign_template(file, main_stream))
        holdings.add("template");
}

void add_binary_workbook(const std::vector<std::string>& parts, Holdings& holdings)
{
    struct Place {
        std::string_view in_name;
        std::string_view what;
    };
    static constexpr Place places[] { { "vbaproject.bin", "macros" },
        { "macrosheets/", "macro-sheet" }, { "dialogsheets/", "dialog-sheet" },
        { "externallinks/", "external-link" }, { "embeddings/", "embedded-object" },
        { "activex/activex", "activex-control" }, { "connections.bin", "data-connection" },
        { "querytables/", "data-connection" }, { "docprops/", "metadata" } };
    for (const auto& part : parts) {
        if (part.ends_with(".rels") || part.find("binaryindex") != std::string::npos)
            continue;
        for (const auto& place : places) {
            auto data_of_control
                = place.what == "activex-control" && !part.ends_with(".xml"); // Beside it.
            if (part.find(place.in_name) != std::string::npos && !data_of_control)
                holdings.add(place.what);
        }
    }
}

}
