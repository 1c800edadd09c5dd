// SPDX-License-Identifier: MIT
// The real LibreOffice, locked in.
#include "kiosk/broker/ask/office.h"
#include "kiosk/core/base/memory_file.h"
#include "tests/workers/office/documents.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

using broker::Outcome, broker::Refused, broker::RefusalReason, policy::FileType;

static broker::Workers& workers()
{
    static broker::Workers the_workers(SEKISHO_LIBEXEC);
    return the_workers;
}

static Result<Outcome<base::Descriptor>> convert(
    std::string_view bytes, FileType type, const worker::Limits& limits = {})
{
    auto file = base::sealed_memory_file("document", base::view_of(bytes)).take();
    return broker::office_to_pdf(workers(), limits, file, type);
}

// A folder of this process's own, gone with the object.
class Folder {
public:
    Folder()
    {
        auto form = (std::filesystem::temp_directory_path() / "office-test-XXXXXX").string();
        m_path = mkdtemp(form.data());
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    std::string path(const std::string& name) const { return m_path + "/" + name; }

private:
    std::string m_path;
};

static void write(const std::string& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

static std::string read(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), {} };
}

// The text of the PDF, by an independent reader.
static std::string text_of(const base::Descriptor& pdf)
{
    Folder folder;
    auto bytes = base::read_all(pdf, 1 << 28).take();
    write(folder.path("a.pdf"), { reinterpret_cast<const char*>(bytes.data()), bytes.size() });
    auto command = "pdftotext -enc UTF-8 " + folder.path("a.pdf") + " " + folder.path("a.txt");
    if (std::system(command.c_str()) != 0)
        return "no PDF";
    return read(folder.path("a.txt"));
}

// The text of the document's pages, or why there are none.
static std::string pages_of(std::string_view bytes, FileType type)
{
    auto outcome = convert(bytes, type);
    if (!outcome)
        return "no answer: " + outcome.error().message;
    if (auto* refused = std::get_if<Refused>(&outcome.value()))
        return "refused: " + refused->detail;
    return text_of(std::get<base::Descriptor>(outcome.value()));
}

static bool has(const std::string& text, std::string_view words)
{
    return text.find(words) != text.npos;
}

static const std::string words = "浄水場の運転日報";

