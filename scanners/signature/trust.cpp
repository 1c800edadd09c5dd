// SPDX-License-Identifier: MIT
#include "scanners/signature/trust.h"

#include "kiosk/core/base/bytes.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <set>

namespace signature {

using policy::SignatureResult;

namespace {

using Bio = std::unique_ptr<BIO, base::FreeBy<BIO_free_all>>;
using Store = std::unique_ptr<X509_STORE, base::FreeBy<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, base::FreeBy<X509_STORE_CTX_free>>;

// The worst that a chain was found to be; what is wrong with time or strength is not all.
struct Findings {
    int untrusted { X509_V_OK };
    bool weak { false };
    bool expired { false };
};

}

static Result<void> read_all(const std::string& path, std::vector<Certificate>& into)
{
    Bio file(BIO_new_file(path.c_str(), "r"));
    if (!file)
        return Error { path + ": cannot be opened" };
    auto before = into.size();
    while (auto* one = PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr))
        into.emplace_back(one);
    auto why = ERR_peek_last_error();
    ERR_clear_error();
    bool ended = ERR_GET_LIB(why) == ERR_LIB_PEM && ERR_GET_REASON(why) == PEM_R_NO_START_LINE;
    if (!ended || into.size() == before)
        return Error { path + ": no certificate in PEM" };
    return {};
}

Result<Trust> Trust::load(const std::string& folder)
{
    Trust trust;
    std::error_code missing;
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
        if (entry.path().extension() == ".pem")
            paths.push_back(entry.path());
    }
    std::ranges::sort(paths); // The order in which a folder is read is nobody's.
    for (const auto& path : paths)
        TRY(read_all(path, trust.m_trusted));
    return trust;
}

static int note(int good, X509_STORE_CTX* context)
{
    if (good == 1)
        return 1;
    auto* findings = static_cast<Findings*>(X509_STORE_CTX_get_app_data(context));
    switch (auto error = X509_STORE_CTX_get_error(context)) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID: findings->expired = true; return 1;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK: findings->weak = true; return 1;
    default: findings->untrusted = error; return 0;
    }
}

static constexpr std::string_view for_mail = "1.3.6.1.5.5.7.3.4";
static constexpr std::string_view for_clients = "1.3.6.1.5.5.7.3.2";
static constexpr std::string_view for_servers = "1.3.6.1.5.5.7.3.1";
static constexpr std::string_view for_anything = "2.5.29.37.0";
static constexpr std::array<std::string_view, 3> for_documents {
    "1.3.6.1.5.5.7.3.36", // RFC 9336.
    "1.3.6.1.4.1.311.10.3.12", // By Microsoft.
    "1.2.840.113583.1.1.5", // By Adobe.
};

static std::set<std::string, std::less<>> purposes_of(X509* certificate)
{
    std::set<std::string, std::less<>> all;
    std::unique_ptr<EXTENDED_KEY_USAGE, base::FreeBy<EXTENDED_KEY_USAGE_free>> named(
        static_cast<EXTENDED_KEY_USAGE*>(
            X509_get_ext_d2i(certificate, NID_ext_key_usage, nullptr, nullptr)));
    for (int i = 0; named && i < sk_ASN1_OBJECT_num(named.get()); ++i) {
        char text[64];
        OBJ_obj2txt(text, sizeof text, sk_ASN1_OBJECT_value(named.get(), i), 1);
        all.insert(text);
    }
    return all;
}

// A certificate that names its uses has to name this one.
static bool may_sign(X509* one, Use use)
{
    auto usage = X509_get_key_usage(one); // All of them where it names none.
    if ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
        return false;
    if ((X509_get_extension_flags(one) & EXFLAG_XKUSAGE) == 0)
        return true;
    auto named = purposes_of(one);
    if (named.contains(for_mail) || named.contains(for_anything))
        return true;
    if (use == Use::Mail)
        return false;
    if (std::ranges::any_of(for_documents, [&](auto purpose) { return named.contains(purpose); }))
        return true;
    // What citizens' and staff's cards name; that of a machine is no person's.
    return named.contains(for_clients) && !named.contains(for_servers)
        && (usage & KU_NON_REPUDIATION) != 0;
}

