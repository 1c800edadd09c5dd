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

bool Relationships::add(Relationship one)
{
    if (!m_places.emplace(one.id, m_all.size()).second)
        return false;
    m_all.push_back(std::move(one));
    return true;
}

const Relationship* Relationships::find(std::string_view id) const
{
    auto found = m_places.find(id);
    return found == m_places.end() ? nullptr : &m_all[found->second];
}

std::string resolve(std::string_view source_part, std::string_view target)
{
    if (auto mark = target.find_first_of("?#"); mark != std::string_view::npos)
        target = target.substr(0, mark);
    if (target.empty() || target.find_first_of("\\:%") != std::string_view::npos)
        return {};
    std::vector<std::string_view> path;
    auto walk = [&path](std::string_view text) {
        while (!text.empty()) {
            auto slash = std::min(text.find('/'), text.size());
            auto word = text.substr(0, slash);
            text.remove_prefix(std::min(slash + 1, text.size()));
            if (word.empty() || word == ".")
                continue;
            if (word != "..")
                path.push_back(word);
            else if (path.empty())
                return false;
            else
                path.pop_back();
        }
        return true;
    };
    auto folder = source_part.rfind('/');
    if (!target.starts_with('/') && folder != std::string_view::npos
        && !walk(source_part.substr(0, folder)))
        return {};
    if (!walk(target))
        return {};
    std::string name;
    for (auto word : path)
        name += (name.empty() ? "" : "/") + std::string(word);
    return rebuild_parts::folded(name);
}

static std::string relationship_part(const std::string& part)
{
    auto slash = part.rfind('/');
    if (slash == std::string::npos)
        return "_rels/" + part + ".rels";
    return part.substr(0, slash) + "/_rels/" + part.substr(slash + 1) + ".rels";
}

Outcome<Relationships> relationships_of(const Package& package, const std::string& source)
{
    Relationships all;
    auto name = relationship_part(source);
    if (!package.has(name))
        return all;
    auto bytes = package.part(name);
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

std::uint64_t pictures_behind(const Package& package, const std::string& part)
{
    auto related = relationships_of(package, part);
    const auto* all = std::get_if<Relationships>(&related);
    auto pictures = all ? std::ranges::count(*all, "image", &Relationship::type) : 0;
    return static_cast<std::uint64_t>(pictures);
}

}
