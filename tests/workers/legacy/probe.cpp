// SPDX-License-Identifier: MIT
// Carries legacy documents through the real workers for the tests beside it:
//     legacy-probe [raw] [pixels=N] [memory=BYTES] [output=BYTES] [milliseconds=N] IN OUT
// Rebuilds each file of the folder IN into OUT, verifies it, and prints a line for each:
//     name <tab> type as scanned <tab> structure <tab> ok|refused|silent <tab> verified|why not
//     <tab> loss of pictures, of links <tab> code=count … of the rebuild <tab> code=count … of the
//     scanner
// `raw`: what LibreOffice wrote goes to OUT/name.raw, too.
#include "kiosk/broker/ask/legacy.h"
#include "kiosk/broker/ask/office.h"
#include "kiosk/broker/ask/type.h"
#include "kiosk/core/base/memory_file.h"

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

static std::string verdict_of(Workers& workers, const base::Descriptor& bytes,
    policy::FileType type, const std::optional<policy::LossAccount>& account)
{
    auto verified
        = verify_office(workers, bytes, { type, 1'000'000'000, policy::Hyperlinks::Keep }, {});
    if (!verified)
        return "silent: " + verified.error().message;
    if (auto* refused = std::get_if<Refused>(&verified.value()))
        return "refused: " + refused->detail;
    if (std::get<VerifiedOffice>(verified.value()).shown != account->after)
        return "counted otherwise";
    return "verified";
}

static std::string_view word_of(policy::Structure structure)
{
    static constexpr std::string_view words[] { "silent", "sound", "broken", "encrypted",
        "ambiguous" };
    return words[static_cast<std::size_t>(structure)];
}

static void rebuild(Workers& workers, const std::filesystem::path& path,
    const base::Descriptor& input, policy::FileType type, const std::filesystem::path& out,
    const LegacyRebuild& request)
{
    auto outcome = rebuild_legacy(workers, input, type, request);
    if (!outcome) {
        std::cout << "silent\t" << outcome.error().message << "\t0\t0\t";
        return;
    }
    if (auto* refused = std::get_if<Refused>(&outcome.value())) {
        std::cout << "refused\t" << refused->detail << "\t0\t0\t";
        return;
    }
    const auto& rebuilt = std::get<Rebuilt>(outcome.value());
    write_file(out / path.filename(), rebuilt.bytes);
    std::cout << "ok\t" << verdict_of(workers, rebuilt.bytes, rebuilt.type, rebuilt.account) << '\t'
              << rebuilt.loss.images << '\t' << rebuilt.loss.links << '\t';
    for (const auto& one : rebuilt.removed)
        std::cout << one.what << '@' << one.where << '=' << one.count << '|';
}

static void write_raw(Workers& workers, const std::filesystem::path& path,
    const base::Descriptor& input, policy::FileType type)
{
    auto raw = office_to_ooxml(workers, {}, input, type);
    if (raw && std::holds_alternative<base::Descriptor>(raw.value()))
        write_file(path, std::get<base::Descriptor>(raw.value()));
}

static void carry(Workers& workers, const std::filesystem::path& path,
    const std::filesystem::path& out, const LegacyRebuild& request, bool raw)
{
    auto name = path.filename().string();
    std::cout << name << '\t';
    base::Descriptor input(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    auto facts = ask_type(workers, {}, input, path.extension().string().substr(1));
    if (!facts) {
        std::cout << "unknown\tsilent\tsilent\t" << facts.error().message << "\t0\t0\t\t\n";
        return;
    }
    auto type = facts.value().by_structure;
    std::cout << policy::info(type).name << '\t' << word_of(facts.value().structure) << '\t';
    if (raw)
        write_raw(workers, out / (name + ".raw"), input, type);
    rebuild(workers, path, input, type, out, request);
    std::cout << '\t';
    for (const auto& one : facts.value().holds)
        std::cout << one.what << '=' << one.count << ' ';
    std::cout << std::endl;
}

int main(int argc, char** argv)
{
    LegacyRebuild request;
    bool raw = false;
    int at = 1;
    for (; at < argc - 2; ++at) {
        std::string option = argv[at];
        auto number = [&] { return std::stoull(option.substr(option.find('=') + 1)); };
        if (option == "raw")
            raw = true;
        else if (option.starts_with("pixels="))
            request.rebuild.pictures.pixels = number();
        else if (option.starts_with("memory="))
            request.convert.memory_bytes = number();
        else if (option.starts_with("output="))
            request.convert.output_bytes = number();
        else if (option.starts_with("milliseconds="))
            request.convert.time = std::chrono::milliseconds(number());
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
    for (const auto& path : files)
        carry(workers, path, argv[at + 1], request, raw);
    return 0;
}
