// SPDX-License-Identifier: MIT
#include "sanitizer/unlock/odf/manifest.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/parts/escape.h"
#include "sanitizer/rebuild/parts/xml_stream.h"

#include <algorithm>
#include <charconv>

namespace unlock_odf {

using rebuild_parts::Outcome, rebuild_parts::Refused, rebuild_parts::Why, rebuild_parts::XmlStream;

static constexpr std::string_view space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
static constexpr std::string_view old_type
    = "<!DOCTYPE manifest:manifest PUBLIC \"-//OpenOffice.org//DTD Manifest 1.0//EN\" "
      "\"Manifest.dtd\">";
static constexpr Refused malformed { Why::Malformed, "its manifest does not say one thing" };
static constexpr Refused unknown { Why::Unsupported, "an encryption that is not known" };
static constexpr std::size_t least_salt = 8;
static constexpr std::size_t most_salt = 64;

static std::string_view local(std::string_view name)
{
    return name.substr(name.find(':') + 1);
}

// "" where there is none. What is there twice is not well-formed.
static std::string value_of(const XmlStream& stream, std::string_view name)
{
    for (const auto& attribute : stream.attributes()) {
        std::string resolved;
        std::string_view value;
        if (local(attribute.name) == name
            && rebuild_parts::resolve_entities(attribute.written, resolved, value))
            return std::string(value);
    }
    return {};
}

template <typename Number>
static bool read_number(const std::string& text, Number& into)
{
    auto end = text.data() + text.size();
    auto read = std::from_chars(text.data(), end, into);
    return read.ec == std::errc() && read.ptr == end;
}

// By the names of ODF 1.2 and 1.3, the short ones of older writers, and LibreOffice's own.
static bool is_any(std::string_view text, std::initializer_list<std::string_view> names)
{
    return std::ranges::find(names, text) != names.end();
}

static std::optional<Digest> proof_named(std::string_view name)
{
    if (is_any(name, { "SHA1/1K", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha1-1k" }))
        return Digest::Sha1;
    if (is_any(name, { "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" }))
        return Digest::Sha256;
    return std::nullopt;
}

static std::optional<Digest> start_named(std::string_view name)
{
    if (is_any(name, { "SHA1", "http://www.w3.org/2000/09/xmldsig#sha1" }))
        return Digest::Sha1;
    if (is_any(name,
            { "http://www.w3.org/2000/09/xmldsig#sha256",
                "http://www.w3.org/2001/04/xmlenc#sha256" }))
        return Digest::Sha256;
    return std::nullopt;
}

static std::size_t key_bytes_of(std::string_view cipher)
{
    if (cipher == "http://www.w3.org/2001/04/xmlenc#aes256-cbc")
        return 32;
    if (cipher == "http://www.w3.org/2001/04/xmlenc#aes192-cbc")
        return 24;
    return cipher == "http://www.w3.org/2001/04/xmlenc#aes128-cbc" ? 16 : 0;
}

namespace {

// What the elements of one file's encryption-data have said so far.
struct Said {
    bool algorithm { false };
    bool derivation { false };
    std::size_t key_bytes { 0 }; // Of the derivation.
};

class Reader {
public:
    explicit Reader(std::string_view xml)
        : m_stream(xml)
    {
    }

    Outcome<std::vector<File>> run()
    {
        for (;;) {
            switch (m_stream.next()) {
            case XmlStream::Event::Start:
                if (auto refused = start())
                    return *refused;
                break;
            case XmlStream::Event::End:
                if (auto refused = end())
                    return *refused;
                break;
            case XmlStream::Event::Text: break;
            case XmlStream::Event::Finished: return std::move(m_files);
            case XmlStream::Event::DocumentType:
            case XmlStream::Event::Malformed: return malformed;
            }
        }
    }

private:
    std::optional<Refused> start()
    {
        auto name = local(m_stream.name());
        if (name == "file-entry") {
            if (m_within != Within::Nothing)
                return malformed;
            m_within = Within::File;
            m_files.push_back({ value("full-path"), value("media-type"), std::nullopt });
            m_size = value("size");
        } else if (name == "encryption-data") {
            return begin();
        } else if (is_any(name, { "algorithm", "start-key-generation", "key-derivation" })) {
            if (m_within != Within::Encryption)
                return malformed;
            auto& sealing = *m_files.back().sealing;
            return name == "algorithm"     ? algorithm(sealing)
                : name == "key-derivation" ? derivation(sealing)
                                           : start_key(sealing);
        } else if (name == "encrypted-key") {
            return unknown;
        }
        return std::nullopt;
    }

    std::optional<Refused> end()
    {
        auto name = local(m_stream.name());
        if (name == "file-entry") {
            m_within = Within::Nothing;
        } else if (name == "encryption-data") {
            m_within = Within::File;
            if (!is_whole())
                return unknown; // Keys of OpenPGP, among others.
        }
        return std::nullopt;
    }

    std::optional<Refused> begin()
    {
        if (m_within != Within::File || m_files.back().sealing)
            return malformed;
        m_within = Within::Encryption;
        Sealing sealing;
        auto proof = proof_named(value("checksum-type"));
        if (!proof)
            return unknown;
        sealing.proof = *proof;
        sealing.start = Digest::Sha1; // Where nothing else is said (4.8.13).
        if (!bytes("checksum", sealing.checksum) || !read_number(m_size, sealing.size))
            return malformed;
        m_files.back().sealing = std::move(sealing);
        m_said = {};
        return std::nullopt;
    }

    std::optional<Refused> algorithm(Sealing& sealing)
    {
        sealing.key_bytes = key_bytes_of(value("algorithm-name"));
        if (sealing.key_bytes == 0 || m_said.algorithm)
            return unknown;
        m_said.algorithm = true;
        if (!bytes("initialisation-vector", sealing.vector)
            || sealing.vector.size() != aes_block_bytes)
            return malformed;
        return std::nullopt;
    }

    std::optional<Refused> derivation(Sealing& sealing)
    {
        auto name = value("key-derivation-name");
        if (m_said.derivation
            || !is_any(
                name, { "PBKDF2", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#pbkdf2" }))
            return unknown;
        m_said.derivation = true;
        std::size_t size = 16; // Where nothing is said (4.8.9).
        auto said = value("key-size");
        if (!bytes("salt", sealing.salt) || sealing.salt.size() < least_salt
            || sealing.salt.size() > most_salt
            || !read_number(value("iteration-count"), sealing.rounds) || sealing.rounds == 0
            || (!said.empty() && !read_number(said, size)))
            return malformed;
        if (sealing.rounds > most_rounds)
            return Refused { Why::Limit, "more rounds than are done" };
        m_said.key_bytes = size;
        return std::nullopt;
    }

    bool is_whole() const
    {
        return m_said.algorithm && m_said.derivation
            && m_files.back().sealing->key_bytes == m_said.key_bytes;
    }

    std::optional<Refused> start_key(Sealing& sealing) const
    {
        auto digest = start_named(value("start-key-generation-name"));
        if (!digest)
            return unknown;
        sealing.start = *digest;
        return std::nullopt;
    }

    std::string value(std::string_view name) const { return value_of(m_stream, name); }
    bool bytes(std::string_view name, base::Bytes& into) const
    {
        auto read = base::from_base64(value(name));
        if (read)
            into = read.take();
        return bool(read);
    }

    XmlStream m_stream;
    std::vector<File> m_files;
    std::string m_size; // Of the file entry that is open.
    Said m_said;
    // What is open: nothing else may say what is said there, and neither stands within its like.
    enum class Within { Nothing, File, Encryption } m_within { Within::Nothing };
};

}

Outcome<std::vector<File>> read_manifest(std::string_view foreign)
{
    std::string xml(foreign);
    if (auto at = xml.find(old_type); at != std::string::npos)
        xml.erase(at, old_type.size());
    if (!base::is_valid_utf8(xml))
        return malformed;
    return Reader(xml).run();
}

std::string written(const std::vector<File>& files)
{
    std::string xml(rebuild_parts::xml_prolog);
    xml += "<manifest:manifest xmlns:manifest=\"" + std::string(space)
        + "\" manifest:version=\"1.3\">";
    for (const auto& file : files) {
        xml += "<manifest:file-entry manifest:full-path=\"";
        rebuild_parts::append_escaped(xml, file.path);
        xml += "\" manifest:media-type=\"";
        rebuild_parts::append_escaped(xml, file.type);
        xml += "\"/>";
    }
    return xml + "</manifest:manifest>";
}

}
