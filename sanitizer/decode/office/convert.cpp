// SPDX-License-Identifier: MIT
#include "sanitizer/decode/office/convert.h"

#include "kiosk/core/base/memory_file.h"
#include "sanitizer/decode/office/bridges.h"
#include "sanitizer/decode/office/drawing_page.h"
#include "sanitizer/decode/office/missing_file.h"
#include "sanitizer/decode/office/settings.h"

#define LOK_USE_UNSTABLE_API
#include <LibreOfficeKit/LibreOfficeKit.h>
#include <LibreOfficeKit/LibreOfficeKitEnums.h>

#include <algorithm>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <sys/stat.h>
#include <unistd.h>

namespace office {

static constexpr auto program_folder = "/usr/lib/libreoffice/program";
static constexpr std::uint64_t largest_output = 1ull << 30;
static constexpr std::uint64_t largest_drawing = 32ull << 20;

// The language settles paper and dates where a document names none; LibreOfficeKit takes no other
// word for it than this one. Nor for the macros' security, which it sets anew at each document.
static constexpr auto load_options
    = "Language=ja-JP,Batch=true,EnableMacrosExecution=false,MacroSecurityLevel=3";

using PreInitialise = int(const char*, const char*);
using Hook = LibreOfficeKit*(const char*, const char*);

static Result<void> write_file(const std::string& path, base::View bytes)
{
    base::Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file)
        return base::system_error("create");
    return base::write_fully(file, bytes);
}

// LibreOffice loads its parts when a document first needs them; a job can load nothing.
static void load_parts()
{
    // Bridges to other programs and networks stay out.
    static constexpr std::string_view unwanted[] { "gtk", "java", "jvm", "ldap", "mozbootstrap",
        "ucpdav", "ucpftp", "cmdmail", "uuresolver", "binaryurp" };
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(program_folder, ignored)) {
        auto name = entry.path().filename().string();
        auto is_in_name = [&](std::string_view word) { return name.find(word) != name.npos; };
        if (entry.path().extension() != ".so" || std::ranges::any_of(unwanted, is_in_name))
            continue;
        // A part that does not load is one that no document gets.
        dlopen(entry.path().c_str(), RTLD_NOW | RTLD_LOCAL);
    }
}

// LibreOffice hashes by NSS, which loads its modules at its first use and by itself distrusts a
// fork.
static Result<void> load_hashes()
{
    setenv("NSS_STRICT_NOFORK", "DISABLED", 1);
    auto* library = dlopen("libnss3.so", RTLD_NOW | RTLD_GLOBAL);
    auto* initialise = library
        ? reinterpret_cast<int (*)(const char*)>(dlsym(library, "NSS_NoDB_Init"))
        : nullptr;
    if (!initialise || initialise(nullptr) != 0)
        return Error { "NSS does not start" };
    return {};
}

Result<Converter> Converter::prepare()
{
    Converter converter;
    char folder[] = "/tmp/sekisho-office-XXXXXX";
    if (!mkdtemp(folder))
        return base::system_error("mkdtemp");
    converter.m_profile = folder;
    TRY(write_profile(converter.m_profile));
    set_environment(converter.m_profile);

    auto path = std::string(program_folder) + "/libmergedlo.so";
    converter.m_library = dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
    if (!converter.m_library)
        return Error { "LibreOffice cannot be loaded" };
    auto* initialise = reinterpret_cast<PreInitialise*>(dlsym(converter.m_library, "lok_preinit"));
    if (!initialise)
        return Error { "LibreOffice lacks lok_preinit" };
    auto status = initialise(program_folder, ("file://" + converter.m_profile).c_str());
    std::error_code ignored;
    std::filesystem::remove_all(converter.m_profile, ignored); // Each job makes its own.
    if (status != 0)
        return Error { "LibreOffice does not start" };
    load_parts();
    TRY(load_hashes());
    TRY(make_bridges());
    converter.m_pipes = open_pipes();
    return converter;
}

