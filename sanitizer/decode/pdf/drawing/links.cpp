// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/links.h"

#include "sanitizer/decode/pdf/drawing/geometry.h"

#include <algorithm>
#include <optional>
#include <poppler/Annot.h>
#include <poppler/Catalog.h>
#include <poppler/Link.h>
#include <poppler/Outline.h>
#include <poppler/Page.h>
#include <set>

namespace decode_pdf_drawing {

static constexpr std::size_t most_address = 2'000;
static constexpr std::size_t most_links = 10'000; // Of one page.
static constexpr std::size_t most_bookmarks = 20'000;
static constexpr int most_title = 500;
static constexpr std::uint8_t most_depth = 30;

namespace {

struct Target {
    std::uint32_t page; // From 0.
    double top; // In points from the page's lower edge, as it is seen.
};

}

static double user_unit(PDFDoc& document, int page)
{
    const auto* reference = document.getCatalog()->getPageRef(page);
    if (!reference)
        return 1;
    auto object = document.getXRef()->fetch(*reference);
    auto unit = object.isDict() ? object.dictLookup("UserUnit") : Object(objNull);
    return unit.isNum() && unit.getNum() > 0 ? unit.getNum() : 1;
}

static std::optional<Target> target_of(PDFDoc& document, const LinkAction* action)
{
    if (!action || !action->isOk() || action->getKind() != actionGoTo)
        return {};
    const auto& go_to = static_cast<const LinkGoTo&>(*action);
    std::unique_ptr<LinkDest> named;
    const auto* place = go_to.getDest();
    if (!place && go_to.getNamedDest()) {
        named = document.findDest(go_to.getNamedDest());
        place = named.get();
    }
    if (!place || !place->isOk())
        return {};
    auto number = place->isPageRef() ? document.findPage(place->getPageRef()) : place->getPageNum();
    if (number < 1 || number > document.getNumPages())
        return {};
    auto* page = document.getPage(number);
    if (!page)
        return {};
    auto unit = user_unit(document, number);
    auto turned = page->getRotate() % 180 != 0;
    auto height = (turned ? page->getCropWidth() : page->getCropHeight()) * unit;
    auto top = height;
    if (page->getRotate() == 0 && place->getChangeTop() && place->getTop() != 0)
        top = std::clamp((place->getTop() - page->getCropBox()->y1) * unit, 0.0, height);
    return Target { static_cast<std::uint32_t>(number - 1), top };
}

static void write_box(const PDFRectangle& box, const Matrix6& to_page, List& list)
{
    double x[2] {};
    double y[2] {};
    apply(to_page, box.x1, box.y1, x[0], y[0]);
    apply(to_page, box.x2, box.y2, x[1], y[1]);
    list.point(std::min(x[0], x[1]), std::min(y[0], y[1]));
    list.point(std::max(x[0], x[1]), std::max(y[0], y[1]));
}

void write_links(PDFDoc& document, int number, const Matrix6& to_page, List& list)
{
    auto links = document.getLinks(number + 1);
    if (!links)
        return;
    std::size_t count = 0;
    for (auto* link : links->getLinks()) {
        auto* action = link ? link->getAction() : nullptr;
        if (!action || !action->isOk() || ++count > most_links)
            continue;
        if (auto target = target_of(document, action)) {
            list.code(Step::LinkToPage);
            write_box(link->getRect(), to_page, list);
            list.u32(target->page);
            list.length(target->top);
        } else if (action->getKind() == actionURI) {
            const auto& address = static_cast<const LinkURI&>(*action).getURI();
            if (address.size() > most_address)
                continue;
            list.code(Step::LinkToAddress);
            write_box(link->getRect(), to_page, list);
            list.u16(static_cast<std::uint16_t>(address.size()));
            list.bytes(base::view_of(address));
        }
    }
}

namespace {

class OutlineWriter {
public:
    OutlineWriter(PDFDoc& document, List& list)
        : m_document(document)
        , m_list(list)
    {
    }

    void write(const std::vector<OutlineItem*>* items, std::uint8_t depth)
    {
        for (auto* item : items ? *items : std::vector<OutlineItem*>()) {
            auto reference = item->getRef();
            if (m_count >= most_bookmarks || !m_seen.insert(reference.num).second)
                return;
            ++m_count;
            write_one(*item, depth);
            if (depth < most_depth && item->hasKids()) {
                item->open();
                write(item->getKids(), static_cast<std::uint8_t>(depth + 1));
            }
        }
    }

private:
    void write_one(const OutlineItem& item, std::uint8_t depth)
    {
        auto target = target_of(m_document, item.getAction());
        auto letters = std::min(item.getTitleLength(), most_title);
        m_list.code(Step::Bookmark);
        m_list.u8(depth);
        m_list.u32(target ? target->page + 1 : 0);
        m_list.length(target ? target->top : 0);
        m_list.u16(static_cast<std::uint16_t>(std::max(letters, 0)));
        for (int i = 0; i < letters; ++i)
            m_list.u32(item.getTitle()[i]);
    }

    PDFDoc& m_document;
    List& m_list;
    std::set<int> m_seen;
    std::size_t m_count { 0 };
};

}

void write_outline(PDFDoc& document, List& list)
{
    list.clear();
    auto* outline = document.getOutline();
    if (outline)
        OutlineWriter(document, list).write(outline->getItems(), 0);
    if (list.is_full())
        list.clear();
}

}
