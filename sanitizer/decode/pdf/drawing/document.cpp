// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/document.h"

#include "sanitizer/decode/pdf/drawing/links.h"

#include <algorithm>
#include <poppler/Annot.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/GlobalParams.h>
#include <poppler/Page.h>
#include <poppler/splash/SplashBitmap.h>

namespace decode_pdf_drawing {

static constexpr double points_per_inch = 72;

// Poppler's callback has nothing of ours to count in, and this process reads one document.
static std::uint64_t poppler_complaints = 0;

void set_poppler_up()
{
    if (!globalParams)
        globalParams = std::make_unique<GlobalParams>();
    setErrorCallback([](ErrorCategory category, Goffset, const char*) {
        if (category == errSyntaxError)
            ++poppler_complaints;
    });
}

Document::Document(std::unique_ptr<PDFDoc> document, Comments comments)
    : m_document(std::move(document))
    , m_known(std::make_unique<Known>(*m_document))
    , m_comments(comments)
{
}

std::variant<Document, Refused> Document::open(
    base::View bytes, std::uint64_t max_pages, Comments comments)
{
    // The document owns the stream, and the stream does not own the bytes.
    auto document = std::make_unique<PDFDoc>(new MemStream(
        base::text_of(bytes).data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
    if (!document->isOk()) {
        if (document->getErrorCode() == errEncrypted)
            return Refused { worker::REFUSAL_ENCRYPTED, "a password is needed" };
        return Refused { worker::REFUSAL_MALFORMED, "poppler cannot open this" };
    }
    if (document->getNumPages() <= 0)
        return Refused { worker::REFUSAL_EMPTY, "no pages" };
    if (static_cast<std::uint64_t>(document->getNumPages()) > max_pages)
        return Refused { worker::REFUSAL_LIMIT, "too many pages" };
    return Document(std::move(document), comments);
}

int Document::page_count() const
{
    return m_document->getNumPages();
}

// What somebody laid over the page (12.5.6.2); forms and links are the document's own.
static bool is_comment(const Annot& annotation)
{
    switch (annotation.getType()) {
    case Annot::typeText:
    case Annot::typeFreeText:
    case Annot::typeLine:
    case Annot::typeSquare:
    case Annot::typeCircle:
    case Annot::typePolygon:
    case Annot::typePolyLine:
    case Annot::typeHighlight:
    case Annot::typeUnderline:
    case Annot::typeSquiggly:
    case Annot::typeStrikeOut:
    case Annot::typeStamp:
    case Annot::typeCaret:
    case Annot::typeInk:
    case Annot::typePopup: return true;
    case Annot::typeUnknown:
    case Annot::typeLink:
    case Annot::typeFileAttachment:
    case Annot::typeSound:
    case Annot::typeMovie:
    case Annot::typeWidget:
    case Annot::typeScreen:
    case Annot::typePrinterMark:
    case Annot::typeTrapNet:
    case Annot::typeWatermark:
    case Annot::type3D:
    case Annot::typeRichMedia: break;
    }
    return false;
}

void Document::draw(
    int number, OutputDev& device, double across, double down, int columns, int rows) const
{
    auto start = columns < 0 ? -1 : 0;
    auto is_drawn = [](Annot* annotation, void*) { return !is_comment(*annotation); };
    m_document->displayPageSlice(&device, number + 1, across, down, 0, false, true, false, start,
        start, columns, rows, nullptr, nullptr,
        m_comments == Comments::Leave ? +is_drawn : nullptr);
}

void Document::record(int number, OutputDev& device) const
{
    draw(number, device, points_per_inch, points_per_inch, -1, -1);
}

// The whole page by Splash, as the list has pictures.
bool Document::write_picture(int number, double width, double height, unsigned dpi, List& list)
{
    auto columns = std::max(1, static_cast<int>(std::lround(width / points_per_inch * dpi)));
    auto rows = std::max(1, static_cast<int>(std::lround(height / points_per_inch * dpi)));
    auto* page = m_document->getPage(number + 1);
    auto turned = page->getRotate() % 180 != 0;
    auto page_width = turned ? page->getCropHeight() : page->getCropWidth();
    auto page_height = turned ? page->getCropWidth() : page->getCropHeight();
    if (!(page_width > 0) || !(page_height > 0))
        return false;
    SplashColor white { 255, 255, 255, 255 };
    SplashOutputDev device(splashModeRGB8, 1, false, white);
    device.setFontAntialias(true);
    device.setVectorAntialias(true);
    device.startDoc(m_document.get());
    draw(number, device, columns * points_per_inch / page_width,
        rows * points_per_inch / page_height, columns, rows);
    auto* bitmap = device.getBitmap();
    if (!bitmap || bitmap->getWidth() != columns || bitmap->getHeight() != rows)
        return false;
    list.code(Step::Picture);
    list.u32(m_known->picture_count);
    list.code(PictureKind::Colour);
    list.code(Coding::Photograph);
    list.u32(static_cast<std::uint32_t>(columns));
    list.u32(static_cast<std::uint32_t>(rows));
    list.u32(0);
    auto row_bytes = static_cast<std::size_t>(columns) * 3;
    for (int y = 0; y < rows; ++y)
        list.bytes(
            { bitmap->getDataPtr() + std::ptrdiff_t { y } * bitmap->getRowSize(), row_bytes });
    list.code(Step::PaintPicture);
    list.u32(m_known->picture_count++);
    list.matrix({ width, 0, 0, height, 0, 0 });
    list.paint({});
    return !list.is_full();
}

// Poppler takes it for an empty page.
static bool misses_its_content(PDFDoc& document, Page& page)
{
    auto object = document.getXRef()->fetch(page.getRef());
    if (!object.isDict() || !object.dictLookupNF("Contents").isRef())
        return false;
    auto content = object.dictLookup("Contents");
    return !content.isStream() && !content.isArray();
}

std::variant<WrittenPage, Refused> Document::write_page(
    int number, std::uint32_t width, std::uint32_t height, unsigned dpi, List& list)
{
    static constexpr double hundredths = 100;
    auto* page = m_document->getPage(number + 1);
    if (!page)
        return Refused { worker::REFUSAL_MALFORMED, "a page that cannot be found" };
    auto turned = page->getRotate() % 180 != 0;
    auto page_width = turned ? page->getCropHeight() : page->getCropWidth();
    if (!(page_width > 0))
        return Refused { worker::REFUSAL_MALFORMED, "a page without a size" };
    auto scale = width / hundredths / page_width;
    list.clear();
    m_known->mark();
    auto complaints = poppler_complaints;
    Recorder recorder(list, *m_known, scale, Wanted::All);
    record(number, recorder);
    recorder.finish();
    WrittenPage written { Kept::Vectors, recorder.losses() };
    written.losses.faults = poppler_complaints - complaints;
    if (misses_its_content(*m_document, *page))
        ++written.losses.faults;
    if (recorder.is_too_deep())
        return Refused { worker::REFUSAL_LIMIT, "more saved than there is room for" };
    if (recorder.is_beyond()) {
        m_known->back_to_mark();
        list.clear();
        written.kept = Kept::Picture;
        if (!write_picture(number, width / hundredths, height / hundredths, dpi, list))
            return Refused { worker::REFUSAL_LIMIT, "a page larger than there is room for" };
        Recorder letters(list, *m_known, scale, Wanted::UnseenText);
        record(number, letters);
        letters.finish();
        written.losses.letters = letters.losses().letters;
        if (letters.is_beyond())
            return Refused { worker::REFUSAL_LIMIT, "a page of more text than there is room for" };
    }
    list.prepend(m_known->glyphs.definitions());
    write_links(*m_document, number, recorder.to_page(), list);
    if (list.is_full())
        return Refused { worker::REFUSAL_LIMIT, "a page larger than there is room for" };
    if (recorder.has_lost_letters())
        return Refused { worker::REFUSAL_MALFORMED, "letters of a font that cannot be read" };
    return written;
}

void Document::write_outline(List& list)
{
    decode_pdf_drawing::write_outline(*m_document, list);
}

}
