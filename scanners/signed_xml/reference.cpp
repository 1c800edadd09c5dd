// SPDX-License-Identifier: MIT
#include "scanners/signed_xml/reference.h"

#include "scanners/signed_xml/relationships.h"

#include <algorithm>
#include <openssl/evp.h>

namespace signed_xml {

using policy::SignatureResult;

bool Verdict::fail(SignatureResult why, std::string words)
{
    result = why;
    detail = std::move(words);
    return false;
}

std::optional<Digest> digest_named(std::string_view algorithm)
{
    if (algorithm == "http://www.w3.org/2000/09/xmldsig#sha1")
        return Digest::Sha1;
    if (algorithm == "http://www.w3.org/2001/04/xmlenc#sha256")
        return Digest::Sha256;
    if (algorithm == "http://www.w3.org/2001/04/xmldsig-more#sha384")
        return Digest::Sha384;
    if (algorithm == "http://www.w3.org/2001/04/xmlenc#sha512")
        return Digest::Sha512;
    return std::nullopt;
}

std::optional<base::Bytes> digest_of(Digest digest, base::View bytes)
{
    const EVP_MD* method = nullptr;
    switch (digest) {
    case Digest::Sha1: method = EVP_sha1(); break;
    case Digest::Sha256: method = EVP_sha256(); break;
    case Digest::Sha384: method = EVP_sha384(); break;
    case Digest::Sha512: method = EVP_sha512(); break;
    }
    base::Bytes value(EVP_MAX_MD_SIZE);
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), value.data(), &size, method, nullptr) != 1)
        return std::nullopt;
    value.resize(size);
    return value;
}

std::optional<base::Bytes> binary_of(const xmlNode* element)
{
    auto text = text_of(element);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    auto bytes = base::from_base64(text);
    if (!bytes)
        return std::nullopt;
    return bytes.take();
}

static std::optional<std::string> unescaped(std::string_view text)
{
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        auto byte = base::from_hex(lower(text.substr(i + 1, 2)));
        if (!byte || byte.value().size() != 1 || byte.value()[0] == 0)
            return std::nullopt;
        plain += static_cast<char>(byte.value()[0]);
        i += 2;
    }
    return plain;
}

std::optional<PartName> part_named(std::string_view uri)
{
    constexpr std::string_view content_type = "ContentType=";
    PartName part;
    auto query = uri.find('?');
    auto path = uri.substr(0, query);
    if (query != uri.npos) {
        auto words = uri.substr(query + 1);
        if (!words.starts_with(content_type) || words.find('&') != words.npos)
            return std::nullopt;
        auto type = unescaped(words.substr(content_type.size()));
        if (!type || type->empty())
            return std::nullopt;
        part.content_type = std::move(*type);
    }
    if (path.starts_with('/'))
        path.remove_prefix(1);
    // A scheme or an authority would lead out of the package.
    if (path.empty() || path.starts_with('/') || path.find(':') != path.npos
        || path.find('#') != path.npos)
        return std::nullopt;
    auto name = unescaped(path);
    if (!name)
        return std::nullopt;
    part.name = std::move(*name);
    return part;
}

namespace {

// What the transforms of a reference come to.
struct Recipe {
    const xmlNode* relationships { nullptr }; // The transform that selects some.
    std::optional<Canonical> form;
};

}

static std::optional<Recipe> recipe_of(const xmlNode* reference)
{
    constexpr std::string_view selection
        = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform";
    Recipe recipe;
    for (auto* transforms : children(reference)) {
        if (!is(transforms, dsig, "Transforms"))
            continue;
        for (auto* transform : children(transforms)) {
            auto algorithm = attribute(transform, "Algorithm").value_or("");
            auto form = canonical_named(algorithm);
            if (!is(transform, dsig, "Transform") || recipe.form)
                return std::nullopt;
            if (form && children(transform).empty())
                recipe.form = form;
            else if (algorithm == selection && !recipe.relationships)
                recipe.relationships = transform;
            else
                return std::nullopt;
        }
    }
    return recipe;
}