std::vector<Converter::Pipe> Converter::open_pipes()
{
    constexpr int first = 4, last = 256;
    std::map<ino_t, Pipe> pipes;
    for (int number = first; number < last; ++number) {
        struct stat status { };
        if (fstat(number, &status) != 0 || !S_ISFIFO(status.st_mode))
            continue;
        auto& pipe = pipes.try_emplace(status.st_ino, Pipe { -1, -1 }).first->second;
        bool writes = (fcntl(number, F_GETFL) & O_ACCMODE) == O_WRONLY;
        (writes ? pipe.writer : pipe.reader) = number;
    }
    std::vector<Pipe> whole;
    for (const auto& [inode, pipe] : pipes) {
        if (pipe.reader >= 0 && pipe.writer >= 0)
            whole.push_back(pipe);
    }
    return whole;
}

Result<void> Converter::reopen_pipes() const
{
    for (const auto& pipe : m_pipes) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
            return base::system_error("pipe");
        // Out of the way first: a new end may have got the number that the other one needs.
        base::Descriptor reader(fcntl(ends[0], F_DUPFD_CLOEXEC, 128));
        base::Descriptor writer(fcntl(ends[1], F_DUPFD_CLOEXEC, 128));
        ::close(ends[0]);
        ::close(ends[1]);
        if (dup2(reader.get(), pipe.reader) < 0 || dup2(writer.get(), pipe.writer) < 0)
            return base::system_error("dup");
    }
    return {};
}

static Result<void> copy_in(const base::Descriptor& input, const std::string& path)
{
    auto mapping = TRY(base::Mapping::of(input, largest_output));
    return write_file(path, mapping.bytes());
}

// Appends the file to the output.
static Result<void> copy_out(const std::string& path, const base::Descriptor& output)
{
    base::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return base::system_error("open");
    auto mapping = TRY(base::Mapping::of(file, largest_output));
    return base::write_fully_at(output, TRY(base::size_of(output)), mapping.bytes());
}

// LibreOffice asks for a password only where there is one to give; there is none here.
struct Questions {
    LibreOfficeKit* kit { nullptr };
    std::string
        document; // As it was named to LibreOffice, which may name it otherwise in a question.
    bool asks_for_password { false };
};

static void answer(int question, const char*, void* data)
{
    auto& questions = *static_cast<Questions*>(data);
    if (question != LOK_CALLBACK_DOCUMENT_PASSWORD)
        return;
    questions.asks_for_password = true;
    questions.kit->pClass->setDocumentPassword(questions.kit, questions.document.c_str(), nullptr);
}

static bool save(LibreOfficeKitDocument& document, const char* url, const char* format,
    const std::string& options)
{
    return document.pClass->saveAs(&document, url, format, options.c_str()) != 0;
}

static Result<Converter::Outcome> save_whole(
    LibreOfficeKitDocument& document, const char* format, const base::Descriptor& output)
{
    constexpr auto path = "/tmp/document-out";
    if (!save(document, "file:///tmp/document-out", format, ""))
        return Converter::Outcome::Unreadable;
    TRY(copy_out(path, output));
    return Converter::Outcome::Converted;
}

// Whether that is the kind which was meant, the broker sees.
static Result<Converter::Outcome> save_package(
    LibreOfficeKitDocument& document, const base::Descriptor& output)
{
    switch (document.pClass->getDocumentType(&document)) {
    case LOK_DOCTYPE_TEXT: return save_whole(document, "docx", output);
    case LOK_DOCTYPE_SPREADSHEET: return save_whole(document, "xlsx", output);
    case LOK_DOCTYPE_PRESENTATION: return save_whole(document, "pptx", output);
    default: return Converter::Outcome::Unreadable;
    }
}

static std::string taken(char* text)
{
    std::string copy(text ? text : "");
    std::free(text);
    return copy;
}

