// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/parts/properties.h"

#include "sanitizer/rebuild/parts/xml_stream.h"
#include "scanners/seen/finder.h"

namespace rebuild_parts {

// By every name that writers give to them: a part that is none of them costs nothing but time.
static bool holds_properties(std::string_view folded_name)
{
    return folded_name == "meta.xml" || folded_name.starts_with("docprops/")
        || folded_name.ends_with(".psmdcp");
}

// The words of each element by themselves: what one says does not run into the next.
static void look_through(std::string_view xml, seen::Finder& finder)
{
    XmlStream stream(xml);
    std::string words;
    auto finish = [&] {
        finder.take_property(words);
        words.clear();
    };
    for (;;) {
        switch (stream.next()) {
        case XmlStream::Event::Text: {
            std::string resolved;
            auto text = stream.text();
            if (stream.is_literal() || resolve_entities(stream.text(), resolved, text))
                words += text;
            break;
        }
        case XmlStream::Event::Start:
        case XmlStream::Event::End: finish(); break;
        case XmlStream::Event::Finished:
        case XmlStream::Event::DocumentType:
        case XmlStream::Event::Malformed: return finish();
        }
    }
}

Outcome<seen::Findings> labels_of(base::View document, const PackageLimits& limits)
{
    auto opened = Package::open(document, limits);
    if (auto* refused = std::get_if<Refused>(&opened))
        return *refused;
    const auto& package = std::get<Package>(opened);
    seen::Finder finder;
    for (const auto& name : package.names()) {
        if (!holds_properties(folded(name)) || package.size(name) == 0)
            continue;
        auto part = package.part(name);
        if (auto* refused = std::get_if<Refused>(&part))
            return *refused;
        auto bytes = to_utf8(std::move(std::get<base::Bytes>(part)));
        look_through(base::text_of(bytes), finder);
    }
    return finder.finish();
}

}
