// SPDX-License-Identifier: MIT
#include "scanners/signed_xml/relationships.h"

#include <algorithm>
#include <set>

namespace signed_xml {

static constexpr std::string_view space
    = "http://schemas.openxmlformats.org/package/2006/relationships";
static constexpr std::string_view signature_space
    = "http://schemas.openxmlformats.org/package/2006/digital-signature";

static bool has_only(const xmlNode* node, std::initializer_list<std::string_view> names)
{
    for (auto* one = node->properties; one; one = one->next) {
        std::string_view name = reinterpret_cast<const char*>(one->name);
        if (one->ns || std::ranges::find(names, name) == names.end())
            return false;
    }
    return true;
}

std::optional<std::vector<Relationship>> relationships_in(base::View part)
{
    auto tree = parse(part);
    auto* root = tree ? xmlDocGetRootElement(tree.get()) : nullptr;
    // Another namespace that is declared would stand in the canonical form.
    if (!is(root, space, "Relationships") || root->properties || !root->nsDef || root->nsDef->prefix
        || root->nsDef->next)
        return std::nullopt;
    std::vector<Relationship> all;
    std::set<std::string> ids;
    for (auto* one : children(root)) {
        if (!is(one, space, "Relationship") || one->nsDef || !children(one).empty()
            || !has_only(one, { "Id", "Type", "Target", "TargetMode" }))
            return std::nullopt;
        Relationship relationship { attribute(one, "Id").value_or(""),
            attribute(one, "Type").value_or(""), attribute(one, "Target").value_or(""),
            attribute(one, "TargetMode").value_or("Internal") };
        if (!ids.insert(relationship.id).second)
            return std::nullopt;
        all.push_back(std::move(relationship));
    }
    return all;
}

static void append_value(std::string_view name, const std::string& value, std::string& out)
{
    out += ' ';
    out += name;
    out += "=\"";
    for (char c : value) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '"': out += "&quot;"; break;
        case '\t': out += "&#x9;"; break;
        case '\n': out += "&#xA;"; break;
        case '\r': out += "&#xD;"; break;
        default: out += c;
        }
    }
    out += '"';
}

static std::size_t texts_in(base::View part)
{
    auto tree = parse(part);
    std::size_t count = 0;
    for (auto* node = tree ? xmlDocGetRootElement(tree.get())->children : nullptr; node;
         node = node->next)
        count += node->type == XML_TEXT_NODE ? 1 : 0;
    return count;
}

std::optional<Kept> keep_relationships(base::View part, const xmlNode* transform)
{
    std::set<std::string> ids, types;
    for (auto* one : children(transform)) {
        if (is(one, signature_space, "RelationshipReference"))
            ids.insert(attribute(one, "SourceId").value_or(""));
        else if (is(one, signature_space, "RelationshipsGroupReference"))
            types.insert(attribute(one, "SourceType").value_or(""));
        else
            return std::nullopt;
    }
    auto all = relationships_in(part);
    if (!all)
        return std::nullopt;
    std::erase_if(*all, [&](const Relationship& one) {
        return !ids.contains(one.id) && !types.contains(one.type);
    });
    std::ranges::sort(*all, {}, &Relationship::id);
    Kept kept;
    const auto head = "<Relationships xmlns=\"" + std::string(space) + "\">";
    std::string text;
    for (const auto& one : *all) {
        kept.ids.push_back(one.id);
        text += "<Relationship";
        append_value("Id", one.id, text);
        append_value("Target", one.target, text);
        append_value("TargetMode", one.mode, text);
        append_value("Type", one.type, text);
        text += "></Relationship>";
    }
    text += "</Relationships>";
    std::string texts;
    for (std::size_t i = texts_in(part); i > 0; --i)
        texts += "<text></text>";
    base::append(kept.canonical, base::view_of(head + text));
    if (!texts.empty())
        base::append(kept.by_xmlsec, base::view_of(head + texts + text));
    return kept;
}

}
