// SPDX-License-Identifier: MIT
// The real LibreOffice, locked in.
#include "kiosk/broker/ask/office.h"
#include "kiosk/core/base/memory_file.h"
#include "tests/workers/office/documents.h"

#include <cstdlib>
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

TEST(Office, RefusesWhatIsNoDocument)
{
    auto outcome = convert("PK\x03\x04 and then nothing that makes sense", FileType::Docx);
    ASSERT_TRUE(outcome) << outcome.error().message;
    auto* refused = std::get_if<Refused>(&outcome.value());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->reason, RefusalReason::Malformed);
}
