// SPDX-License-Identifier: MIT
// Relationship parts (ECMA-376 part 2, 9.3). Read for what they point at; the output's are written
// from our own model.
#include "sanitizer/rebuild/ooxml/package/xml.h"

#include <algorithm>

namespace rebuild_ooxml {

static constexpr std::size_t most_relationships = 20'000;

// Whose type does not begin like one of these is a stranger's and keeps its whole name.
static constexpr std::string_view known_types[] = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
};

static std::string type_of(std::string_view uri)
{
    for (auto known : known_types) {
        if (uri.starts_with(known))
            return std::string(uri.substr(known.size()));
    }
    return std::string(uri);
}

static std::string relationship_part(const std::string& part)
{
    auto slash = part.rfind('/');
    if (slash == std::string::npos)
        return "_rels/" + part + ".rels";
    return part.substr(0, slash) + "/_rels/" + part.substr(slash + 1) + ".rels";
}

Outcome<Relationships> Package::relationships(const std::string& source) const
{
    Relationships all;
    auto name = relationship_part(source);
    if (!has(name))
        return all;
    auto bytes = part(name);
    if (auto* refused = std::get_if<Refused>(&bytes))
        return *refused;
    auto parsed = parse(std::get<base::Bytes>(bytes));
    if (auto* refused = std::get_if<Refused>(&parsed))
        return *refused;
    auto root = std::get<0>(parsed)->document_element();
    for (auto node : root.children()) {
        std::string_view element = node.name();
        if (auto colon = element.find(':'); colon != std::string_view::npos)
            element.remove_prefix(colon + 1);
        if (element != "Relationship")
            continue;
        if (all.size() == most_relationships)
            return Refused { Why::Limit, "more relationships than allowed" };
        Relationship one;
        one.id = node.attribute("Id").value();
        one.type = type_of(node.attribute("Type").value());
        if (std::string_view(node.attribute("TargetMode").value()) == "External") {
            one.mode = TargetMode::External;
            one.target = node.attribute("Target").value();
        } else {
            one.target = resolve(source, node.attribute("Target").value());
        }
        if (!all.add(std::move(one)))
            return Refused { Why::Malformed, "two relationships of one name" };
    }
    return all;
}

}
