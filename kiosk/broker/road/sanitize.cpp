// SPDX-License-Identifier: MIT
#include "kiosk/broker/road/sanitize.h"

#include "kiosk/broker/ask/flatten.h"
#include "kiosk/broker/ask/legacy.h"
#include "kiosk/broker/ask/looks.h"
#include "kiosk/broker/ask/ocr.h"
#include "kiosk/broker/ask/office.h"
#include "kiosk/broker/ask/ooxml.h"
#include "kiosk/broker/ask/picture.h"
#include "kiosk/broker/ask/redraw.h"
#include "kiosk/broker/ask/svg.h"
#include "kiosk/broker/ask/text.h"
#include "kiosk/broker/ask/verify_text.h"
#include "kiosk/broker/road/archive.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/broker/road/mail.h"
#include "kiosk/broker/road/web_page.h"
#include "kiosk/core/base/memory_file.h"

#include <algorithm>

namespace broker {

using policy::Family, policy::FileType, policy::Method;

static Outcome<Rebuilt> no_method(std::string detail)
{
    return Refused { RefusalReason::Unsupported, std::move(detail) };
}

static FlattenRequest flatten_request(const RoadSetting& setting, const Piece& piece,
    const policy::Plan& plan, const policy::Spending& spending)
{
    FlattenRequest request;
    request.labels = piece.labels;
    request.dpi = plan.options.dpi;
    request.jpeg_quality = plan.options.jpeg_quality;
    request.text_layer = plan.options.text_layer;
    request.ocr = plan.options.ocr;
    request.max_pages = spending.pages_left();
    request.max_pixels = std::min(request.max_pixels, spending.pixels_left());
    request.total_pixels = spending.pixels_left();
    request.memory_bytes = setting.policy.limits.memory_bytes;
    request.output_bytes = spending.bytes_left();
    request.time_base = std::min(setting.policy.limits.base, spending.time_left());
    request.time_per_page = setting.policy.limits.per_page;
    if (request.ocr != policy::Ocr::None)
        request.time_per_page += time_to_read_page;
    request.most_time = spending.time_left();
    request.renderers = setting.renderers;
    request.on_page = setting.on_step;
    return request;
}

// `pdf`: what was made of the piece, or itself.
static Result<Outcome<Rebuilt>> flatten(const RoadSetting& setting, const Piece& piece,
    const base::Descriptor& pdf, const policy::Plan& plan, const policy::Spending& spending)
{
    return flatten_pdf(setting.workers, pdf, flatten_request(setting, piece, plan, spending));
}

// Pages that cannot be kept as vectors: as a scan of a document would be.
static constexpr unsigned dpi_of_picture_pages = 200;

static Result<Outcome<Rebuilt>> redraw(const RoadSetting& setting, const Piece& piece,
    const policy::Plan& plan, const policy::Spending& spending)
{
    RedrawRequest request { flatten_request(setting, piece, plan, spending),
        plan.options.hyperlinks, plan.options.comments };
    request.pages.dpi = dpi_of_picture_pages;
    return redraw_pdf(setting.workers, piece.bytes, request);
}

static worker::Limits office_limits(
    const RoadSetting& setting, const Piece& piece, const policy::Spending& spending)
{
    constexpr std::uint64_t likely_pages
        = 100; // Nobody knows before LibreOffice has laid them out.
    return limits_for(setting.policy, &spending, piece.size, likely_pages);
}

// LibreOffice's PDF is foreign bytes like any other; `then` takes it from there.
template <typename Then>
static Result<Outcome<Rebuilt>> by_way_of_pdf(const RoadSetting& setting, const Piece& piece,
    FileType type, const policy::Spending& spending, Then&& then)
{
    auto limits = office_limits(setting, piece, spending);
    auto outcome = TRY(office_to_pdf(setting.workers, limits, piece.bytes, type));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<Rebuilt>(std::move(*refused));
    auto pages = TRY(then(std::get<base::Descriptor>(outcome)));
    if (auto* rebuilt = std::get_if<Rebuilt>(&pages))
        rebuilt->removed.clear(); // Of LibreOffice's PDF, not of the document.
    return pages;
}

// LibreOffice draws a page of ours, not the one that was brought.
static Result<Outcome<Rebuilt>> flatten_web_page(const RoadSetting& setting, const Piece& piece,
    FileType type, const policy::Plan& plan, policy::Spending& spending)
{
    auto outcome = TRY(read_web_page(setting, piece, type, PageForm::Page, spending));
    auto* page = std::get_if<Rebuilt>(&outcome);
    if (!page)
        return outcome;
    Piece ours { page->bytes, TRY(base::size_of(page->bytes)), {}, {}, piece.labels };
    auto drawn = TRY(by_way_of_pdf(setting, ours, FileType::Html, spending,
        [&](const base::Descriptor& pdf) { return flatten(setting, ours, pdf, plan, spending); }));
    if (auto* rebuilt = std::get_if<Rebuilt>(&drawn)) {
        rebuilt->removed = std::move(page->removed);
        rebuilt->loss.images += page->loss.images;
        rebuilt->loss.links += page->loss.links;
        add_view(rebuilt->seen, std::move(page->seen));
    }
    return drawn;
}

static Result<Outcome<Rebuilt>> text_of_pdf(const RoadSetting& setting, const Piece& piece,
    const base::Descriptor& pdf, const policy::Plan& plan, const policy::Spending& spending)
{
    return pdf_to_text(setting.workers, pdf, flatten_request(setting, piece, plan, spending));
}

static Result<Outcome<Rebuilt>> draw_svg(const RoadSetting& setting, const Piece& piece,
    const policy::Plan& plan, const policy::Spending& spending)
{
    auto words = TRY(markup_to_text(setting.workers, piece.bytes, text_limits(setting, spending)));
    auto* no = std::get_if<Refused>(&words);
    if (no && no->reason != RefusalReason::Empty)
        return Outcome<Rebuilt>(std::move(*no)); // Else nobody would have looked at its words.
    auto outcome = TRY(
        flatten_svg(setting.workers, piece.bytes, flatten_request(setting, piece, plan, spending)));
    auto* text = std::get_if<Rebuilt>(&words); // Without words there are none to look at.
    auto* rebuilt = std::get_if<Rebuilt>(&outcome);
    if (text && rebuilt) {
        auto verified
            = TRY(verify_text(setting.workers, text->bytes, text->type, ExpectedMark::Forbidden));
        auto* sound = std::get_if<VerifiedText>(&verified);
        if (!sound)
            return Error { "its words are none of ours" };
        add_view(rebuilt->seen, std::move(sound->seen));
    }
    return outcome;
}

TextLimits text_limits(const RoadSetting& setting, const policy::Spending& spending)
{
    TextLimits limits;
    limits.output_bytes = spending.bytes_left();
    limits.time = std::min(setting.policy.limits.base, spending.time_left());
    return limits;
}

// A page shows as much of a cell as it has room for; so not by way of a PDF.
static Result<Outcome<Rebuilt>> text_of_sheets(
    const RoadSetting& setting, const Piece& piece, FileType type, const policy::Spending& spending)
{
    auto limits = office_limits(setting, piece, spending);
    auto outcome = TRY(spreadsheet_to_text(setting.workers, limits, piece.bytes, type));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<Rebuilt>(std::move(*refused));
    return rebuild_text(setting.workers, std::get<base::Descriptor>(outcome), FileType::PlainText,
        text_limits(setting, spending));
}

static Result<Outcome<Rebuilt>> rewrite(const RoadSetting& setting, const Piece& piece,
    FileType type, const policy::Plan& plan, const policy::Spending& spending)
{
    auto outcome
        = TRY(rebuild_text(setting.workers, piece.bytes, type, text_limits(setting, spending)));
    auto* rebuilt = std::get_if<Rebuilt>(&outcome);
    auto is_formula = [](const Removed& removed) { return removed.what == "formula"; };
    if (rebuilt && plan.options.csv_formulas == policy::CsvFormulas::Refuse
        && std::ranges::any_of(rebuilt->removed, is_formula))
        return no_method("it has formulas, which the policy does not let through");
    return outcome;
}

static PictureRequest picture_request(const RoadSetting& setting, const Piece& piece,
    const policy::Plan& plan, const policy::Spending& spending)
{
    PictureRequest request;
    request.worker = limits_for(setting.policy, &spending, piece.size);
    request.most_time = spending.time_left();
    request.output_bytes = spending.bytes_left();
    request.pixels = spending.pixels_left();
    request.pixels_at_once = setting.policy.limits.memory_bytes / picture_memory_for_pixel;
    request.pages = spending.pages_left();
    request.jpeg_quality = plan.options.jpeg_quality;
    return request;
}

static OfficeRebuild document_request(const RoadSetting& setting, const Piece& piece,
    const policy::Plan& plan, const policy::Spending& spending)
{
    constexpr std::uint64_t memory_for_byte = 8; // Of XML: the bytes, their tree, ours, the output.
    OfficeRebuild request;
    request.worker = limits_for(setting.policy, &spending, piece.size);
    request.pictures = picture_request(setting, piece, plan, spending);
    request.entries = spending.entries_left();
    request.total_bytes = spending.bytes_left();
    request.part_bytes = setting.policy.limits.memory_bytes / memory_for_byte;
    request.links = plan.options.hyperlinks;
    request.comments = plan.options.comments;
    request.formulas = plan.options.formulas;
    request.labels = piece.labels;
    return request;
}

static Result<Outcome<Rebuilt>> rebuild_document(const RoadSetting& setting, const Piece& piece,
    FileType type, const policy::Plan& plan, const policy::Spending& spending)
{
    auto request = document_request(setting, piece, plan, spending);
    if (can_rebuild_office(type))
        return rebuild_office(setting.workers, piece.bytes, type, request);
    if (can_rebuild_legacy(type))
        return rebuild_legacy(setting.workers, piece.bytes, type,
            { office_limits(setting, piece, spending), request, setting.on_step });
    return no_method("this station cannot rebuild this type");
}

static Result<Outcome<Rebuilt>> rebuild(const RoadSetting& setting, const Piece& piece,
    FileType type, const policy::Plan& plan, policy::Spending& spending, unsigned depth,
    FileReport& report)
{
    switch (policy::info(type).family) {
    case Family::Text:
        if (type == FileType::Html)
            return read_web_page(setting, piece, type, PageForm::Text, spending);
        if (type == FileType::PlainText || type == FileType::Csv || type == FileType::Tsv)
            return rewrite(setting, piece, type, plan, spending);
        break;
    case Family::Archive:
        return rebuild_archive(
            setting, piece, type, plan.options.archives, spending, depth, report);
    case Family::Image:
        return rebuild_picture(
            setting.workers, piece.bytes, type, picture_request(setting, piece, plan, spending));
    case Family::Pdf: return redraw(setting, piece, plan, spending);
    case Family::Office: return rebuild_document(setting, piece, type, plan, spending);
    case Family::Mail:
        if (type == FileType::Mhtml)
            return read_web_page(setting, piece, type, PageForm::Text, spending);
        return rebuild_mail(setting, piece, type, Attachments::Carry, spending, depth, report);
    case Family::Unread:
    case Family::Program:
    case Family::Empty:
    case Family::Unknown: break;
    }
    return no_method("this station cannot rebuild this type");
}

static Result<Outcome<Rebuilt>> text(const RoadSetting& setting, const Piece& piece, FileType type,
    const policy::Plan& plan, policy::Spending& spending, unsigned depth, FileReport& report)
{
    auto family = policy::info(type).family;
    if (family == Family::Pdf)
        return text_of_pdf(setting, piece, piece.bytes, plan, spending);
    if (policy::is_spreadsheet(type))
        return text_of_sheets(setting, piece, type, spending);
    if (family == Family::Office) {
        return by_way_of_pdf(setting, piece, type, spending, [&](const base::Descriptor& pdf) {
            return text_of_pdf(setting, piece, pdf, plan, spending);
        });
    }
    if (type == FileType::Html || type == FileType::Mhtml)
        return read_web_page(setting, piece, type, PageForm::Text, spending);
    if (type == FileType::Xml || type == FileType::Svg)
        return markup_to_text(setting.workers, piece.bytes, text_limits(setting, spending));
    if (family == Family::Mail)
        return rebuild_mail(setting, piece, type, Attachments::LeaveOut, spending, depth, report);
    if (family == Family::Text)
        return rebuild_text(
            setting.workers, piece.bytes, FileType::PlainText, text_limits(setting, spending));
    return no_method("this station cannot take the text out of this type");
}

Result<Outcome<Seen>> read_properties(const RoadSetting& setting, const Piece& piece, FileType type,
    const policy::Plan& plan, const policy::Spending& spending)
{
    if (!can_rebuild_office(type))
        return Outcome<Seen>(Seen {});
    auto request = document_request(setting, piece, plan, spending);
    return labels_of_office(setting.workers, piece.bytes, type, request);
}

Result<Outcome<policy::Looks>> looks_of(const RoadSetting& setting, const Piece& piece,
    FileType type, const Rebuilt& rebuilt, const policy::Spending& spending)
{
    constexpr unsigned dpi_of_sketches = 40;
    auto limits = office_limits(setting, piece, spending);
    auto before = TRY(office_to_pdf(setting.workers, limits, piece.bytes, type));
    if (auto* refused = std::get_if<Refused>(&before))
        return Outcome<policy::Looks>(std::move(*refused));
    auto after = TRY(office_to_pdf(setting.workers, limits, rebuilt.bytes, rebuilt.type));
    if (auto* refused = std::get_if<Refused>(&after))
        return Outcome<policy::Looks>(std::move(*refused));
    auto request = flatten_request(setting, piece, {}, spending);
    request.dpi = dpi_of_sketches;
    request.on_page = {};
    return compare_looks(setting.workers, std::get<base::Descriptor>(before),
        std::get<base::Descriptor>(after), request);
}

Result<Outcome<Rebuilt>> sanitize(const RoadSetting& setting, const Piece& piece, FileType type,
    const policy::Plan& plan, policy::Spending& spending, unsigned depth, FileReport& report)
{
    switch (plan.method) {
    case Method::Rebuild: return rebuild(setting, piece, type, plan, spending, depth, report);
    case Method::Flatten:
        if (type == FileType::Pdf)
            return flatten(setting, piece, piece.bytes, plan, spending);
        if (type == FileType::Svg)
            return draw_svg(setting, piece, plan, spending);
        if (type == FileType::Html || type == FileType::Mhtml)
            return flatten_web_page(setting, piece, type, plan, spending);
        return by_way_of_pdf(setting, piece, type, spending, [&](const base::Descriptor& pdf) {
            return flatten(setting, piece, pdf, plan, spending);
        });
    case Method::Text: return text(setting, piece, type, plan, spending, depth, report);
    case Method::Unchanged: {
        Rebuilt same;
        same.bytes = TRY(piece.bytes.duplicate());
        same.type = type;
        return Outcome<Rebuilt>(std::move(same));
    }
    case Method::Verify:
    case Method::Refuse: break;
    }
    return no_method("this station has no such method");
}

}
