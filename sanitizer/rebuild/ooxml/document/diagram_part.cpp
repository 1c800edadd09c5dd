// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/document/diagram_part.h"

#include "sanitizer/rebuild/ooxml/package/xml.h"

namespace rebuild_ooxml {

std::optional<std::string> drawing_of_diagram(
    const Package& package, const Relationships& relationships, std::string_view data)
{
    auto is_there = [&](const Relationship* one, std::string_view type) {
        return one && one->type.ends_with(type) && one->mode == TargetMode::Internal
            && package.has(one->target);
    };
    const auto* found = find(relationships, data);
    if (!is_there(found, "diagramData"))
        return std::nullopt;
    auto read = package.part(found->target);
    auto* bytes = std::get_if<base::Bytes>(&read);
    if (!bytes)
        return std::nullopt;
    auto parsed = parse(*bytes);
    if (std::holds_alternative<Refused>(parsed))
        return std::nullopt;
    auto extension = std::get<0>(parsed)->find_node(
        [](pugi::xml_node one) { return local_name(one) == "dataModelExt"; });
    const auto* drawing = find(relationships, extension.attribute("relId").value());
    return is_there(drawing, "/diagramDrawing") ? std::optional(drawing->target) : std::nullopt;
}

}
