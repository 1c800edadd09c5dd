// SPDX-License-Identifier: MIT
#include "sanitizer/encode/pdf/text.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cstring>

namespace encode_pdf {

static constexpr std::size_t glyph_bytes = 20;
// What one line of a page may hold before another run is begun.
static constexpr std::size_t longest_run = 1000;

namespace {

// From the upper left corner of the page, within it; neither side empty.
struct Box {
    std::uint32_t left;
    std::uint32_t top;
    std::uint32_t right;
    std::uint32_t bottom;

    std::uint32_t height() const { return bottom - top; }
};

struct Glyph {
    char32_t point;
    Box box;
};

}

static bool is_space(char32_t point)
{
    return point == U' ' || point == U'\n' || point == U'\t' || point == U'\r' || point == U'\f'
        || point == U'\u00A0' || point == U'\u3000' || (point >= U'\u2000' && point <= U'\u200A');
}

static bool is_clean(char32_t point)
{
    auto is_scalar = point <= 0x10FFFF && !(point >= 0xD800 && point <= 0xDFFF);
    return is_scalar && point != 0xFFFD && !base::is_unsafe(point);
}

// No letter is thinner than a hundredth of a point; most marks that poppler gives no width are.
static bool fit(Box& box, PageSize page)
{
    if (box.left >= page.width || box.top >= page.height)
        return false;
    box.right = std::clamp(box.right, box.left + 1, page.width);
    box.bottom = std::clamp(box.bottom, box.top + 1, page.height);
    return true;
}

// Whether the picture has more than one colour there. The pixels may change meanwhile; then it is
// the wrong letters that are found, and nothing else.
static bool is_seen(const Box& box, PageSize page, const Pixels& pixels)
{
    auto scaled = [](std::uint64_t value, std::uint64_t count, std::uint64_t all) {
        return std::min(value * count / all, count - 1);
    };
    auto left = scaled(box.left, pixels.width, page.width);
    auto right = scaled(box.right, pixels.width, page.width);
    auto top = scaled(box.top, pixels.height, page.height);
    auto bottom = scaled(box.bottom, pixels.height, page.height);
    auto pixel = [&](std::uint64_t x, std::uint64_t y) {
        std::uint32_t value;
        std::memcpy(&value, pixels.bytes.data() + (y * pixels.width + x) * 4, 4);
        return value & 0x00FF'FFFF;
    };
    auto first = pixel(left, top);
    for (auto y = top; y <= bottom; ++y) {
        for (auto x = left; x <= right; ++x) {
            if (pixel(x, y) != first)
                return true;
        }
    }
    return false;
}

// Whether `next` stands on the same line as `last`, behind it and close to it.
static bool follows(const Box& last, const Box& next)
{
    std::int64_t slack = last.height() * 3 / 10;
    auto distance = [](std::uint32_t from, std::uint32_t to) {
        return std::int64_t { to } - std::int64_t { from };
    };
    return std::abs(distance(last.top, next.top)) <= slack
        && std::abs(distance(last.bottom, next.bottom)) <= slack && next.left >= last.left
        && std::abs(distance(last.right, next.left)) <= slack;
}

namespace {

class Runs {
public:
    explicit Runs(PageSize page)
        : m_page(page)
    {
    }

    void add(const Glyph& glyph)
    {
        if (!m_text.empty() && (!follows(m_last, glyph.box) || m_text.size() == longest_run))
            end();
        if (m_text.empty())
            m_box = glyph.box;
        m_box.right = std::max(m_box.right, glyph.box.right);
        m_last = glyph.box;
        m_text += glyph.point;
    }

    void end()
    {
        if (m_text.empty())
            return;
        m_runs.push_back({ m_box.left, m_page.height - m_box.bottom, m_box.right - m_box.left,
            m_box.height(), std::move(m_text) });
        m_text.clear();
    }

    std::vector<TextRun> take()
    {
        end();
        return std::move(m_runs);
    }

private:
    PageSize m_page;
    Box m_box {};
    Box m_last {};
    std::u32string m_text;
    std::vector<TextRun> m_runs;
};

}

static Result<Glyph> read_glyph(base::Reader& reader)
{
    Glyph glyph {};
    glyph.point = TRY(reader.u32_le());
    for (auto* edge : { &glyph.box.left, &glyph.box.top, &glyph.box.right, &glyph.box.bottom })
        *edge = TRY(reader.u32_le());
    return glyph;
}

Result<TextLayer> text_layer(base::View glyphs, PageSize page, const Pixels& pixels)
{
    if (glyphs.size() % glyph_bytes != 0 || page.width == 0 || page.height == 0)
        return Error { "letters cut off, or a page without a size" };
    // A copy: what lies in the slot may change.
    base::Bytes copy(glyphs.begin(), glyphs.end());
    base::Reader reader(copy);
    TextLayer layer;
    Runs runs(page);
    while (!reader.at_end()) {
        auto glyph = TRY(read_glyph(reader));
        if (is_space(glyph.point)) {
            runs.end();
            continue;
        }
        if (!is_clean(glyph.point) || !fit(glyph.box, page) || !is_seen(glyph.box, page, pixels)) {
            ++layer.left_out;
            continue;
        }
        ++layer.kept;
        runs.add(glyph);
    }
    layer.runs = runs.take();
    return layer;
}

}
