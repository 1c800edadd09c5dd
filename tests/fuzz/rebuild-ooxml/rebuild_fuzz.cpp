// SPDX-License-Identifier: MIT
// Whatever a package, or a document in a sound package, holds: what is built of it, the verifier
// takes.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/rebuild/ooxml/rebuild.h"
#include "sanitizer/rebuild/parts/zip_writer.h"
#include "sanitizer/verify/ooxml/verifier.h"

#include <cstdlib>

using namespace rebuild_ooxml;

static constexpr std::string_view main_relation
    = "<R><Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
      "relationships/officeDocument' Target='word/document.xml'/></R>";
static constexpr std::string_view relations
    = "<R><Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
      "relationships/hyperlink' Target='http://a/' TargetMode='External'/><Relationship Id='rId2' "
      "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/header' "
      "Target='document.xml'/><Relationship Id='rId3' Type='http://schemas.openxmlformats.org/"
      "officeDocument/2006/relationships/image' Target='a.emf'/><Relationship Id='rId4' "
      "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData' "
      "Target='q.xml'/><Relationship Id='rId5' Type='http://schemas.microsoft.com/office/2007/"
      "relationships/diagramDrawing' Target='g.xml'/></R>";
static constexpr std::string_view diagram_data = "<q><dataModelExt relId='rId5'/></q>";
static constexpr std::string_view with_diagram
    = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
      "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' "
      "xmlns:p='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'><w:body>"
      "<w:p><w:r><w:drawing><p:inline><p:extent cx='9' cy='9'/><a:graphic><a:graphicData "
      "uri='diagram'><relIds dm='rId4'/></a:graphicData></a:graphic></p:inline></w:drawing></w:r>"
      "</w:p></w:body></w:document>";

static Result<base::Bytes> package_of(base::View document)
{
    auto file = TRY(base::create_memory_file("package"));
    auto zip = TRY(ZipWriter::into(file));
    TRY(zip->add("_rels/.rels", base::view_of(main_relation), Packing::Store));
    TRY(zip->add("word/_rels/document.xml.rels", base::view_of(relations), Packing::Store));
    // The drawing of a diagram in it, or the document.
    bool is_diagram = base::text_of(document).substr(0, 200).find(":drawing") != std::string::npos;
    auto whole = is_diagram ? base::view_of(with_diagram) : document;
    TRY(zip->add("word/document.xml", whole, Packing::Store));
    if (is_diagram) {
        TRY(zip->add("word/q.xml", base::view_of(diagram_data), Packing::Store));
        TRY(zip->add("word/g.xml", document, Packing::Store));
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
    Account account;
    auto outcome
        = TRY(rebuild(words, package, limits, {}, std::nullopt, output, pictures, account));
    auto* finished = std::get_if<Finished>(&outcome);
    if (!finished)
        return {};
    auto built = TRY(base::read_all(output, finished->bytes));
    if (!std::holds_alternative<verify_ooxml::Verified>(verify_ooxml::verify(built, {})))
        std::abort();
    return {};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes { data, size };
    if (base::text_of(bytes).starts_with("PK")) {
        static_cast<void>(carry(bytes));
        return 0;
    }
    auto package = package_of(bytes);
    if (package)
        static_cast<void>(carry(package.value()));
    return 0;
}
