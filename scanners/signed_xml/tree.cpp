// SPDX-License-Identifier: MIT
#include "scanners/signed_xml/tree.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <set>

namespace signed_xml {

static constexpr std::string_view spaces = " \t\r\n";

static std::string_view view(const xmlChar* text)
{
    return text ? reinterpret_cast<const char*>(text) : "";
}

static xmlParserInput* fetch_nothing(const char*, const char*, xmlParserCtxt*)
{
    return nullptr;
}

// NOLINTNEXTLINE(cert-dcl50-cpp): libxml2 calls it so.
static void say_nothing(void*, const char*, ...) { }

void warm_up()
{
    xmlInitParser();
    xmlSetExternalEntityLoader(fetch_nothing);
    xmlSetGenericErrorFunc(nullptr, say_nothing);
    auto tree = parse(base::view_of("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a b=\"&lt;\"/>"));
    if (tree)
        canonical(tree.get(), nullptr, Canonical::Plain);
}

// Another reader would obey the declaration, and the canonical form does not have it.
static bool declares_utf8(std::string_view text)
{
    constexpr std::string_view start = "<?xml", mark = "\xEF\xBB\xBF", word = "encoding";
    if (text.starts_with(mark))
        text.remove_prefix(mark.size());
    if (!text.starts_with(start))
        return true; // UTF-8 without a word; white space before it is no declaration.
    auto declaration = text.substr(0, text.find("?>"));
    auto at = declaration.find(word);
    if (at == declaration.npos)
        return true;
    std::string value;
    for (char c : declaration.substr(at + word.size())) {
        if (spaces.find(c) == spaces.npos)
            value += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return value.starts_with("=\"utf-8\"") || value.starts_with("='utf-8'");
}

bool is_plain_text(std::string_view text)
{
    return declares_utf8(text) && text.find("<!DOCTYPE") == text.npos
        && text.find('\0') == text.npos && base::is_valid_utf8(text);
}

Tree parse(base::View bytes)
{
    auto text = base::text_of(bytes);
    if (bytes.size() > most_xml_bytes || !is_plain_text(text))
        return nullptr;
    constexpr int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    Tree tree(xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options));
    xmlResetLastError();
    if (!tree || tree->intSubset || tree->extSubset || !xmlDocGetRootElement(tree.get()))
        return nullptr;
    return tree;
}

bool is(const xmlNode* node, std::string_view space, std::string_view name)
{
    return node && node->type == XML_ELEMENT_NODE && view(node->name) == name
        && view(node->ns ? node->ns->href : nullptr) == space;
}

std::vector<xmlNode*> children(const xmlNode* parent)
{
    std::vector<xmlNode*> all;
    for (auto* node = parent->children; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE)
            all.push_back(node);
    }
    return all;
}

xmlNode* only_child(const xmlNode* parent, std::string_view space, std::string_view name)
{
    xmlNode* found = nullptr;
    for (auto* node : children(parent)) {
        if (!is(node, space, name))
            continue;
        if (found)
            return nullptr;
        found = node;
    }
    return found;
}

static std::string value_of(const xmlAttr* attribute)
{
    std::string value;
    for (auto* node = attribute->children; node; node = node->next)
        value += view(node->content); // Text alone: there are no entities.
    return value;
}

std::optional<std::string> attribute(const xmlNode* node, std::string_view name)
{
    for (auto* one = node->properties; one; one = one->next) {
        if (!one->ns && view(one->name) == name)
            return value_of(one);
    }
    return std::nullopt;
}

std::string text_of(const xmlNode* element)
{
    std::string text;
    for (auto* node = element->children; node; node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            text += view(node->content);
    }
    auto first = text.find_first_not_of(spaces);
    auto last = text.find_last_not_of(spaces);
    return first == text.npos ? std::string() : text.substr(first, last - first + 1);
}

// In the document's order; libxml2 limits how deep elements lie.
template <typename Visit>
static void each_element(xmlNode* node, Visit&& visit)
{
    visit(node);
    for (auto* child : children(node))
        each_element(child, visit);
}

// "Id", "ID", "id" and "xml:id": what one reader or another takes for one.
static bool is_id(const xmlAttr* attribute)
{
    auto name = std::string(view(attribute->name));
    std::ranges::transform(
        name, name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return name == "id";
}

xmlNode* element_with_id(xmlDoc* document, std::string_view id)
{
    xmlNode* found = nullptr;
    each_element(xmlDocGetRootElement(document), [&](xmlNode* node) {
        if (attribute(node, "Id") == id)
            found = node;
    });
    return found;
}

bool ids_are_unique(xmlDoc* document)
{
    std::set<std::string> seen;
    bool unique = true;
    each_element(xmlDocGetRootElement(document), [&](xmlNode* node) {
        for (auto* one = node->properties; one; one = one->next) {
            if (is_id(one))
                unique = seen.insert(value_of(one)).second && unique;
        }
    });
    return unique;
}

std::optional<Canonical> canonical_named(std::string_view algorithm)
{
    if (algorithm == "http://www.w3.org/TR/2001/REC-xml-c14n-20010315")
        return Canonical::Plain;
    if (algorithm == "http://www.w3.org/2006/12/xml-c14n11")
        return Canonical::Version11;
    if (algorithm == "http://www.w3.org/2001/10/xml-exc-c14n#")
        return Canonical::Exclusive;
    return std::nullopt;
}

static int mode_of(Canonical form)
{
    switch (form) {
    case Canonical::Plain: return XML_C14N_1_0;
    case Canonical::Version11: return XML_C14N_1_1;
    case Canonical::Exclusive: return XML_C14N_EXCLUSIVE_1_0;
    }
    return XML_C14N_1_0;
}

// `parent` is given for attributes and namespaces, too, which have no place in the tree.
static int lies_within(void* apex, xmlNode* node, xmlNode* parent)
{
    bool placed = node && node->type != XML_NAMESPACE_DECL && node->type != XML_ATTRIBUTE_NODE;
    for (auto* at = placed ? node : parent; at; at = at->parent) {
        if (at == apex)
            return 1;
    }
    return 0;
}

std::optional<base::Bytes> canonical(xmlDoc* document, const xmlNode* apex, Canonical form)
{
    auto* buffer = xmlAllocOutputBuffer(nullptr);
    if (!buffer)
        return std::nullopt;
    auto done = xmlC14NExecute(document, apex ? lies_within : nullptr, const_cast<xmlNode*>(apex),
        mode_of(form), nullptr, 0, buffer);
    std::optional<base::Bytes> bytes;
    if (done >= 0 && !buffer->error)
        bytes.emplace(xmlOutputBufferGetContent(buffer),
            xmlOutputBufferGetContent(buffer) + xmlOutputBufferGetSize(buffer));
    xmlOutputBufferClose(buffer);
    xmlResetLastError();
    return bytes;
}

}
