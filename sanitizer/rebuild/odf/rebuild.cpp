// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/odf/rebuild.h"

#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/odf/account/census.h"
#include "sanitizer/rebuild/odf/package_writer.h"
#include "sanitizer/rebuild/parts/functions.h"

namespace rebuild_odf {

using rebuild_parts::Finished, rebuild_parts::Whole;

// OpenOffice.org 2 wrote this and nothing else of the kind.
static constexpr std::string_view old_type
    = "<!DOCTYPE manifest:manifest PUBLIC \"-//OpenOffice.org//DTD Manifest 1.0//EN\" "
      "\"Manifest.dtd\">";

// Encryption is said in the manifest alone (ODF 1.3 part 2, 3.4 and 4.8).
static std::optional<Refused> check_manifest(const Package& package)
{
    static const std::string name = "META-INF/manifest.xml";
    if (!package.has(name))
        return std::nullopt;
    auto part = package.part(name);
    if (auto* refused = std::get_if<Refused>(&part))
        return *refused;
    auto bytes = rebuild_parts::to_utf8(std::move(std::get<base::Bytes>(part)));
    std::string xml(base::text_of(bytes));
    if (auto at = xml.find(old_type); at != std::string::npos)
        xml.erase(at, old_type.size());
    XmlStream stream(xml);
    for (;;) {
        switch (stream.next()) {
        case XmlStream::Event::Start: {
            auto local = stream.name().substr(stream.name().find(':') + 1);
            if (local == "encryption-data" || local == "encrypted-key")
                return Refused { Why::Encrypted, "the document is encrypted" };
            break;
        }
        case XmlStream::Event::Text:
        case XmlStream::Event::End: break;
        case XmlStream::Event::Finished: return std::nullopt;
        case XmlStream::Event::DocumentType:
        case XmlStream::Event::Malformed:
            return Refused { Why::Malformed, "its manifest is no well-formed XML" };
        }
    }
}

static void tell_what_stays_behind(const Package& package, Account& account)
{
    static constexpr std::pair<std::string_view, std::string_view> places[] = {
        { "basic/", "macros" },
        { "scripts/", "macros" },
        { "dialogs/", "macros" },
        { "meta-inf/documentsignatures.xml", "signature" },
        { "meta-inf/macrosignatures.xml", "signature" },
        { "configurations2/", "user-interface" },
        { "thumbnails/", "thumbnails" },
        { "meta.xml", "metadata" },
        { "manifest.rdf", "metadata" },
        { "settings.xml", "view-settings" },
        { "versions/", "unknown-part" },
        { "versionlist.xml", "unknown-part" },
        { "fonts/", "embedded-font" },
        { "database/", "data-connection" },
        { "media/", "media" },
    };
    for (const auto& name : package.names()) {
        auto lower = rebuild_parts::lower_case(name);
        for (auto [place, code] : places) {
            bool is_picture = place == "media/" && !lower.ends_with(".mp4");
            if (lower.starts_with(place) && !is_picture
                && !(place == "configurations2/" && package.size(name) == 0))
                account.count(code, package.place(name));
        }
    }
}

static Outcome<std::string> build(const Job& job, PartKind kind, const std::string& name)
{
    Account::Within there(job.account, job.package.place(name));
    auto part = job.package.part(name);
    if (auto* refused = std::get_if<Refused>(&part))
        return *refused;
    auto bytes = rebuild_parts::to_utf8(std::move(std::get<base::Bytes>(part)));
    if (!base::is_valid_utf8(base::text_of(bytes)))
        return Refused { Why::Malformed, "a part that is no UTF-8" };
    return Filter(job, kind, base::text_of(bytes)).run();
}

static void add(policy::Figures& to, const policy::Figures& figures)
{
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i] += figures[i];
}

// What the package shows, and what we are about to write.
static void count(const Job& job, const Built& built, const std::set<std::string>& stand_ins)
{
    policy::Figures seen {};
    policy::Figures written {};
    for (const auto& part : built.parts) {
        auto source = job.package.part(part.name);
        if (auto* bytes = std::get_if<base::Bytes>(&source)) {
            auto xml = rebuild_parts::to_utf8(std::move(*bytes));
            add(seen, shown_by(base::text_of(xml), job.options, {}));
        }
        add(written, shown_by(part.xml, job.options, stand_ins));
    }
    job.account.finish(seen, written);
}

Result<Whole> rebuild(const Vocabulary& words, base::View input,
    const rebuild_parts::Limits& limits, const Options& options,
    const std::optional<rebuild_parts::RebuiltPictures>& rebuilt, const base::Descriptor& output,
    const base::Descriptor& pictures_file, Account& account)
{
    auto opened = Package::open(input, limits.package);
    if (auto* refused = std::get_if<Refused>(&opened))
        return Whole(*refused);
    const auto& package = std::get<Package>(opened);
    if (auto refused = check_manifest(package))
        return Whole(*refused);
    Pictures pictures("", rebuilt, "Pictures/");
    tell_what_stays_behind(package, account);
    std::set<std::string> used;
    Job job { package, words, options, pictures, account, used };
    Built built;
    built.kind = options.kind;
    built.label = options.label;
    auto content = build(job, PartKind::Content, "content.xml");
    if (auto* refused = std::get_if<Refused>(&content))
        return Whole(*refused);
    built.parts.push_back({ "content.xml", std::move(std::get<std::string>(content)) });
    if (package.has("styles.xml")) {
        auto styles = build(job, PartKind::Styles, "styles.xml");
        if (auto* refused = std::get_if<Refused>(&styles))
            return Whole(*refused);
        built.parts.push_back({ "styles.xml", std::move(std::get<std::string>(styles)) });
    }
    if (pictures.foreign().size() > limits.pictures)
        return Whole(Refused { Why::Limit, "more pictures than allowed" });
    if (pictures.go_out())
        return rebuild_parts::give_out(package, pictures, pictures_file);
    if (rebuilt && rebuilt->size() != pictures.foreign().size())
        return Error { "another number of pictures than were given out" };
    pictures.remove_if([&](const auto& medium) { return !used.contains(medium.name); });
    count(job, built, TRY(rebuild_parts::stand_ins(pictures, pictures_file)));
    auto bytes = TRY(write_package(built, pictures, pictures_file, output));
    return Whole(Finished { bytes });
}

}