static std::string cell(const std::string& text)
{
    return "<c r=\"A1\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

struct Sample {
    FileType type;
    std::string bytes;
};

static std::string name_of(const testing::TestParamInfo<Sample>& sample)
{
    return std::string(policy::info(sample.param.type).name);
}

class EveryKind : public testing::TestWithParam<Sample> { };

TEST_P(EveryKind, BecomesPagesWithItsJapaneseText)
{
    auto pages = pages_of(GetParam().bytes, GetParam().type);
    EXPECT_TRUE(has(pages, words)) << pages;
}

static std::vector<Sample> samples()
{
    std::string word = "vnd.openxmlformats-officedocument.wordprocessingml.";
    std::string sheet = "vnd.openxmlformats-officedocument.spreadsheetml.";
    std::string show = "vnd.openxmlformats-officedocument.presentationml.";
    auto macros = [](const std::string& rest) { return "vnd.ms-" + rest + ".main+xml"; };
    using namespace documents;
    return {
        { FileType::Docx, docx(words) },
        { FileType::Dotx, docx(words, word + "template.main+xml") },
        { FileType::Docm, docx(words, macros("word.document.macroEnabled")) },
        { FileType::Dotm, docx(words, macros("word.template.macroEnabledTemplate")) },
        { FileType::Xlsx, xlsx(cell(words)) },
        { FileType::Xltx, xlsx(cell(words), sheet + "template.main+xml") },
        { FileType::Xlsm, xlsx(cell(words), macros("excel.sheet.macroEnabled")) },
        { FileType::Xltm, xlsx(cell(words), macros("excel.template.macroEnabled")) },
        { FileType::Pptx, pptx(words) },
        { FileType::Ppsx, pptx(words, show + "slideshow.main+xml") },
        { FileType::Potx, pptx(words, show + "template.main+xml") },
        { FileType::Pptm, pptx(words, macros("powerpoint.presentation.macroEnabled")) },
        { FileType::Ppsm, pptx(words, macros("powerpoint.slideshow.macroEnabled")) },
        { FileType::Potm, pptx(words, macros("powerpoint.template.macroEnabled")) },
        { FileType::Odt, odt(words) },
        { FileType::Ods, ods(words) },
        { FileType::Odp, odp(words) },
    };
}

INSTANTIATE_TEST_SUITE_P(Office, EveryKind, testing::ValuesIn(samples()), name_of);

TEST(Office, ConvertsRichTextOneDocumentAfterAnother)
{
    auto rtf = documents::rtf(R"(Waterworks daily report \u27700?\u36947?)");
    for (int i = 0; i < 2; ++i) {
        auto pages = pages_of(rtf, FileType::Rtf);
        EXPECT_TRUE(has(pages, "Waterworks daily report 水道")) << pages;
    }
}

TEST(Office, ConvertsTheOldBinaryKinds)
{
    Folder folder;
    write(folder.path("w.docx"), documents::docx(words));
    write(folder.path("c.xlsx"), documents::xlsx(cell(words)));
    write(folder.path("i.pptx"), documents::pptx(words));
    auto command = "soffice -env:UserInstallation=file://" + folder.path("profile")
        + " --headless --convert-to ";
    for (std::string kind : { "doc w.docx", "xls c.xlsx", "ppt i.pptx" }) {
        auto line = "cd " + folder.path("") + " && " + command + kind + " >/dev/null 2>&1";
        ASSERT_EQ(std::system(line.c_str()), 0) << kind;
    }
    auto word = pages_of(read(folder.path("w.doc")), FileType::Doc);
    auto sheet = pages_of(read(folder.path("c.xls")), FileType::Xls);
    auto show = pages_of(read(folder.path("i.ppt")), FileType::Ppt);
    EXPECT_TRUE(has(word, words)) << word;
    EXPECT_TRUE(has(sheet, words)) << sheet;
    EXPECT_TRUE(has(show, words)) << show;
}

TEST(Office, ConvertsADocumentWithAComment)
{
    auto comments = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
                    "main\"><w:comment w:id=\"0\" w:author=\"佐藤\"><w:p><w:r><w:t>確認</w:t></w:r>"
                    "</w:p></w:comment></w:comments>";
    auto body = "<w:p><w:r><w:t>" + words
        + "</w:t></w:r><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>";
    auto pages = pages_of(documents::docx_of(body, "", { { "word/comments.xml", comments } },
                              { { "rId1", "comments comments.xml" } }),
        FileType::Docx);
    EXPECT_TRUE(has(pages, words)) << pages;
}

TEST(Office, TakesJapanesePaperWhereADocumentNamesNone)
{
    auto outcome = convert(documents::xlsx(cell(words)), FileType::Xlsx).take();
    Folder folder;
    auto bytes = base::read_all(std::get<base::Descriptor>(outcome), 1 << 28).take();
    write(folder.path("a.pdf"), { reinterpret_cast<const char*>(bytes.data()), bytes.size() });
    auto command = "pdfinfo " + folder.path("a.pdf") + " >" + folder.path("a.txt");
    ASSERT_EQ(std::system(command.c_str()), 0);
    EXPECT_TRUE(has(read(folder.path("a.txt")), "(A4)")) << read(folder.path("a.txt"));
}

// What is calculated anew at each opening comes out the same: P8.
TEST(Office, HoldsClockAndChanceStill)
{
    std::string cells;
    for (std::string formula :
        { "TEXT(TODAY(),\"yyyy-mm-dd\")", "RAND()", "RANDBETWEEN(1,1000000)" })
        cells += "<c><f>" + formula + "</f></c>";
    auto document = documents::xlsx(cells);
    auto first = convert(document, FileType::Xlsx).take();
    auto second = convert(document, FileType::Xlsx).take();
    auto pdf = base::read_all(std::get<base::Descriptor>(first), 1 << 28).take();
    EXPECT_EQ(pdf, base::read_all(std::get<base::Descriptor>(second), 1 << 28).take());
    auto text = text_of(std::get<base::Descriptor>(first));
    EXPECT_TRUE(has(text, "2000-01-")) << text;

    auto field
        = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE \\@ "
          "\"yyyy-MM-dd\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
          "<w:r><w:t>2024-05-06</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    auto pages = pages_of(documents::docx_of(field, "", {}, {}), FileType::Docx);
    EXPECT_TRUE(has(pages, "2000-01-01") || has(pages, "2024-05-06")) << pages;
}

// What LibreOffice makes of the spreadsheet with all macros allowed, in a profile of the test's
// own.
static std::string pages_with_macros(std::string_view spreadsheet)
{
    Folder folder;
    write(folder.path("a.ods"), spreadsheet);
    auto office = "timeout 60 soffice -env:UserInstallation=file://" + folder.path("profile")
        + " --headless ";
    auto run = [&](const std::string& arguments) {
        return std::system((office + arguments + " </dev/null >/dev/null 2>&1").c_str());
    };
    // The first start fills the profile; it would write over a library that is there already.
    if (run("--convert-to pdf --outdir " + folder.path("first ") + folder.path("a.ods")) != 0)
        return "no first start";
    auto library = folder.path("profile/user/basic/Standard/");
    write(library + "script.xlb",
        documents::basic_library(
            " library:name=\"Standard\" library:readonly=\"false\"", "Control"));
    write(library + "Control.xba", documents::basic_module("Control", R"(Sub Convert(source, target)
Dim how(1) As New com.sun.star.beans.PropertyValue
how(0).Name = "Hidden"
how(0).Value = True
how(1).Name = "MacroExecutionMode"
how(1).Value = com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
Dim form(0) As New com.sun.star.beans.PropertyValue
form(0).Name = "FilterName"
form(0).Value = "calc_pdf_Export"
document = StarDesktop.loadComponentFromURL(source, "_blank", 0, how())
document.storeToURL(target, form())
document.close(True)
StarDesktop.terminate()
End Sub)"));
    run("'macro:///Standard.Control.Convert(\"file://" + folder.path("a.ods") + "\",\"file://"
        + folder.path("a.pdf") + "\")'");
    base::Descriptor pdf(open(folder.path("a.pdf").c_str(), O_RDONLY | O_CLOEXEC));
    return pdf ? text_of(pdf) : "no pages";
}

// A macro that the document runs while it is read, to calculate a cell.
TEST(Office, RunsNoMacro)
{
    auto sheet = "<table:table table:name=\"s\"><table:table-row><table:table-cell "
                 "office:value-type=\"string\"><text:p>"
        + words
        + "</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell "
          "table:formula=\"of:=MUTTER()\"/></table:table-row></table:table>";
    auto document = documents::open_document("spreadsheet", sheet,
        documents::basic("Function MUTTER()\nMUTTER = \"it ran\"\nEnd Function"));
    ASSERT_TRUE(has(pages_with_macros(document), "it ran")) << "this document shows nothing";
    auto pages = pages_of(document, FileType::Ods);
    EXPECT_TRUE(has(pages, words)) << pages;
    EXPECT_FALSE(has(pages, "it ran")) << pages;
}

// Sections, pictures, cells and templates from elsewhere: nothing of the station, and no waiting.
TEST(Office, FetchesNothingFromElsewhere)
{
    Folder folder;
    write(folder.path("secret.txt"), "the secret of this station");
    auto secret = "file://" + folder.path("secret.txt");
    auto section = "<text:section text:name=\"s\"><text:section-source xlink:type=\"simple\" "
                   "xlink:href=\""
        + secret + "\"/><text:p>" + words
        + "</text:p></text:section><text:section text:name=\"p\"><text:section-source "
          "xlink:type=\"simple\" "
          "xlink:href=\"file:///etc/passwd\"/><text:p>x</text:p></text:section>";
    auto pages = pages_of(documents::open_document("text", section), FileType::Odt);
    EXPECT_TRUE(has(pages, words)) << pages;
    EXPECT_FALSE(has(pages, "secret")) << pages;
    EXPECT_FALSE(has(pages, "root:")) << pages;

    std::map<std::string, std::string> links {
        { "rId8", "attachedTemplate http://127.0.0.1:9/t.dotm External" },
        { "rId9", "image http://127.0.0.1:9/i.png External" }
    };
    auto field = "<w:p><w:r><w:t>" + words + "</w:t></w:r><w:fldSimple w:instr=\"INCLUDETEXT &quot;"
        + folder.path("secret.txt") + "&quot;\"><w:r><w:t>old</w:t></w:r></w:fldSimple></w:p>";
    pages = pages_of(documents::docx_of(field, "", {}, links), FileType::Docx);
    EXPECT_TRUE(has(pages, words)) << pages;
    EXPECT_FALSE(has(pages, "secret")) << pages;

    auto cells = "<c t=\"inlineStr\"><is><t>" + words + "</t></is></c><c><f>WEBSERVICE(\"" + secret
        + "\")</f></c><c><f>'" + secret + "'#$Sheet1.A1</f></c>";
    pages = pages_of(documents::xlsx(cells), FileType::Xlsx);
    EXPECT_TRUE(has(pages, "浄水場")) << pages;
    EXPECT_FALSE(has(pages, "secret")) << pages;
}

TEST(Office, SaysWhenADocumentAsksForAPassword)
{
    std::string manifest = R"(<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="64">
<manifest:encryption-data manifest:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" manifest:checksum="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=">
<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" manifest:initialisation-vector="AAAAAAAAAAAAAAAAAAAAAA=="/>
<manifest:key-derivation manifest:key-derivation-name="PBKDF2" manifest:key-size="32" manifest:iteration-count="1024" manifest:salt="AAAAAAAAAAAAAAAAAAAAAA=="/>
<manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" manifest:key-size="32"/>
</manifest:encryption-data></manifest:file-entry></manifest:manifest>)";
    auto locked = documents::zip_of({ { "mimetype", "application/vnd.oasis.opendocument.text" },
        { "META-INF/manifest.xml", manifest }, { "content.xml", std::string(64, 'e') } });
    auto outcome = convert(locked, FileType::Odt);
    ASSERT_TRUE(outcome) << outcome.error().message;
    auto* refused = std::get_if<Refused>(&outcome.value());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->reason, RefusalReason::Encrypted);
}

