// SPDX-License-Identifier: MIT
#include "sanitizer/rebuild/ooxml/workbook/cells.h"
#include "sanitizer/rebuild/ooxml/workbook/stream.h"
#include "sanitizer/rebuild/ooxml/writer/xml_writer.h"

namespace rebuild_ooxml {

Outcome<bool> copy_strings(Build& build, base::Bytes bytes, std::string& xml)
{
    if (auto refused = make_utf8(bytes))
        return *refused;
    PartStream stream(build, base::text_of(bytes));
    if (stream.next() != PartStream::Event::Start || !stream.is_sheet("sst"))
        return stream.refused().value_or(
            Refused { Why::Malformed, "a part begins with another element than it must" });
    const auto& item = build.words.known(Space::Sheet, "si");
    xml.reserve(bytes.size());
    xml = xml_prolog;
    xml += "<sst";
    append_declarations(xml, DocumentKind::Workbook);
    xml += '>';
    for (auto event = stream.next(); event != PartStream::Event::Finished; event = stream.next()) {
        if (event != PartStream::Event::Start)
            continue;
        if (stream.is_sheet("si")) {
            stream.copy(xml, item);
            ++build.book.strings;
        } else {
            build.account.count("unknown-element");
            stream.skip();
        }
    }
    if (stream.refused())
        return *stream.refused();
    xml += "</sst>";
    return true;
}

}
