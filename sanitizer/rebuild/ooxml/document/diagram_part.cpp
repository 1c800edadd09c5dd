// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/document/diagram_part.h"

#include "sanitizer/rebuild/ooxml/package/xml.h"

namespace rebuild_ooxml {

std::string DiagramParts::relationship_in(const std::string& data) const
{
    auto read = m_package.part(data);
    auto* bytes = std::get_if<base::Bytes>(&read);
    if (!bytes)
        return {};
    auto parsed = parse(*bytes);
    if (std::holds_alternative<Refused>(parsed))
        return {};
    auto extension = std::get<0>(parsed)->find_node(
        [](pugi::xml_node one) { return local_name(one) == "dataModelExt"; });
    return extension.attribute("relId").value();
}

std::optional<std::string> DiagramParts::drawing(
    const Relationships& relationships, std::string_view data)
{
    auto is_there = [&](const Relationship* one, std::string_view type) {
        return one && one->type.ends_with(type) && one->mode == TargetMode::Internal
            && m_package.has(one->target);
    };
    const auto* found = find(relationships, data);
    if (!is_there(found, "diagramData"))
        return std::nullopt;
    auto [known, is_new] = m_relationships.try_emplace(found->target);
    if (is_new)
        known->second = relationship_in(found->target);
    const auto* drawing = find(relationships, known->second);
    return is_there(drawing, "/diagramDrawing") ? std::optional(drawing->target) : std::nullopt;
}

}
