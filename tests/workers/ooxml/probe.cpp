// SPDX-License-Identifier: MIT
// Carries documents through the real workers for the tests beside it:
//     probe [documents|workbooks|presentations|odt|ods|odp] [links=text] [comments=remove]
//     [formulas=values] [label=機密性2]
//         [pixels=N] [pages=N] [milliseconds=N] IN OUT
// or verifies each, or (`text`) writes into OUT what LibreOffice reads in it:
//     probe [documents|workbooks|presentations|odt|ods|odp] [links=text] [label=…] verify|text IN
//     OUT
// Rebuilds each file of the folder IN into OUT, verifies it, and prints a line for each:
//     name <tab> ok|refused|silent <tab> verified|… <tab> loss of pictures, of links <tab>
//     code=count … <tab> figures before and after <tab> where links led that are lost
#include "kiosk/broker/ask/flatten.h"
#include "kiosk/broker/ask/office.h"
#include "kiosk/broker/ask/ooxml.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>

using namespace broker;

static void write_file(const std::filesystem::path& path, const base::Descriptor& bytes)
{
    auto size = base::size_of(bytes).take();
    auto all = base::read_all(bytes, size).take();
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(all.data()), static_cast<std::streamsize>(all.size()));
}

// `account`: what the rebuild says of it; the verifier must have counted the same.
static std::string verdict_of(Workers& workers, const base::Descriptor& bytes,
    policy::FileType type, const OfficeRebuild& asked,
    const std::optional<policy::LossAccount>& account = std::nullopt)
{
    auto verified = verify_office(
        workers, bytes, { type, 1'000'000'000, asked.links, policy::governing(asked.labels) }, {});
    if (!verified)
        return "silent: " + verified.error().message;
    if (auto* refused = std::get_if<Refused>(&verified.value()))
        return "refused: " + refused->detail;
    const auto& shown = std::get<VerifiedOffice>(verified.value()).shown;
    for (const auto& one : policy::all_countables()) {
        auto place = static_cast<std::size_t>(one.what);
        if (account && account->after.at(place) != shown.at(place))
            return "counted otherwise: " + std::string(one.word) + " "
                + std::to_string(account->after.at(place)) + " and "
                + std::to_string(shown.at(place));
    }
    return "verified";
}

static void carry(Workers& workers, const std::filesystem::path& path,
    const std::filesystem::path& out, policy::FileType type, OfficeRebuild request)
{
    std::cout << path.filename().string() << '\t';
    base::Descriptor input(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    auto outcome = rebuild_office(workers, input, type, request);
    if (!outcome) {
        std::cout << "silent\t" << outcome.error().message << "\t0\t0\t\t\t\n";
        return;
    }
    if (auto* refused = std::get_if<Refused>(&outcome.value())) {
        std::cout << "refused\t" << refused->detail << "\t0\t0\t\t\t\n";
        return;
    }
    const auto& rebuilt = std::get<Rebuilt>(outcome.value());
    write_file(out / path.filename(), rebuilt.bytes);
    std::cout << "ok\t"
              << verdict_of(workers, rebuilt.bytes, rebuilt.type, request, rebuilt.account);
    std::cout << '\t' << rebuilt.loss.images << '\t' << rebuilt.loss.links << '\t';
    for (const auto& one : rebuilt.removed)
        std::cout << one.what << '@' << one.where << '=' << one.count << '|';
    std::cout << '\t';
    for (const auto& one : policy::all_countables()) {
        auto place = static_cast<std::size_t>(one.what);
        std::cout << one.word << '=' << rebuilt.account->before.at(place) << '/'
                  << rebuilt.account->after.at(place) << ' ';
    }
    std::cout << '\t';
    for (const auto& sight : rebuilt.seen.listed)
        if (sight.place == SightPlace::Link)
            std::cout << sight.text << ' ';
    std::cout << '\n';
}

// What LibreOffice, in its sandbox, and Poppler in its, find in a document.
static void read_by_office(Workers& workers, const std::filesystem::path& path,
    const std::filesystem::path& out, policy::FileType type)
{
    base::Descriptor input(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (type == policy::FileType::Xlsx || type == policy::FileType::Ods) {
        auto sheets = spreadsheet_to_text(workers, {}, input, type);
        if (sheets && std::holds_alternative<base::Descriptor>(sheets.value()))
            write_file(out / path.filename(), std::get<base::Descriptor>(sheets.value()));
        return;
    }
    auto pdf = office_to_pdf(workers, {}, input, type);
    if (!pdf || std::holds_alternative<Refused>(pdf.value()))
        return;
    auto text = pdf_to_text(workers, std::get<base::Descriptor>(pdf.value()), {});
    if (text && std::holds_alternative<Rebuilt>(text.value()))
        write_file(out / path.filename(), std::get<Rebuilt>(text.value()).bytes);
}

int main(int argc, char** argv)
{
    OfficeRebuild request;
    auto type = policy::FileType::Docx;
    int at = 1;
    enum class Mode { Rebuild, Verify, Text };
    auto mode = Mode::Rebuild;
    for (; at < argc - 2; ++at) {
        std::string_view option = argv[at];
        if (option == "links=text")
            request.links = policy::Hyperlinks::Text;
        else if (option == "documents")
            type = policy::FileType::Docx;
        else if (option == "workbooks")
            type = policy::FileType::Xlsx;
        else if (option == "presentations")
            type = policy::FileType::Pptx;
        else if (option == "odt")
            type = policy::FileType::Odt;
        else if (option == "ods")
            type = policy::FileType::Ods;
        else if (option == "odp")
            type = policy::FileType::Odp;
        else if (option == "formulas=values")
            request.formulas = policy::Formulas::Values;
        else if (option.starts_with("label="))
            request.labels = policy::labels_in(base::decode_utf8(option.substr(6)).value_or(U""));
        else if (option == "comments=remove")
            request.comments = policy::Comments::Remove;
        else if (option.starts_with("pixels="))
            request.pictures.pixels = std::stoull(std::string(option.substr(7)));
        else if (option.starts_with("drawings="))
            request.most_drawings = std::stoull(std::string(option.substr(9)));
        else if (option.starts_with("pages="))
            request.pictures.pages = std::stoull(std::string(option.substr(6)));
        else if (option.starts_with("milliseconds="))
            request.pictures.most_time
                = std::chrono::milliseconds(std::stoi(std::string(option.substr(13))));
        else if (option == "verify")
            mode = Mode::Verify;
        else if (option == "text")
            mode = Mode::Text;
        else
            return 2;
    }
    if (argc - at != 2)
        return 2;
    Workers workers(SEKISHO_LIBEXEC);
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(argv[at]))
        files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& path : files) {
        switch (mode) {
        case Mode::Rebuild: carry(workers, path, argv[at + 1], type, request); break;
        case Mode::Verify: {
            base::Descriptor input(open(path.c_str(), O_RDONLY | O_CLOEXEC));
            std::cout << path.filename().string() << '\t'
                      << verdict_of(workers, input, type, request) << '\n';
            break;
        }
        case Mode::Text: read_by_office(workers, path, argv[at + 1], type); break;
        }
    }
    return 0;
}