// LibreOffice writes the sheet that its view shows.
static Result<Converter::Outcome> save_sheets(
    LibreOfficeKitDocument& document, const base::Descriptor& output)
{
    constexpr auto path = "/tmp/sheet.csv";
    auto& call = *document.pClass;
    if (call.getDocumentType(&document) != LOK_DOCTYPE_SPREADSHEET)
        return Converter::Outcome::Unreadable;
    for (int sheet = 0; sheet < call.getParts(&document); ++sheet) {
        auto information = taken(call.getPartInfo(&document, sheet));
        if (information.find(R"("visible": "1")") == information.npos)
            continue; // It is on no page either.
        call.setPart(&document, sheet);
        // Comma, quotation mark, UTF-8, from line 1, what is shown and not what it is calculated
        // of.
        if (!save(document, "file:///tmp/sheet.csv", "csv", "44,34,76,1,,0,false,true,true"))
            return Converter::Outcome::Unreadable;
        auto size = TRY(base::size_of(output));
        auto title = (size == 0 ? "[" : "\n[") + taken(call.getPartName(&document, sheet)) + "]\n";
        TRY(base::write_fully_at(output, size, base::view_of(title)));
        TRY(copy_out(path, output));
        if (unlink(path) != 0)
            return base::system_error("unlink");
    }
    return Converter::Outcome::Converted;
}

// How large the picture becomes stands in the filter's options, as LibreOffice writes them.
static Result<Converter::Outcome> save_picture(
    LibreOfficeKitDocument& document, const DrawingPage& page, const base::Descriptor& output)
{
    constexpr auto path = "/tmp/drawing.png";
    auto number = [](const char* name, std::uint32_t value) {
        return '"' + std::string(name) + R"(":{"type":"long","value":")" + std::to_string(value)
            + "\"}";
    };
    auto options
        = '{' + number("PixelWidth", page.columns) + ',' + number("PixelHeight", page.rows) + '}';
    if (!save(document, "file:///tmp/drawing.png", "png", options))
        return Converter::Outcome::Unreadable;
    TRY(copy_out(path, output));
    return Converter::Outcome::Converted;
}

Result<Converter::Outcome> Converter::convert(const base::Descriptor& input,
    const std::string& extension, Form form, const base::Descriptor& output) const
{
    TRY(write_profile(m_profile));
    TRY(supply_missing_file());
    auto source = "/tmp/document." + (form == Form::Picture ? "fodg" : extension);
    std::optional<DrawingPage> page;
    if (form == Form::Picture) {
        auto mapping = TRY(base::Mapping::of(input, largest_drawing));
        page = page_around(mapping.bytes());
        if (!page)
            return Outcome::Unreadable;
        TRY(write_file(source, base::view_of(page->document)));
    } else {
        TRY(copy_in(input, source));
    }

    auto* hook = reinterpret_cast<Hook*>(dlsym(m_library, "libreofficekit_hook_2"));
    auto* kit = hook ? hook(program_folder, ("file://" + m_profile).c_str()) : nullptr;
    if (!kit)
        return Error { "LibreOffice does not come up" };
    Questions questions { kit, "file://" + source };
    kit->pClass->registerCallback(kit, answer, &questions);
    kit->pClass->setOptionalFeatures(kit, LOK_FEATURE_DOCUMENT_PASSWORD);
    auto* document
        = kit->pClass->documentLoadWithOptions(kit, questions.document.c_str(), load_options);
    if (questions.asks_for_password)
        return Outcome::Encrypted;
    if (!document)
        return Outcome::Unreadable;
    switch (form) {
    case Form::Pdf: return save_whole(*document, "pdf", output);
    case Form::SheetText: return save_sheets(*document, output);
    case Form::Ooxml: return save_package(*document, output);
    case Form::Picture: return save_picture(*document, *page, output);
    }
    return Error { "no such form" };
}

}
