// SPDX-License-Identifier: MIT
// Whatever a part of a presentation holds: what is built of it, the verifier takes.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/rebuild/ooxml/rebuild.h"
#include "sanitizer/rebuild/parts/zip_writer.h"
#include "sanitizer/verify/ooxml/verifier.h"

#include <cstdlib>

using namespace rebuild_ooxml;

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATION(id, type, target)                                                                 \
    "<Relationship Id='" id "' Type='" OFFICE type "' Target='" target "'/>"
#define WEB(id, type)                                                                              \
    "<Relationship Id='" id "' Type='" OFFICE type "' Target='http://a/' TargetMode='External'/>"
#define SPACES                                                                                     \
    " xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' "                       \
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "                             \
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
#define OF_SLIDE                                                                                   \
    RELATION("y", "slideLayout", "../layouts/1.xml")                                               \
    RELATION("c", "chart", "../c.xml")                                                             \
    RELATION("i", "image", "../i.emf") RELATION("j", "slide", "2.xml") WEB("l", "hyperlink")

struct Piece {
    std::string name;
    std::string_view text;
};

static const Piece pieces[] = {
    { "_rels/.rels", "<R>" RELATION("a", "officeDocument", "ppt/presentation.xml") "</R>" },
    { "ppt/presentation.xml",
        "<p:presentation" SPACES "><p:sldMasterIdLst><p:sldMasterId r:id='m'/></p:sldMasterIdLst>"
        "<p:notesMasterIdLst><p:notesMasterId r:id='n'/></p:notesMasterIdLst><p:sldIdLst>"
        "<p:sldId r:id='a'/><p:sldId r:id='b'/></p:sldIdLst></p:presentation>" },
    { "ppt/_rels/presentation.xml.rels",
        "<R>" RELATION("m", "slideMaster", "masters/1.xml")
            RELATION("n", "notesMaster", "masters/n.xml") RELATION("a", "slide", "slides/1.xml")
                RELATION("b", "slide", "slides/2.xml") RELATION("t", "tableStyles", "t.xml")
                    RELATION("u", "commentAuthors", "authors.xml") "</R>" },
    { "ppt/masters/1.xml",
        "<p:sldMaster" SPACES "><p:sldLayoutIdLst><p:sldLayoutId r:id='y'/></p:sldLayoutIdLst>"
        "</p:sldMaster>" },
    { "ppt/masters/_rels/1.xml.rels",
        "<R>" RELATION("y", "slideLayout", "../layouts/1.xml") RELATION("t", "theme", "../h.xml")
            RELATION("i", "image", "../i.emf") RELATION("j", "slide", "../slides/2.xml")
                WEB("l", "hyperlink") "</R>" },
    { "ppt/masters/n.xml", "<p:notesMaster" SPACES "/>" },
    { "ppt/masters/_rels/n.xml.rels", "<R>" RELATION("t", "theme", "../h.xml") "</R>" },
    { "ppt/layouts/1.xml", "<p:sldLayout" SPACES "/>" },
    { "ppt/layouts/_rels/1.xml.rels",
        "<R>" RELATION("i", "image", "../i.emf") WEB("l", "hyperlink") "</R>" },
    { "ppt/slides/1.xml", "<p:sld" SPACES "/>" },
    { "ppt/slides/_rels/1.xml.rels",
        "<R>" OF_SLIDE RELATION("n", "notesSlide", "../notes.xml")
            RELATION("k", "comments", "../comments.xml") "</R>" },
    { "ppt/slides/2.xml", "<p:sld" SPACES "/>" },
    { "ppt/slides/_rels/2.xml.rels", "<R>" OF_SLIDE "</R>" },
    { "ppt/notes.xml", "<p:notes" SPACES "/>" },
    { "ppt/_rels/notes.xml.rels",
        "<R>" RELATION("i", "image", "i.emf") RELATION("j", "slide", "slides/2.xml")
            WEB("l", "hyperlink") "</R>" },
    { "ppt/h.xml", "<a:theme" SPACES "/>" },
    { "ppt/_rels/h.xml.rels", "<R>" RELATION("i", "image", "i.emf") "</R>" },
    { "ppt/t.xml", "<a:tblStyleLst" SPACES " def='{00000000-0000-0000-0000-000000000000}'/>" },
    { "ppt/authors.xml",
        "<p:cmAuthorLst" SPACES "><p:cmAuthor id='0' name='a' initials='a' lastIdx='1' "
        "clrIdx='0'/></p:cmAuthorLst>" },
    { "ppt/comments.xml", "<p:cmLst" SPACES "/>" },
    { "ppt/c.xml",
        "<c:chartSpace xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'/>" },
};

// The part that a text is meant for, by the name of its root; a slide, if it says nothing.
static std::string_view part_for(std::string_view text)
{
    auto begin = text.substr(0, 600);
    static constexpr std::pair<std::string_view, std::string_view> roots[] = {
        { "presentation ", "ppt/presentation.xml" },
        { "sldMaster ", "ppt/masters/1.xml" },
        { "notesMaster ", "ppt/masters/n.xml" },
        { "sldLayout ", "ppt/layouts/1.xml" },
        { "notes ", "ppt/notes.xml" },
        { "theme ", "ppt/h.xml" },
        { "tblStyleLst ", "ppt/t.xml" },
        { "cmAuthorLst ", "ppt/authors.xml" },
        { "cmLst ", "ppt/comments.xml" },
        { "chartSpace ", "ppt/c.xml" },
    };
    for (auto [root, name] : roots) {
        if (begin.find(root) != std::string_view::npos)
            return name;
    }
    return "ppt/slides/1.xml";
}

static Result<base::Bytes> package_of(base::View text)
{
    auto file = TRY(base::create_memory_file("package"));
    auto zip = TRY(ZipWriter::into(file));
    auto given = part_for(base::text_of(text));
    for (const auto& piece : pieces) {
        auto content = piece.name == given ? text : base::view_of(piece.text);
        TRY(zip->add(piece.name, content, Packing::Store));
    }
    auto size = TRY(zip->finish());
    return base::read_all(file, size);
}

static Result<void> carry(base::View package, Hyperlinks links)
{
    static const Vocabulary words;
    auto output = TRY(base::create_memory_file("output"));
    auto pictures = TRY(base::create_memory_file("pictures"));
    Limits limits;
    limits.package.part_bytes = limits.package.total_bytes = 4 << 20;
    Options options;
    options.kind = DocumentKind::Presentation;
    options.hyperlinks = links;
    Account account;
    auto outcome
        = TRY(rebuild(words, package, limits, options, std::nullopt, output, pictures, account));
    auto* finished = std::get_if<Finished>(&outcome);
    if (!finished)
        return {};
    auto built = TRY(base::read_all(output, finished->bytes));
    auto verified = verify_ooxml::verify(built, {}, verify_ooxml::Kind::Presentation,
        { links == Hyperlinks::Keep ? verify_ooxml::WebLinks::Allowed
                                    : verify_ooxml::WebLinks::Forbidden });
    if (!std::holds_alternative<verify_ooxml::Verified>(verified))
        std::abort();
    return {};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes { data, size };
    auto links = size % 2 == 0 ? Hyperlinks::Keep : Hyperlinks::Text;
    if (base::text_of(bytes).starts_with("PK")) {
        static_cast<void>(carry(bytes, links));
        return 0;
    }
    auto package = package_of(bytes);
    if (package)
        static_cast<void>(carry(package.value(), links));
    return 0;
}