TEST(Office, RefusesWhatIsNoDocument)
{
    auto outcome = convert("PK\x03\x04 and then nothing that makes sense", FileType::Docx);
    ASSERT_TRUE(outcome) << outcome.error().message;
    auto* refused = std::get_if<Refused>(&outcome.value());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->reason, RefusalReason::Malformed);
}

static std::string sheet_text(std::string_view bytes, FileType type)
{
    auto file = base::sealed_memory_file("document", base::view_of(bytes)).take();
    auto outcome = broker::spreadsheet_to_text(workers(), {}, file, type);
    if (!outcome)
        return "no answer: " + outcome.error().message;
    if (auto* refused = std::get_if<Refused>(&outcome.value()))
        return "refused: " + refused->detail;
    auto text = base::read_all(std::get<base::Descriptor>(outcome.value()), 1 << 20).take();
    return { reinterpret_cast<const char*>(text.data()), text.size() };
}

TEST(Office, TellsTheTextOfEverySheetInOrder)
{
    auto sheet = [](const std::string& name, const std::string& text) {
        return "<table:table table:name=\"" + name
            + "\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>" + text
            + "</text:p></table:table-cell><table:table-cell office:value-type=\"float\" "
              "office:value=\"12.5\"/></table:table-row></table:table>";
    };
    auto book = documents::open_document(
        "spreadsheet", sheet("流量", words) + sheet("x y", "a,b") + sheet("A", "\"=cmd\""));
    EXPECT_EQ(sheet_text(book, FileType::Ods),
        "[流量]\n" + words + ",12.5\n\n[x y]\n\"a,b\",12.5\n\n[A]\n\"\"\"=cmd\"\"\",12.5\n");
}

