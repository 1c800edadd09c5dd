// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and a picture that is told of lies within them.
#include "sanitizer/verify/ooxml/checks.h"

#include <cstdlib>

using namespace verify_ooxml;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes { data, size };
    auto text = base::text_of(bytes);
    auto outcome = verify(bytes, { 100, 4 << 20, 4 << 20 });
    if (auto* verified = std::get_if<Verified>(&outcome)) {
        for (const auto& picture : verified->pictures) {
            if (picture.offset > size || picture.size > size - picture.offset)
                std::abort();
        }
    }
    static_cast<void>(verify(bytes, { 100, 4 << 20, 4 << 20 }, Kind::Workbook));
    static_cast<void>(verify(bytes, { 100, 4 << 20, 4 << 20 }, Kind::Presentation));
    // The steps behind the container, which a mutated ZIP seldom reaches.
    Relations relations;
    Shown shown;
    static_cast<void>(read_relations(text, "word/document.xml", WebLinks::Allowed, relations));
    static_cast<void>(
        check_part(text, *part_named("word/document.xml"), WebLinks::Forbidden, relations, shown));
    for (auto name : { "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml",
             "xl/worksheets/sheet1.xml", "xl/drawings/drawing1.xml" }) {
        Book book;
        static_cast<void>(check_book_part(text, *part_named(name), relations, book, shown));
    }
    for (auto name : { "ppt/presentation.xml", "ppt/slides/slide1.xml", "ppt/theme/theme1.xml",
             "ppt/slideMasters/slideMaster1.xml", "ppt/tableStyles.xml", "ppt/charts/chart1.xml",
             "ppt/comments/comment1.xml" }) {
        Show show;
        static_cast<void>(check_show_part(text, name, *part_named(name), relations, show, shown));
        static_cast<void>(check_show(show));
    }
    static_cast<void>(is_formula(text, { { "A" }, { "n" } }));
    static_cast<void>(is_reference(text, { { "A" }, { "n" } }));
    static_cast<void>(is_instruction(text, WebLinks::Allowed, shown.addresses));
    static_cast<void>(is_web_address(text));
    return 0;
}