// `alternative`: another form of the same, if it is not empty.
static bool check_digest(
    const xmlNode* reference, base::View bytes, Verdict& verdict, base::View alternative = {})
{
    const auto* method = only_child(reference, dsig, "DigestMethod");
    const auto* value = only_child(reference, dsig, "DigestValue");
    auto digest = method ? digest_named(attribute(method, "Algorithm").value_or("")) : std::nullopt;
    auto told = value ? binary_of(value) : std::nullopt;
    if (!digest || !told)
        return verdict.fail(SignatureResult::Unsupported, "a digest that is not known here");
    if (digest_of(*digest, bytes) != told
        && (alternative.empty() || digest_of(*digest, alternative) != told))
        return verdict.fail(SignatureResult::Broken, "what was signed was changed");
    if (*digest == Digest::Sha1)
        verdict.fail(SignatureResult::WeakAlgorithm, "it signs digests by SHA-1");
    return true;
}

// Only what the signature itself carries: an element elsewhere may stand where no reader looks.
static bool lies_in_own_object(const Subject& subject, const xmlNode* element)
{
    for (auto* at = element; at; at = at->parent) {
        if (is(at, dsig, "Object"))
            return at->parent == subject.signature;
    }
    return false;
}

static bool check_own(const Subject& subject, const xmlNode* reference, std::string_view id,
    const Recipe& recipe, Covered& covered, Verdict& verdict)
{
    const auto* element = element_with_id(subject.document, id);
    if (!element || !lies_in_own_object(subject, element))
        return verdict.fail(
            SignatureResult::Broken, "it refers to something that it does not hold");
    if (recipe.relationships)
        return verdict.fail(SignatureResult::Unsupported, "a transform that is not allowed");
    if (!covered.elements.insert(element).second)
        return verdict.fail(SignatureResult::Broken, "it refers to something twice");
    auto bytes = canonical(subject.document, element, recipe.form.value_or(Canonical::Plain));
    if (!bytes)
        return verdict.fail(SignatureResult::Unreadable, "an element that cannot be read");
    return check_digest(reference, *bytes, verdict);
}

static bool check_part(const Subject& subject, const xmlNode* reference, const PartName& part,
    const Recipe& recipe, Covered& covered, Verdict& verdict)
{
    auto bytes = subject.package.read(part.name);
    if (!bytes && !subject.package.has(part.name))
        return verdict.fail(SignatureResult::Broken, "a part that was signed is not there");
    if (!bytes)
        return verdict.fail(SignatureResult::Unsupported, "a part that cannot be unpacked here");
    if (covered.parts.contains(part.name) || covered.selections.contains(part.name))
        return verdict.fail(SignatureResult::Broken, "it refers to something twice");
    base::Bytes alternative;
    if (recipe.relationships) {
        auto kept = keep_relationships(*bytes, recipe.relationships);
        if (!kept)
            return verdict.fail(SignatureResult::Unsupported, "relationships that are not plain");
        for (const auto& id : kept->ids)
            covered.relationships.insert(part.name + "\n" + id);
        covered.selections.insert(part.name);
        bytes = std::move(kept->canonical);
        alternative = std::move(kept->by_xmlsec);
    } else if (recipe.form) {
        auto tree = parse(*bytes);
        bytes = tree ? canonical(tree.get(), nullptr, *recipe.form) : std::nullopt;
        if (!bytes)
            return verdict.fail(SignatureResult::Unsupported, "a part that is no plain XML");
    }
    if (!recipe.relationships)
        covered.parts.insert(part.name);
    covered.content_types[part.name] = part.content_type;
    return check_digest(reference, *bytes, verdict, alternative);
}

bool check_reference(
    const Subject& subject, const xmlNode* reference, Covered& covered, Verdict& verdict)
{
    auto uri = attribute(reference, "URI");
    auto recipe = recipe_of(reference);
    if (!recipe)
        return verdict.fail(SignatureResult::Unsupported, "a transform that is not allowed");
    if (uri && uri->starts_with('#'))
        return check_own(
            subject, reference, std::string_view(*uri).substr(1), *recipe, covered, verdict);
    auto part = uri ? part_named(*uri) : std::nullopt;
    if (!part)
        return verdict.fail(
            SignatureResult::Unsupported, "it refers to something outside of the file");
    return check_part(subject, reference, *part, *recipe, covered, verdict);
}

}
