// SPDX-License-Identifier: MIT
// A control may show what a part of custom XML says (ECMA-376 part 1, 17.5.2.6), whatever stands
// in the document. Only the paths that Word itself writes are walked: /a:b[1]/a:c[2]/@d.
#include "sanitizer/rebuild/ooxml/account/shown.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/ooxml/package/xml.h"

#include <algorithm>
#include <charconv>

namespace rebuild_ooxml {

static std::string_view local_of(std::string_view name)
{
    return name.substr(name.rfind(':') + 1);
}

static std::uint64_t letters_in(pugi::xml_node node)
{
    std::uint64_t count = 0;
    for (auto child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            count += base::count_letters(child.value());
    }
    return count;
}

static std::uint64_t letters_at(pugi::xml_node node, std::string_view path)
{
    while (node && path.starts_with('/')) {
        path.remove_prefix(1);
        auto step = path.substr(0, path.find('/'));
        path.remove_prefix(step.size());
        std::size_t number = 1;
        if (auto bracket = step.find('['); bracket != std::string_view::npos) {
            std::from_chars(step.data() + bracket + 1, step.data() + step.size(), number);
            step = step.substr(0, bracket);
        }
        if (step.starts_with('@')) {
            for (auto one : node.attributes()) {
                if (local_of(one.name()) == local_of(step.substr(1)))
                    return base::count_letters(one.value());
            }
            return 0;
        }
        auto found = pugi::xml_node();
        for (auto child : node.children()) {
            if (local_of(child.name()) != local_of(step) || --number > 0)
                continue;
            found = child;
            break;
        }
        node = found;
    }
    return node && path.empty() ? letters_in(node) : 0;
}

// Whether the part of custom XML is the store of that number.
static bool is_store(const Package& package, const std::string& part, std::string_view store)
{
    auto related = relationships_of(package, part);
    const auto* relationships = std::get_if<Relationships>(&related);
    if (!relationships)
        return false;
    auto found = std::ranges::find(*relationships, "customXmlProps", &Relationship::type);
    if (found == relationships->end() || found->mode != TargetMode::Internal)
        return false;
    auto bytes = package.part(found->target);
    if (!std::holds_alternative<base::Bytes>(bytes))
        return false;
    auto parsed = parse(std::get<base::Bytes>(bytes));
    if (std::holds_alternative<Refused>(parsed))
        return false;
    for (auto one : std::get<0>(parsed)->document_element().attributes()) {
        if (local_of(one.name()) == "itemID")
            return rebuild_parts::folded(one.value()) == rebuild_parts::folded(store);
    }
    return false;
}

std::uint64_t letters_behind(const Package& package, std::string_view path, std::string_view store)
{
    for (const auto& written : package.names()) {
        auto name = rebuild_parts::folded(written);
        if (!name.starts_with("customxml/item") || name.starts_with("customxml/itemprops")
            || !is_store(package, name, store))
            continue;
        auto bytes = package.part(name);
        if (!std::holds_alternative<base::Bytes>(bytes))
            return 0;
        auto parsed = parse(std::get<base::Bytes>(bytes));
        return std::holds_alternative<Refused>(parsed) ? 0 : letters_at(*std::get<0>(parsed), path);
    }
    return 0;
}

}
