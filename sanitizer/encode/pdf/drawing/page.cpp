// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/drawing/page.h"

#include "sanitizer/encode/pdf/drawing/fonts.h"
#include "sanitizer/encode/pdf/drawing/numbers.h"
#include "sanitizer/encode/pdf/drawing/shapes.h"
#include "sanitizer/encode/pdf/drawing/text.h"
#include "sanitizer/encode/pdf/information.h"

#include <algorithm>

namespace encode_pdf_drawing {

static constexpr std::size_t most_fonts = 65'535;
static constexpr std::size_t most_glyphs = 65'000;
static constexpr std::size_t most_groups = 64; // Within one another,
static constexpr std::ptrdiff_t most_masks = 4; // and masks: readers may draw them anew ever again.
static constexpr std::size_t most_saved = 512; // Readers keep a whole state for each.

Result<void> Drawing::begin()
{
    TRY(m_file.begin());
    if (m_setting.pages == 0 || m_file.take_numbers(m_setting.pages) != first_page_object)
        return Error { "pages out of place" };
    return {};
}

Result<void> Drawing::define_font(Steps& steps)
{
    if (TRY(steps.u16()) != m_fonts.size() || m_fonts.size() >= most_fonts)
        return Error { "a font out of turn" };
    auto font = TRY(read_font(steps));
    font.object = m_file.take_numbers(objects_of_font);
    m_fonts.push_back(std::move(font));
    return {};
}

Result<void> Drawing::define_glyph(Steps& steps)
{
    auto number = TRY(steps.u16());
    if (number >= m_fonts.size())
        return Error { "a glyph of no font" };
    auto& font = m_fonts[number];
    if (TRY(steps.u16()) != font.glyphs.size() + 1 || font.glyphs.size() >= most_glyphs)
        return Error { "a glyph out of turn" };
    font.glyphs.push_back(TRY(read_glyph(steps, font)));
    return {};
}

Result<void> Drawing::define_picture(Steps& steps, Written& written)
{
    if (TRY(steps.u32()) != m_pictures.size())
        return Error { "a picture out of turn" };
    m_pictures.push_back(TRY(copy_picture(steps, m_file, m_pictures, m_setting.jpeg_quality)));
    written.pixels += m_pictures.back().pixels;
    return {};
}

Result<void> Drawing::copy_glyphs(Steps& steps, Written& written)
{
    auto run = TRY(read_run(steps));
    if (run.font >= m_fonts.size())
        return Error { "letters of no font" };
    const auto& font = m_fonts[run.font];
    auto set = TRY(copy_run(steps, run, font, canvas()));
    if (set.is_something)
        canvas().use_font(run.font, font.object);
    written.unsafe_letters += set.unsafe_letters;
    written.letters += run.count;
    return {};
}

Result<void> Drawing::paint_picture(Steps& steps)
{
    auto number = TRY(steps.u32());
    auto matrix = TRY(steps.matrix());
    auto paint = TRY(steps.paint());
    if (number >= m_pictures.size())
        return Error { "a picture that is not there" };
    auto& picture = m_pictures[number];
    picture.is_used = true;
    if (picture.kind == PictureKind::Stencil)
        canvas().fill_colour(paint);
    canvas().blending(paint);
    canvas().use_picture(number, picture.object);
    canvas().save();
    canvas().concat(matrix);
    canvas().word("/P" + std::to_string(number) + " Do\n");
    canvas().restore();
    return {};
}

Result<void> Drawing::begin_group(Steps& steps)
{
    Group group;
    group.kind = TRY(steps.code(GroupKind::Mask));
    group.number = TRY(steps.u32());
    group.paint.alpha = TRY(steps.u8());
    group.paint.blend = TRY(steps.u8(last_blend));
    group.is_isolated = TRY(steps.u8(1)) == 1;
    group.is_knockout = TRY(steps.u8(1)) == 1;
    m_groups.push_back(group);
    auto is_mask = [](const Group& one) { return one.kind == GroupKind::Mask; };
    if (m_groups.size() > most_groups || std::ranges::count_if(m_groups, is_mask) > most_masks)
        return Error { "too many groups within one another" };
    if (m_mask)
        return Error { "a mask that hides nothing" };
    if (group.kind == GroupKind::Plain)
        canvas().save();
    else
        m_canvases.emplace_back();
    return {};
}

// A group that is more than what is drawn in it becomes a form XObject (11.6.6).
Result<void> Drawing::end_group()
{
    if (m_groups.empty())
        return Error { "a group that ends without having begun" };
    if (m_mask)
        return Error { "a mask that hides nothing" };
    auto group = m_groups.back();
    m_groups.pop_back();
    if (group.kind == GroupKind::Plain) {
        canvas().restore();
        return {};
    }
    canvas().close();
    auto form = std::move(m_canvases.back());
    m_canvases.pop_back();
    std::string box;
    append_decimal(box, m_size.width, 2);
    box += ' ';
    append_decimal(box, m_size.height, 2);
    auto number = m_file.take_numbers();
    auto is_mask = group.kind == GroupKind::Mask;
    TRY(m_file.stream(number,
        "/Type/XObject/Subtype/Form/BBox[0 0 " + box + "]/Group<</S/Transparency/CS/DeviceRGB/I "
            + (group.is_isolated ? "true" : "false") + "/K "
            + (group.is_knockout ? "true" : "false") + ">>/Resources" + form.resources(),
        base::view_of(form.text())));
    if (is_mask) {
        m_mask = Mask { group.number, number };
        return {};
    }
    canvas().blending(group.paint);
    canvas().use_group(number, number);
    canvas().word("/X" + std::to_string(number) + " Do\n");
    return {};
}

Result<void> Drawing::set_mask(Steps& steps)
{
    auto number = TRY(steps.u32());
    auto kind = TRY(steps.code(MaskKind::Luminosity));
    auto back = TRY(steps.u8());
    if (number == 0) {
        canvas().no_mask();
        return {};
    }
    // Once, in the group that it ended in: masks that set one another again and again would be
    // drawn without end.
    if (!m_mask || m_mask->number != number - 1)
        return Error { "a mask that is not there" };
    canvas().mask(m_mask->object, kind, back);
    m_mask.reset();
    return {};
}

Result<void> Drawing::add_link(Steps& steps, LinkKind kind, Written& written)
{
    auto link = TRY(read_link(steps, kind, m_setting.pages));
    if (!link || (kind == LinkKind::Address && m_setting.links == Links::Within))
        return {};
    m_links += *link;
    ++written.links;
    return {};
}

Result<void> Drawing::copy_step(Step step, Steps& steps, Written& written)
{
    switch (step) {
    case Step::Save: canvas().save(); return {};
    case Step::Restore: canvas().restore(); return {};
    case Step::Clip: return copy_clip(steps, canvas());
    case Step::Fill: return copy_fill(steps, canvas());
    case Step::Stroke: return copy_stroke(steps, canvas());
    case Step::Glyphs: return copy_glyphs(steps, written);
    case Step::Font: return define_font(steps);
    case Step::Glyph: return define_glyph(steps);
    case Step::Picture: return define_picture(steps, written);
    case Step::PaintPicture: return paint_picture(steps);
    case Step::Shade: return copy_shade(steps, canvas(), m_file, m_shades++);
    case Step::BeginGroup: return begin_group(steps);
    case Step::EndGroup: return end_group();
    case Step::SetMask: return set_mask(steps);
    case Step::LinkToPage: return add_link(steps, LinkKind::Page, written);
    case Step::LinkToAddress: return add_link(steps, LinkKind::Address, written);
    case Step::Bookmark: break;
    }
    return Error { "a step out of place" };
}

Result<void> Drawing::copy(Steps& steps, Written& written)
{
    while (!steps.at_end()) {
        auto step = TRY(steps.step());
        auto left = steps.left();
        TRY(copy_step(step, steps, written));
        written.pictures += step == Step::PaintPicture || step == Step::Shade;
        if (step == Step::Fill || step == Step::Stroke || step == Step::Clip)
            written.shapes += left - steps.left();
        if (canvas().deepest() > most_saved)
            return Error { "too much saved" };
    }
    if (!m_groups.empty())
        return Error { "a group without an end" };
    canvas().close();
    return m_mask ? Error { "a mask that hides nothing" } : Result<void>();
}

Result<Written> Drawing::add_page(base::View list, PageSize size)
{
    if (m_pages >= m_setting.pages)
        return Error { "more pages than were told" };
    m_size = size;
    m_canvases.clear();
    m_canvases.emplace_back();
    m_groups.clear();
    m_mask.reset();
    m_links.clear();
    Written written;
    Steps steps(list);
    TRY(copy(steps, written));
    auto content = m_file.take_numbers();
    TRY(m_file.stream(content, "", base::view_of(canvas().text())));
    std::string box;
    append_decimal(box, size.width, 2);
    box += ' ';
    append_decimal(box, size.height, 2);
    auto links = m_links.empty() ? "" : "/Annots[" + m_links + "]";
    TRY(m_file.object(first_page_object + m_pages++,
        "<</Type/Page/Parent " + reference(pages_object) + "/MediaBox[0 0 " + box + "]/Contents "
            + reference(content) + "/Resources" + canvas().resources() + links + ">>"));
    return written;
}

Result<void> Drawing::add_outline(base::View list)
{
    if (m_pages != m_setting.pages || m_outline != 0)
        return Error { "an outline out of turn" };
    Steps steps(list);
    auto bookmarks = TRY(read_outline(steps, m_setting.pages));
    if (!bookmarks.empty())
        m_outline = TRY(write_outline(m_file, bookmarks));
    return {};
}

Result<std::uint64_t> Drawing::finish()
{
    if (m_pages != m_setting.pages)
        return Error { "fewer pages than were told" };
    if (!std::ranges::all_of(m_pictures, &Picture::is_used))
        return Error { "a picture that nobody sees" };
    for (std::size_t i = 0; i < m_fonts.size(); ++i)
        TRY(write_font(m_file, m_fonts[i], static_cast<std::uint32_t>(i)));
    std::string kids;
    for (std::uint32_t page = 0; page < m_pages; ++page)
        kids += (page == 0 ? "" : " ") + reference(first_page_object + page);
    TRY(m_file.object(
        pages_object, "<</Type/Pages/Count " + std::to_string(m_pages) + "/Kids[" + kids + "]>>"));
    auto outline = m_outline == 0 ? "" : "/Outlines " + reference(m_outline);
    TRY(m_file.object(
        catalogue_object, "<</Type/Catalog/Pages " + reference(pages_object) + outline + ">>"));
    if (m_setting.label.empty())
        return m_file.finish();
    auto information = m_file.take_numbers();
    TRY(m_file.object(information, TRY(encode_pdf::information(m_setting.label))));
    return m_file.finish("/Info " + reference(information));
}

}
