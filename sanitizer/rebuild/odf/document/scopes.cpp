// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/document/scopes.h"

namespace rebuild_odf {

void Scopes::enter(std::span<const rebuild_parts::XmlStream::Attribute> attributes)
{
    m_marks.push_back(m_bindings.size());
    for (const auto& one : attributes) {
        if (!one.name.starts_with("xmlns"))
            continue;
        auto prefix = one.name.substr(5);
        if (!prefix.empty() && prefix[0] != ':')
            continue;
        std::string resolved;
        std::string_view uri;
        if (!rebuild_parts::resolve_entities(one.written, resolved, uri))
            uri = {};
        m_bindings.push_back(
            { prefix.empty() ? prefix : prefix.substr(1), Vocabulary::prefix_of(uri) });
    }
    if (m_bindings.size() > m_marks.back()) {
        m_elements.clear();
        m_attributes.clear();
    }
}

void Scopes::leave()
{
    if (m_bindings.size() > m_marks.back()) {
        m_bindings.resize(m_marks.back());
        m_elements.clear();
        m_attributes.clear();
    }
    m_marks.pop_back();
}

std::string_view Scopes::element(std::string_view written)
{
    auto [place, is_new] = m_elements.try_emplace(written);
    if (is_new)
        place->second = resolve(written, true);
    return place->second;
}

std::string_view Scopes::attribute(std::string_view written)
{
    auto [place, is_new] = m_attributes.try_emplace(written);
    if (is_new)
        place->second = resolve(written, false);
    return place->second;
}

std::string Scopes::resolve(std::string_view written, bool has_default) const
{
    auto colon = written.find(':');
    auto prefix = colon == std::string_view::npos ? std::string_view() : written.substr(0, colon);
    auto local = colon == std::string_view::npos ? written : written.substr(colon + 1);
    if (prefix.empty() && !has_default)
        return std::string(local); // Of no namespace: attributes of MathML.
    if (prefix == "xml")
        return "xml:" + std::string(local);
    for (auto at = m_bindings.size(); at-- > 0;) {
        if (m_bindings[at].prefix != prefix)
            continue;
        if (m_bindings[at].ours.empty())
            return {};
        return std::string(m_bindings[at].ours) + ':' + std::string(local);
    }
    return {};
}

}