// A page cuts off what does not fit into its cell.
TEST(Office, TellsTheTextOfACellWhole)
{
    std::string longer;
    for (int i = 0; i < 50; ++i)
        longer += words;
    auto text = sheet_text(documents::xlsx(cell(longer) + "<c><v>1</v></c>"), FileType::Xlsx);
    EXPECT_TRUE(has(text, longer)) << text;
}

TEST(Office, GivesTheTextOfSpreadsheetsOnly)
{
    EXPECT_TRUE(has(sheet_text(documents::docx(words), FileType::Docx), "refused"));
}

TEST(Office, EndsAJobThatTakesTooLong)
{
    worker::Limits limits;
    convert(documents::docx(words), FileType::Docx, limits).take(); // The zygote is warm.
    limits.time = std::chrono::milliseconds(30);
    auto start = std::chrono::steady_clock::now();
    auto outcome = convert(documents::docx(words), FileType::Docx, limits);
    EXPECT_FALSE(outcome);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
    EXPECT_TRUE(has(pages_of(documents::docx(words), FileType::Docx), words));
}

TEST(Office, EndsAJobThatTakesTooMuchMemory)
{
    std::string rows;
    for (int i = 0; i < 200'000; ++i)
        rows += "<w:p><w:r><w:t>" + std::to_string(i) + "</w:t></w:r></w:p>";
    worker::Limits limits;
    limits.memory_bytes = 96 << 20;
    auto outcome = convert(documents::docx_of(rows, "", {}, {}), FileType::Docx, limits);
    EXPECT_TRUE(!outcome || std::holds_alternative<Refused>(outcome.value()));
    EXPECT_TRUE(has(pages_of(documents::docx(words), FileType::Docx), words));
}