static bool may_be_used(X509* certificate, Use use)
{
    return use == Use::Timestamp
        ? X509_check_purpose(certificate, X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1
        : may_sign(certificate, use);
}

Standing Trust::judge(X509* signer, STACK_OF(X509) * others, Use use, std::int64_t when) const
{
    constexpr int bits_112 = 2; // SHA-1 and RSA below 2048 bits are too weak (SP 800-57).
    Store store(X509_STORE_new());
    StoreContext context(X509_STORE_CTX_new());
    Findings findings;
    bool ready = store && context;
    for (const auto& one : m_trusted)
        ready = ready && X509_STORE_add_cert(store.get(), one.get()) == 1;
    if (!ready || X509_STORE_CTX_init(context.get(), store.get(), signer, others) != 1)
        return { SignatureResult::Unreadable, "its certificates cannot be read" };
    auto* terms = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_time(terms, static_cast<time_t>(when));
    X509_VERIFY_PARAM_set_flags(terms, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_auth_level(terms, bits_112);
    X509_VERIFY_PARAM_set_depth(terms, 8);
    X509_STORE_CTX_set_app_data(context.get(), &findings);
    X509_STORE_CTX_set_verify_cb(context.get(), note);
    auto held = X509_verify_cert(context.get()) == 1;
    ERR_clear_error();
    if (findings.weak)
        return { SignatureResult::WeakAlgorithm, "a certificate of it is too weak" };
    if (!held || findings.untrusted != X509_V_OK)
        return { SignatureResult::UntrustedSigner,
            X509_verify_cert_error_string(findings.untrusted) };
    if (!may_be_used(signer, use))
        return { SignatureResult::UntrustedSigner, "its certificate is for something else" };
    if (findings.expired)
        return { SignatureResult::Expired, "a certificate of it was not valid at that time" };
    return { SignatureResult::Valid, {} };
}

std::string name_of(const X509_NAME* name)
{
    Bio text(BIO_new(BIO_s_mem()));
    constexpr auto form = XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;
    if (!text || X509_NAME_print_ex(text.get(), name, 0, form) < 0) {
        ERR_clear_error();
        return {};
    }
    char* start = nullptr;
    auto size = BIO_get_mem_data(text.get(), &start);
    std::string told(start, static_cast<std::size_t>(std::max(0L, size)));
    if (!base::is_valid_utf8(told)) // Which the broker would take for a lie.
        return {};
    auto end = std::min(told.size(), policy::most_name_bytes);
    while (end < told.size() && end > 0 && (static_cast<std::uint8_t>(told[end]) & 0xC0) == 0x80)
        --end; // Not within a character.
    told.resize(end);
    return told;
}

std::string serial_of(const X509* certificate)
{
    constexpr std::size_t most_bytes = 20; // RFC 5280, 4.1.2.2.
    const auto* serial = X509_get0_serialNumber(certificate);
    base::View bytes { ASN1_STRING_get0_data(serial),
        static_cast<std::size_t>(ASN1_STRING_length(serial)) };
    return base::to_hex(bytes.first(std::min(bytes.size(), most_bytes)));
}

std::vector<std::string> addresses_of(X509* certificate)
{
    std::vector<std::string> all;
    auto* named = X509_get1_email(certificate);
    for (int i = 0; i < (named ? sk_OPENSSL_STRING_num(named) : 0); ++i) {
        std::string address = sk_OPENSSL_STRING_value(named, i);
        for (auto& c : address)
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        all.push_back(std::move(address));
    }
    X509_email_free(named);
    return all;
}

std::string signer_of(X509* certificate)
{
    if (auto name = name_of(X509_get_subject_name(certificate)); !name.empty())
        return name;
    for (const auto& address : addresses_of(certificate)) {
        if (address.size() <= policy::most_name_bytes && base::is_valid_utf8(address))
            return address;
    }
    return "serial " + serial_of(certificate);
}

}
