// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/glyphs.h"

#include <algorithm>
#include <cmath>
#include <poppler/GfxFont.h>
#include <poppler/splash/SplashFont.h>
#include <poppler/splash/SplashPath.h>

namespace decode_pdf_drawing {

static constexpr std::size_t most_fonts = 20'000;
static constexpr std::size_t most_glyphs = 65'000; // Of one font.
// Of one outline: at up to seven bytes each, what a font's charstring holds.
static constexpr int most_points = 9'000;
static constexpr double furthest_point = 32'000; // Thousandths of an em.

// Splash finds and opens fonts for us; it is never asked to draw.
class FontReader : public SplashOutputDev {
public:
    FontReader()
        : SplashOutputDev(splashModeMono1, 1, false, white())
    {
    }
    using SplashOutputDev::doUpdateFont;

private:
    static SplashColorPtr white()
    {
        static SplashColor colour { 255, 255, 255, 255 };
        return colour;
    }
};

Glyphs::Glyphs(PDFDoc& document)
    : m_reader(std::make_unique<FontReader>())
{
    PDFRectangle box(0, 0, 1, 1);
    m_state = std::make_unique<GfxState>(72, 72, &box, 0, false);
    m_reader->startDoc(&document);
    m_reader->startPage(0, m_state.get(), document.getXRef());
    m_reader->updateAll(m_state.get());
}

Glyphs::~Glyphs() = default;

void Glyphs::mark()
{
    m_since_mark.clear();
    m_list.clear();
}

void Glyphs::back_to_mark()
{
    for (const auto& used : m_since_mark) {
        auto font = m_fonts.find(used.font);
        if (font != m_fonts.end() && used.glyph)
            font->second.glyphs.erase(*used.glyph);
    }
    for (const auto& used : m_since_mark) {
        if (!used.glyph)
            m_fonts.erase(used.font);
    }
    mark();
}

void Glyphs::select(const std::shared_ptr<GfxFont>& font)
{
    if (m_selected == font)
        return;
    m_selected = font;
    m_state->setFont(font, em);
    m_reader->updateFont(m_state.get());
    m_reader->doUpdateFont(m_state.get());
}

std::unique_ptr<SplashPath> Glyphs::outline(const std::shared_ptr<GfxFont>& font, CharCode code)
{
    select(font);
    auto* opened = m_reader->getCurrentFont();
    if (!opened)
        return nullptr;
    return std::unique_ptr<SplashPath>(opened->getGlyphPath(static_cast<int>(code)));
}

static bool is_too_large(SplashPath& path)
{
    for (int i = 0; i < path.getLength(); ++i) {
        double x = 0;
        double y = 0;
        unsigned char ignored = 0;
        path.getPoint(i, &x, &y, &ignored);
        if (!(std::abs(x) <= furthest_point && std::abs(y) <= furthest_point))
            return true;
    }
    return path.getLength() > most_points;
}

// Points as Splash has them: a curve's two inner points are marked.
static void write_outline(List& list, SplashPath* path)
{
    auto count = path ? path->getLength() : 0;
    for (int i = 0; i < count; ++i) {
        double x[3] {};
        double y[3] {};
        unsigned char flags = 0;
        path->getPoint(i, &x[0], &y[0], &flags);
        if (flags & splashPathCurve) {
            unsigned char ignored = 0;
            if (i + 2 >= count)
                break;
            path->getPoint(i + 1, &x[1], &y[1], &ignored);
            path->getPoint(i + 2, &x[2], &y[2], &ignored);
            i += 2;
            list.code(Verb::Curve);
            for (int k = 0; k < 3; ++k) {
                list.small(x[k]);
                list.small(y[k]);
            }
            continue;
        }
        list.code(flags & splashPathFirst ? Verb::Move : Verb::Line);
        list.small(x[0]);
        list.small(y[0]);
    }
    list.code(Verb::End);
}

base::View Glyphs::definitions() const
{
    return { m_memory.get(), std::min(m_list.size(), most_definitions) };
}

std::optional<PlacedGlyph> Glyphs::use(
    const std::shared_ptr<GfxFont>& font, const GlyphName& name, double advance)
{
    auto [place, is_new_font] = m_fonts.try_emplace(*font->getID());
    auto& known = place->second;
    if (is_new_font) {
        if (m_fonts.size() > most_fonts) {
            m_fonts.erase(place);
            return {};
        }
        // Fonts taken back leave their numbers free: they were the last ones.
        known.number = static_cast<std::uint16_t>(m_fonts.size() - 1);
        m_list.code(Step::Font);
        m_list.u16(known.number);
        m_list.u8(font->getWMode() ? 1 : 0);
        m_list.small(font->getAscent() * em);
        m_list.small(font->getDescent() * em);
        m_since_mark.push_back({ *font->getID(), {} });
    }
    auto found = known.glyphs.find(name);
    if (found != known.glyphs.end())
        return found->second;
    if (known.glyphs.size() >= most_glyphs)
        return {};
    auto number = static_cast<std::uint16_t>(known.glyphs.size() + 1);
    PlacedGlyph placed { known.number, number, Shape::Known };
    m_since_mark.push_back({ *font->getID(), name });
    m_list.code(Step::Glyph);
    m_list.u16(known.number);
    m_list.u16(number);
    m_list.small(advance * em);
    auto letters = std::min(name.letters.size(), most_letters);
    m_list.u8(static_cast<std::uint8_t>(letters));
    for (std::size_t i = 0; i < letters; ++i)
        m_list.u32(name.letters[i]);
    auto is_drawn_otherwise = font->getType() == fontType3;
    auto path = is_drawn_otherwise ? nullptr : outline(font, name.code);
    if (!is_drawn_otherwise && !m_reader->getCurrentFont())
        placed.shape = Shape::Lost;
    if (path && is_too_large(*path)) {
        placed.shape = Shape::TooLarge;
        path.reset();
    }
    write_outline(m_list, path.get());
    known.glyphs.emplace(name, placed);
    return placed;
}

}
