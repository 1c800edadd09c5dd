// SPDX-License-Identifier: MIT
#include "scanners/signed_xml/signature.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace signed_xml {

using policy::SignatureResult;

static constexpr std::size_t most_references = 20'000;
static constexpr std::size_t most_certificates = 8;
static constexpr std::size_t most_certificate_bytes = 16'384;

namespace {

struct SignatureMethod {
    std::string_view name;
    Method method;
    Digest digest;
};

struct TimePlace {
    std::string_view space;
    std::string_view name;
};

}

static constexpr std::array methods {
    SignatureMethod { "http://www.w3.org/2000/09/xmldsig#rsa-sha1", Method::Rsa, Digest::Sha1 },
    SignatureMethod {
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", Method::Rsa, Digest::Sha256 },
    SignatureMethod {
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", Method::Rsa, Digest::Sha384 },
    SignatureMethod {
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", Method::Rsa, Digest::Sha512 },
    SignatureMethod {
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1", Method::Ecdsa, Digest::Sha1 },
    SignatureMethod {
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", Method::Ecdsa, Digest::Sha256 },
    SignatureMethod {
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", Method::Ecdsa, Digest::Sha384 },
    SignatureMethod {
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", Method::Ecdsa, Digest::Sha512 },
};

// XAdES, Office, OpenDocument.
static constexpr std::array time_places {
    TimePlace { "http://uri.etsi.org/01903/v1.3.2#", "SigningTime" },
    TimePlace { "http://schemas.openxmlformats.org/package/2006/digital-signature", "Value" },
    TimePlace { "http://purl.org/dc/elements/1.1/", "date" },
};

static bool check_references(const Subject& subject, const std::vector<xmlNode*>& references,
    Covered& covered, Verdict& verdict)
{
    if (references.empty() || references.size() > most_references)
        return verdict.fail(SignatureResult::Unsupported, "no reference, or too many");
    return std::ranges::all_of(references, [&](const xmlNode* reference) {
        if (!is(reference, dsig, "Reference"))
            return verdict.fail(SignatureResult::Unreadable, "something else among references");
        return check_reference(subject, reference, covered, verdict);
    });
}

// What an object lists counts if the object itself is signed (XML Signature, 5.1).
static bool check_manifests(const Subject& subject, Covered& covered, Verdict& verdict)
{
    auto elements = covered.elements; // Those that SignedInfo refers to, and no further.
    for (const auto* element : elements) {
        if (!is(element, dsig, "Object"))
            continue;
        for (auto* manifest : children(element)) {
            if (is(manifest, dsig, "Manifest")
                && !check_references(subject, children(manifest), covered, verdict))
                return false;
        }
    }
    return true;
}

static bool check_signed_info(const Subject& subject, const xmlNode* info, Checked& checked)
{
    auto& verdict = checked.verdict;
    const auto* canonicalization = only_child(info, dsig, "CanonicalizationMethod");
    const auto* named = only_child(info, dsig, "SignatureMethod");
    auto algorithm = named ? attribute(named, "Algorithm").value_or("") : std::string();
    auto method = std::ranges::find(methods, algorithm, &SignatureMethod::name);
    auto form = canonicalization && children(canonicalization).empty()
        ? canonical_named(attribute(canonicalization, "Algorithm").value_or(""))
        : std::nullopt;
    if (!form || method == methods.end())
        return verdict.fail(SignatureResult::Unsupported, "a method that is not known here");
    std::vector<xmlNode*> references;
    for (auto* child : children(info)) {
        if (child != canonicalization && child != named)
            references.push_back(child);
    }
    if (!check_references(subject, references, checked.covered, verdict)
        || !check_manifests(subject, checked.covered, verdict))
        return false;
    auto bytes = canonical(subject.document, info, *form);
    auto digest = bytes ? digest_of(method->digest, *bytes) : std::nullopt;
    if (!digest)
        return verdict.fail(SignatureResult::Unreadable, "it cannot be read");
    if (method->digest == Digest::Sha1)
        verdict.fail(SignatureResult::WeakAlgorithm, "it signs by SHA-1");
    checked.key.method = method->method;
    checked.key.digest = std::move(*digest);
    return true;
}

static bool take_key(const xmlNode* signature, Checked& checked)
{
    auto& verdict = checked.verdict;
    const auto* value = only_child(signature, dsig, "SignatureValue");
    auto bytes = value ? binary_of(value) : std::nullopt;
    if (!bytes || bytes->empty() || bytes->size() > 2048)
        return verdict.fail(SignatureResult::Unreadable, "it has no value, or several");
    checked.key.value = std::move(*bytes);
    const auto* info = only_child(signature, dsig, "KeyInfo");
    for (auto* data : info ? children(info) : std::vector<xmlNode*> {}) {
        for (auto* one : is(data, dsig, "X509Data") ? children(data) : std::vector<xmlNode*> {}) {
            if (!is(one, dsig, "X509Certificate"))
                continue;
            auto certificate = binary_of(one);
            if (!certificate || certificate->size() > most_certificate_bytes
                || checked.key.certificates.size() == most_certificates)
                return verdict.fail(SignatureResult::Unreadable, "certificates out of bounds");
            checked.key.certificates.push_back(std::move(*certificate));
        }
    }
    return !checked.key.certificates.empty()
        || verdict.fail(SignatureResult::UntrustedSigner, "its certificate is not with it");
}

// "2026-01-02T03:04:05", then a fraction and a zone, if any; 0: otherwise.
static std::int64_t time_in(std::string_view text)
{
    constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd";
    auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    if (text.size() < form.size())
        return 0;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == 'd' ? !digit(i) : text[i] != form[i])
            return 0;
    }
    std::tm time {};
    time.tm_year = number(0) * 100 + number(2) - 1900;
    time.tm_mon = number(5) - 1;
    time.tm_mday = number(8);
    time.tm_hour = number(11);
    time.tm_min = number(14);
    time.tm_sec = number(17);
    if (time.tm_year < 70 || time.tm_mon < 0 || time.tm_mon > 11)
        return 0;
    auto seconds = static_cast<std::int64_t>(timegm(&time));
    auto zone = text.find_first_of("+-", form.size());
    if (zone == text.npos || text.size() < zone + 6 || !digit(zone + 1) || !digit(zone + 2)
        || !digit(zone + 4) || !digit(zone + 5))
        return seconds;
    auto offset = std::int64_t { number(zone + 1) } * 3600 + std::int64_t { number(zone + 4) } * 60;
    return text[zone] == '+' ? seconds - offset : seconds + offset;
}

static std::int64_t time_below(const xmlNode* element)
{
    for (const auto& place : time_places) {
        if (is(element, place.space, place.name))
            return time_in(text_of(element));
    }
    for (auto* child : children(element)) {
        if (auto time = time_below(child); time > 0)
            return time;
    }
    return 0;
}

Checked check_signature(const Subject& subject)
{
    Checked checked;
    const auto* info = only_child(subject.signature, dsig, "SignedInfo");
    if (!info) {
        checked.verdict.fail(SignatureResult::Unreadable, "it has no list of what is signed");
        return checked;
    }
    if (!ids_are_unique(subject.document)) {
        checked.verdict.fail(SignatureResult::Broken, "two elements have one Id");
        return checked;
    }
    if (!check_signed_info(subject, info, checked) || !take_key(subject.signature, checked))
        return checked;
    for (const auto* element : checked.covered.elements)
        checked.claimed_time = std::max(checked.claimed_time, time_below(element));
    return checked;
}

}
