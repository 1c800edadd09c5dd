// SPDX-License-Identifier: MIT
#include "sanitizer/verify/odf/verifier.h"

#include "sanitizer/verify/odf/grammar.h"

#include <algorithm>

namespace verify_odf {

static constexpr std::string_view manifest_name = "META-INF/manifest.xml";

static constexpr std::string_view properties_name = "meta.xml";

// No label has a letter that XML would write otherwise.
static std::string properties_of(std::string_view label)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
           "<office:document-meta "
           "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
           "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
           "office:version=\"1.3\"><office:meta><meta:keyword>"
        + std::string(label) + "</meta:keyword></office:meta></office:document-meta>";
}

static std::string_view media_type(Kind kind)
{
    switch (kind) {
    case Kind::Text: return "application/vnd.oasis.opendocument.text";
    case Kind::Spreadsheet: return "application/vnd.oasis.opendocument.spreadsheet";
    case Kind::Presentation: break;
    }
    return "application/vnd.oasis.opendocument.presentation";
}

static std::optional<PictureKind> picture_named(std::string_view name)
{
    static constexpr std::pair<std::string_view, PictureKind> kinds[]
        = { { "png", PictureKind::Png }, { "jpeg", PictureKind::Jpeg }, { "gif", PictureKind::Gif },
              { "bmp", PictureKind::Bmp }, { "tiff", PictureKind::Tiff } };
    constexpr std::string_view folder = "Pictures/image";
    if (!name.starts_with(folder))
        return std::nullopt;
    name.remove_prefix(folder.size());
    auto digits = std::min(name.find_first_not_of("0123456789"), name.size());
    if (digits == 0 || digits > 6 || name[0] == '0' || !name.substr(digits).starts_with('.'))
        return std::nullopt;
    name.remove_prefix(digits + 1);
    for (auto [word, kind] : kinds) {
        if (name == word)
            return kind;
    }
    return std::nullopt;
}

class Verification {
public:
    Verification(base::View file, const Limits& limits, Kind kind, const Expected& expected)
        : m_file(file)
        , m_limits(limits)
        , m_kind(kind)
        , m_links(expected.links)
        , m_label(expected.label)
    {
    }

    Step run()
    {
        if (auto refused = verify_parts::read_entries(m_file, m_limits, m_entries))
            return refused;
        if (m_entries.size() < (m_label.empty() ? 3u : 4u) || m_entries[0].name != "mimetype"
            || m_entries[0].packed || m_entries[0].text() != media_type(m_kind)
            || m_entries[1].name != "content.xml" || m_entries.back().name != manifest_name)
            return no("a package that begins or ends otherwise than ours");
        if (m_entries.back().text() != manifest())
            return no("a manifest that its parts do not imply");
        for (const auto& entry : m_entries) {
            if (verify_parts::is_stand_in(entry.text()))
                m_shown.stand_ins.insert(entry.name);
        }
        auto end = m_entries.size() - 1;
        if (!m_label.empty()) {
            const auto& last = m_entries[--end];
            if (last.name != properties_name || !last.packed
                || last.text() != properties_of(m_label))
                return no("properties that say another thing than its label");
        }
        for (std::size_t i = 1; i < end; ++i) {
            if (auto refused = entry(i))
                return refused;
        }
        verified.shown = m_shown.figures;
        verified.seen = m_referred.addresses.finish();
        return m_referred.pictures == m_pictures ? Step()
                                                 : no("a picture that nothing refers to, or none");
    }

    Verified verified;

private:
    Step entry(std::size_t i)
    {
        const auto& entry = m_entries[i];
        if (i == 1)
            return part(entry, "office:document-content");
        if (i == 2 && entry.name == "styles.xml")
            return part(entry, "office:document-styles");
        auto kind = picture_named(entry.name);
        if (!kind)
            return no("a part that is none of ours, or out of place");
        if (entry.packed || !verify_parts::has_signature(*kind, entry.text()))
            return no("a picture of another kind than its name");
        verified.pictures.push_back({ *kind, entry.offset, entry.stored.size() });
        m_pictures.insert(entry.name);
        return std::nullopt;
    }

    Step part(const verify_parts::Entry& entry, std::string_view root)
    {
        ++verified.parts;
        m_referred.addresses.begin_part(); // Headers are among the styles.
        return check_part(entry.text(), root, m_kind, m_links, m_referred, m_shown);
    }

    std::string manifest() const
    {
        std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                          "<manifest:manifest "
                          "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
                          "manifest:version=\"1.3\">";
        auto add = [&](std::string_view name, std::string_view type) {
            xml += "<manifest:file-entry manifest:full-path=\"" + std::string(name)
                + "\" manifest:media-type=\"" + std::string(type) + "\"/>";
        };
        add("/", media_type(m_kind));
        for (std::size_t i = 1; i + 1 < m_entries.size(); ++i) {
            std::string_view name = m_entries[i].name;
            add(name,
                picture_named(name) ? "image/" + std::string(name.substr(name.rfind('.') + 1))
                                    : "text/xml");
        }
        return xml + "</manifest:manifest>";
    }

    base::View m_file;
    const Limits& m_limits;
    Kind m_kind;
    WebLinks m_links;
    const std::string& m_label;
    std::vector<verify_parts::Entry> m_entries;
    Referred m_referred;
    Shown m_shown;
    std::set<std::string, std::less<>> m_pictures;
};

std::variant<Verified, Refused> verify(
    base::View file, const Limits& limits, Kind kind, const Expected& expected)
{
    Verification verification(file, limits, kind, expected);
    if (auto refused = verification.run())
        return *refused;
    return std::move(verification.verified);
}

}
