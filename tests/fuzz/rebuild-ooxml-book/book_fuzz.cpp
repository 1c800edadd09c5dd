// SPDX-License-Identifier: MIT
// Whatever a part of a workbook holds, or a formula ("=…"): what is built of it, the verifier
// takes.
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/ooxml/rebuild.h"
#include "sanitizer/rebuild/parts/zip_writer.h"
#include "sanitizer/verify/ooxml/checks.h"

#include <cstdlib>

using namespace rebuild_ooxml;

#define RELATION(id, type, target)                                                                 \
    "<Relationship Id='" id "' Type='http://schemas.openxmlformats.org/officeDocument/2006/"       \
    "relationships/" type "' Target='" target "'/>"
#define SPACES                                                                                     \
    " xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "                          \
    "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"

struct Piece {
    std::string name;
    std::string_view text;
};

static const Piece pieces[] = {
    { "_rels/.rels", "<R>" RELATION("a", "officeDocument", "xl/workbook.xml") "</R>" },
    { "xl/workbook.xml",
        "<workbook" SPACES
        "><sheets><sheet name='A' r:id='a'/><sheet name='B C' r:id='b'/></sheets>"
        "<definedNames><definedName name='n'>A!$A$1</definedName></definedNames></workbook>" },
    { "xl/_rels/workbook.xml.rels",
        "<R>" RELATION("a", "worksheet", "worksheets/1.xml")
            RELATION("b", "worksheet", "worksheets/2.xml") RELATION("s", "styles", "styles.xml")
                RELATION("t", "sharedStrings", "strings.xml") "</R>" },
    { "xl/worksheets/2.xml", "<worksheet" SPACES "><sheetData/></worksheet>" },
    { "xl/worksheets/_rels/1.xml.rels",
        "<R>" RELATION("d", "drawing", "../d.xml")
            RELATION("k", "comments", "../k.xml") "<Relationship Id='l' Type='http://schemas."
                                                  "openxmlformats.org/officeDocument/2006/"
                                                  "relationships/hyperlink' Target='http://a/' "
                                                  "TargetMode='External'/></R>" },
    { "xl/_rels/d.xml.rels",
        "<R>" RELATION("c", "chart", "c.xml") RELATION("i", "image", "i.emf")
            RELATION("q", "diagramData",
                "q.xml") "<Relationship Id='g' Type='http://schemas.microsoft.com/office/2007/"
                         "relationships/diagramDrawing' Target='g.xml'/></R>" },
    { "xl/q.xml", "<q><dataModelExt relId='g'/></q>" },
    { "xl/g.xml",
        "<d:drawing xmlns:d='http://schemas.microsoft.com/office/drawing/2008/diagram'/>" },
    { "xl/k.xml",
        "<comments" SPACES "><authors><author/></authors><commentList><comment ref='A1' "
        "authorId='0'><text><t>a</t></text></comment></commentList></comments>" },
    { "xl/worksheets/1.xml",
        "<worksheet" SPACES "><sheetData><row><c s='1' t='s'><v>1</v></c></row></sheetData>"
        "<drawing r:id='d'/></worksheet>" },
    { "xl/styles.xml", "<styleSheet" SPACES "><cellXfs><xf/><xf/></cellXfs></styleSheet>" },
    { "xl/strings.xml", "<sst" SPACES "><si><t>a</t></si><si><t>b</t></si></sst>" },
    { "xl/d.xml",
        "<d:wsDr xmlns:d='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing'>"
        "<d:absoluteAnchor><d:pos x='0' y='0'/><d:ext cx='9' cy='9'/><d:graphicFrame><relIds "
        "dm='q'/></d:graphicFrame><d:clientData/></d:absoluteAnchor></d:wsDr>" },
    { "xl/c.xml",
        "<c:chartSpace xmlns:c='http://schemas.openxmlformats.org/drawingml/2006/chart'/>" },
};

// The part that a text is meant for, by the name of its root; a sheet, if it says nothing.
static std::string_view part_for(std::string_view text)
{
    auto begin = text.substr(0, 400);
    for (auto [root, name] : { std::pair { "<workbook", "xl/workbook.xml" },
             std::pair { "<styleSheet", "xl/styles.xml" }, std::pair { "<sst", "xl/strings.xml" },
             std::pair { "<comments", "xl/k.xml" }, std::pair { ":drawing", "xl/g.xml" },
             std::pair { ":wsDr", "xl/d.xml" }, std::pair { ":chartSpace", "xl/c.xml" } }) {
        if (begin.find(root) != std::string_view::npos)
            return name;
    }
    return "xl/worksheets/1.xml";
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

static Result<void> carry(base::View package)
{
    static const Vocabulary words;
    auto output = TRY(base::create_memory_file("output"));
    auto pictures = TRY(base::create_memory_file("pictures"));
    Limits limits;
    limits.package.part_bytes = limits.package.total_bytes = 4 << 20;
    Options options;
    options.kind = DocumentKind::Workbook;
    Account account;
    auto outcome
        = TRY(rebuild(words, package, limits, options, std::nullopt, output, pictures, account));
    auto* finished = std::get_if<Finished>(&outcome);
    if (!finished)
        return {};
    auto built = TRY(base::read_all(output, finished->bytes));
    auto verified = verify_ooxml::verify(built, {}, verify_ooxml::Kind::Workbook);
    if (!std::holds_alternative<verify_ooxml::Verified>(verified))
        std::abort();
    return {};
}

static void try_formula(std::string_view text)
{
    static const BookNames names { { { "a", "A" }, { "b c", "B C" } }, { { "n", "n" } } };
    static const verify_ooxml::BookNames same { { "A", "B C" }, { "n" } };
    auto formula = clean_formula(text, names);
    if (formula && !verify_ooxml::is_formula(*formula, same))
        std::abort();
    if (formula && clean_formula(*formula, names) != formula)
        std::abort(); // One form only.
    auto reference = clean_reference(text, names);
    if (reference && !verify_ooxml::is_reference(*reference, same))
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes { data, size };
    auto text = base::text_of(bytes);
    if (text.starts_with('=')) {
        try_formula(text.substr(1));
        return 0;
    }
    if (text.starts_with("PK")) {
        static_cast<void>(carry(bytes));
        return 0;
    }
    auto package = package_of(bytes);
    if (package)
        static_cast<void>(carry(package.value()));
    return 0;
}
