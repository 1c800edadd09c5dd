// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/legacy.h"

#include "kiosk/broker/ask/office.h"
#include "kiosk/broker/ask/type.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace broker {

using policy::FileType;

struct Conversion {
    FileType from;
    FileType to; // One that rebuild_office takes.
};

static constexpr Conversion conversions[] {
    { FileType::Doc, FileType::Docx },
    { FileType::Rtf, FileType::Docx },
    { FileType::Xls, FileType::Xlsx },
    { FileType::Xlsb, FileType::Xlsx },
    { FileType::Ppt, FileType::Pptx },
};

static const Conversion* conversion_of(FileType type)
{
    const auto* found = std::ranges::find(conversions, type, &Conversion::from);
    return found == std::end(conversions) ? nullptr : found;
}

bool can_rebuild_legacy(FileType type)
{
    return conversion_of(type) != nullptr;
}

// LibreOffice had the document in its hands: what it wrote may be anything.
static Result<void> check_type(
    Workers& workers, const worker::Limits& limits, const base::Descriptor& package, FileType type)
{
    auto facts = TRY(ask_type(workers, limits, package, policy::info(type).extensions));
    if (facts.by_structure != type || facts.structure != policy::Structure::Sound)
        return Error { "decode-office: another document than was asked for" };
    return {};
}

// LibreOffice's own words about its package, and what it always writes into one (protection into
// workbooks, settings into shows), were never the document's.
static void forget_what_office_added(std::vector<Removed>& removed, FileType written)
{
    auto always = written == FileType::Xlsx ? Removed { "protection", "xl/workbook.xml" }
        : written == FileType::Pptx         ? Removed { "show-settings", "ppt/presProps.xml" }
                                            : Removed {};
    std::erase_if(removed, [&](Removed& one) {
        if (one.what == always.what && one.where == always.where)
            --one.count;
        return one.what == "metadata" || one.count == 0;
    });
}

// Parts are of LibreOffice's package; it numbers sheets and slides as the document has them.
static std::string place_in_original(std::string_view place)
{
    for (auto [before, unit] :
        { std::pair("xl/worksheets/sheet", "sheet"), std::pair("ppt/slides/slide", "slide") }) {
        std::string_view number = place;
        if (!number.starts_with(before) || !number.ends_with(".xml"))
            continue;
        number.remove_prefix(std::string_view(before).size());
        number.remove_suffix(4);
        std::uint64_t value = 0;
        auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
        if (fault == std::errc() && end == number.data() + number.size())
            return policy::place_on(unit, value);
    }
    return {};
}

static std::vector<Removed> as_of_original(std::vector<Removed> removed, FileType written)
{
    forget_what_office_added(removed, written);
    std::vector<Removed> all;
    for (auto& one : removed)
        add_removed(all, { one.what, place_in_original(one.where), one.count });
    return all;
}

Result<Outcome<Rebuilt>> rebuild_legacy(
    Workers& workers, const base::Descriptor& input, FileType type, const LegacyRebuild& asked)
{
    constexpr std::uint64_t steps = 2;
    auto tell = [&](std::uint64_t done) {
        if (asked.on_step)
            asked.on_step(done, steps);
    };
    const auto* conversion = conversion_of(type);
    if (!conversion)
        return Outcome<Rebuilt>(
            Refused { RefusalReason::Unsupported, "documents of this type are not rebuilt" });
    auto start = std::chrono::steady_clock::now();
    auto outcome = TRY(office_to_ooxml(workers, asked.convert, input, type));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& package = std::get<base::Descriptor>(outcome);
    TRY(check_type(workers, asked.convert, package, conversion->to));
    tell(1);
    auto rebuild = asked.rebuild;
    auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    rebuild.pictures.most_time -= std::min(rebuild.pictures.most_time, spent);
    rebuild.worker.time -= std::min(rebuild.worker.time, spent);
    auto stated = TRY(labels_of_office(workers, package, conversion->to, rebuild));
    if (auto* refused = std::get_if<Refused>(&stated))
        return Outcome<Rebuilt>(std::move(*refused));
    auto& properties = std::get<Seen>(stated);
    auto labels = labels_of(properties);
    rebuild.labels.insert(rebuild.labels.end(), labels.begin(), labels.end());
    auto rebuilt = TRY(rebuild_office(workers, package, conversion->to, rebuild));
    if (auto* whole = std::get_if<Rebuilt>(&rebuilt)) {
        whole->removed = as_of_original(std::move(whole->removed), conversion->to);
        add_view(whole->seen, std::move(properties));
    }
    tell(steps);
    return rebuilt;
}

}
