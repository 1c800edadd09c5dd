// SPDX-License-Identifier: MIT
// Whatever the bytes: no crash, and a picture that is told of lies within them.
#include "sanitizer/verify/odf/grammar.h"

#include <cstdlib>

using namespace verify_odf;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes { data, size };
    auto text = base::text_of(bytes);
    for (auto kind : { Kind::Text, Kind::Spreadsheet, Kind::Presentation }) {
        auto outcome = verify(bytes, { 100, 4 << 20, 4 << 20 }, kind);
        if (auto* verified = std::get_if<Verified>(&outcome)) {
            for (const auto& picture : verified->pictures) {
                if (picture.offset > size || picture.size > size - picture.offset)
                    std::abort();
            }
        }
        // The steps behind the container, which a mutated ZIP seldom reaches.
        for (auto root : { "office:document-content", "office:document-styles" }) {
            Referred referred;
            Shown shown;
            static_cast<void>(check_part(text, root, kind, WebLinks::Allowed, referred, shown));
        }
    }
    static_cast<void>(is_formula(text));
    static_cast<void>(is_expression(text));
    static_cast<void>(is_cell_range(text));
    static_cast<void>(is_internal(text));
    return 0;
}
