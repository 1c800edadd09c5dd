// SPDX-License-Identifier: MIT
// Whatever a package, or the content or styles of a sound package, holds: what is built of it, the
// verifier takes; and what the rebuild takes for a formula, so does the verifier.
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"
#include "sanitizer/rebuild/odf/document/formula.h"
#include "sanitizer/rebuild/odf/rebuild.h"
#include "sanitizer/rebuild/parts/zip_writer.h"
#include "sanitizer/verify/odf/grammar.h"

#include <cstdlib>

using namespace rebuild_odf;
using rebuild_parts::Packing, rebuild_parts::ZipWriter;

static constexpr std::string_view empty_text
    = "<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'><o:body>"
      "<o:text/></o:body></o:document-content>";

static Result<base::Bytes> package_of(base::View part)
{
    auto file = TRY(base::create_memory_file("package"));
    auto zip = TRY(ZipWriter::into(file));
    bool is_styles = base::text_of(part).find("document-styles") != std::string_view::npos;
    TRY(zip->add("content.xml", is_styles ? base::view_of(empty_text) : part, Packing::Store));
    if (is_styles)
        TRY(zip->add("styles.xml", part, Packing::Store));
    auto size = TRY(zip->finish());
    return base::read_all(file, size);
}

static Result<void> carry(base::View package, DocumentKind kind, verify_odf::Kind expected)
{
    static const Vocabulary words;
    auto output = TRY(base::create_memory_file("output"));
    auto pictures = TRY(base::create_memory_file("pictures"));
    rebuild_parts::Limits limits;
    limits.package.part_bytes = limits.package.total_bytes = 4 << 20;
    Account account;
    Options options;
    options.kind = kind;
    auto outcome
        = TRY(rebuild(words, package, limits, options, std::nullopt, output, pictures, account));
    if (std::holds_alternative<rebuild_parts::Wanted>(outcome)) {
        auto count = std::get<rebuild_parts::Wanted>(outcome).pictures.size();
        rebuild_parts::RebuiltPictures none(count);
        outcome = TRY(rebuild(words, package, limits, options, none, output, pictures, account));
    }
    auto* finished = std::get_if<rebuild_parts::Finished>(&outcome);
    if (!finished)
        return {};
    auto built = TRY(base::read_all(output, finished->bytes));
    if (!std::holds_alternative<verify_odf::Verified>(verify_odf::verify(built, {}, expected)))
        std::abort();
    return {};
}

static void carry_each(base::View package)
{
    static_cast<void>(carry(package, DocumentKind::Text, verify_odf::Kind::Text));
    static_cast<void>(carry(package, DocumentKind::Spreadsheet, verify_odf::Kind::Spreadsheet));
    static_cast<void>(carry(package, DocumentKind::Presentation, verify_odf::Kind::Presentation));
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    base::View bytes { data, size };
    auto text = base::text_of(bytes);
    auto formula = base::is_valid_utf8(text) ? clean_formula(text) : std::nullopt;
    if (formula && !verify_odf::is_formula(*formula))
        std::abort();
    if (text.starts_with("PK")) {
        carry_each(bytes);
        return 0;
    }
    auto package = package_of(bytes);
    if (package)
        carry_each(package.value());
    return 0;
}
