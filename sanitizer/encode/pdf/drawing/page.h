// SPDX-License-Identifier: MIT
// Turns the lists of a document, page after page, into a PDF of our own.
#pragma once

#include "sanitizer/encode/pdf/drawing/canvas.h"
#include "sanitizer/encode/pdf/drawing/file.h"
#include "sanitizer/encode/pdf/drawing/font.h"
#include "sanitizer/encode/pdf/drawing/links.h"
#include "sanitizer/encode/pdf/drawing/picture.h"

namespace encode_pdf_drawing {

struct PageSize {
    std::uint32_t width; // Hundredths of a point.
    std::uint32_t height;
};

enum class Links { Within, Web }; // To pages of the document alone; to http and https, too.

struct Setting {
    std::uint32_t pages { 1 };
    int jpeg_quality { 85 };
    Links links { Links::Within };
    std::string label {}; // sanitizer/encode/pdf/information.h; empty: none.
};

struct Written {
    std::uint64_t letters { 0 };
    std::uint64_t unsafe_letters { 0 };
    std::uint64_t links { 0 };
    std::uint64_t pixels { 0 }; // Of pictures and masks.
    std::uint64_t pictures { 0 }; // And shades, which may look like any: that are shown.
    std::uint64_t shapes { 0 }; // Bytes of the list that fill, stroke or clip.
};

class Drawing {
public:
    Drawing(const base::Descriptor& output, std::uint64_t most_bytes, const Setting& setting)
        : m_file(output, most_bytes)
        , m_setting(setting)
    {
    }

    Result<void> begin();
    // `list` does not change meanwhile.
    Result<Written> add_page(base::View list, PageSize);
    Result<void> add_outline(base::View list); // After all pages, at most once.
    Result<std::uint64_t> finish(); // The file's size, after all pages.
    bool is_full() const { return m_file.is_full(); }

private:
    struct Group {
        GroupKind kind { GroupKind::Plain };
        std::uint32_t number { 0 };
        Paint paint;
        bool is_isolated { false };
        bool is_knockout { false };
        std::size_t depth { 0 }; // Of saved states, where it began.
    };

    Result<void> copy(Steps&, Written&);
    Result<void> copy_step(Step, Steps&, Written&);
    Result<void> copy_glyphs(Steps&, Written&);
    Result<void> define_font(Steps&);
    Result<void> define_glyph(Steps&);
    Result<void> define_picture(Steps&, Written&);
    Result<void> paint_picture(Steps&);
    Result<void> begin_group(Steps&);
    Result<void> end_group();
    Result<void> set_mask(Steps&);
    Result<void> add_link(Steps&, LinkKind, Written&);
    Canvas& canvas() { return m_canvases.back(); }

    File m_file;
    Setting m_setting;
    std::uint32_t m_pages { 0 }; // Written so far.
    std::uint32_t m_outline { 0 }; // Its object, if there is one.
    std::string m_links; // Of this page.
    std::vector<Font> m_fonts;
    std::vector<Picture> m_pictures;
    std::uint32_t m_shades { 0 };
    std::vector<Canvas> m_canvases; // The page's, and those of groups within it.
    std::vector<Group> m_groups;
    struct Mask {
        std::uint32_t number { 0 };
        std::uint32_t object { 0 };
    };
    std::optional<Mask> m_mask; // That has ended, and is set before another group begins or ends.
    PageSize m_size { 1, 1 };
};

}
