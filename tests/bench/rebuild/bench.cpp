// SPDX-License-Identifier: MIT
// bench-rebuild [keep=FOLDER] FILE...: what the work itself costs, without workers around it, each
// step in a fresh process. For each file a line:
//     name <tab> bytes of the file <tab> of its XML <tab> of the largest part <tab>
//     nanoseconds of processor: first pass <tab> second pass <tab> verifier <tab>
//     bytes at the peak: of the rebuild <tab> of the verifier
// A document without pictures has no second pass (0). Where pictures come back, gray squares do.
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/rebuild/odf/rebuild.h"
#include "sanitizer/rebuild/ooxml/rebuild.h"
#include "sanitizer/verify/odf/verifier.h"
#include "sanitizer/verify/ooxml/verifier.h"

#include <cstdio>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Whole = rebuild_parts::Whole;
using Pictures = std::optional<rebuild_parts::RebuiltPictures>;
enum class Kind { Docx, Xlsx, Pptx, Odt, Ods, Odp };

struct Words { // Read before the clock runs, as a zygote does.
    rebuild_ooxml::Vocabulary office;
    rebuild_odf::Vocabulary open;
};

Kind kind_of(const std::filesystem::path& path)
{
    static constexpr std::string_view extensions[]
        = { ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp" };
    for (std::size_t i = 0; i < std::size(extensions); ++i) {
        if (path.extension() == extensions[i])
            return static_cast<Kind>(i);
    }
    std::fprintf(stderr, "%s: of no kind that is rebuilt\n", path.c_str());
    std::exit(2);
}

struct Told {
    std::uint64_t nanoseconds;
    std::uint64_t peak; // Bytes beyond what the process began with.
    std::uint64_t pictures; // Handed out.
    bool done;
};

std::uint64_t processor_time()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000
        + static_cast<std::uint64_t>(time.tv_nsec);
}

std::uint64_t memory(std::string_view field) // Of /proc/self/status, in kB there.
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(field))
            return std::stoull(line.substr(field.size() + 1)) * 1024;
    }
    return 0;
}

// `work` says how many pictures it handed out, or that it failed.
Told in_a_process(const std::function<std::optional<std::uint64_t>()>& work)
{
    int ends[2];
    if (pipe(ends) != 0)
        std::exit(1);
    auto child = fork();
    if (child == 0) {
        std::ofstream("/proc/self/clear_refs") << 5; // The peak so far is forgotten.
        auto at_start = memory("VmRSS:");
        auto start = processor_time();
        auto pictures = work();
        Told told { processor_time() - start, memory("VmHWM:") - at_start, pictures.value_or(0),
            pictures.has_value() };
        _exit(write(ends[1], &told, sizeof told) == sizeof told ? 0 : 1);
    }
    close(ends[1]);
    Told told {};
    bool whole = read(ends[0], &told, sizeof told) == sizeof told;
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return whole ? told : Told {};
}

Result<Whole> rebuilt(const Words& words, Kind kind, base::View input, const Pictures& pictures,
    const base::Descriptor& output, const base::Descriptor& file)
{
    rebuild_parts::Account account;
    if (kind <= Kind::Pptx) {
        rebuild_ooxml::Options options;
        options.kind = static_cast<rebuild_ooxml::DocumentKind>(kind);
        return rebuild_ooxml::rebuild(
            words.office, input, {}, options, pictures, output, file, account);
    }
    rebuild_odf::Options options;
    options.kind = static_cast<rebuild_odf::DocumentKind>(
        static_cast<int>(kind) - static_cast<int>(Kind::Odt));
    return rebuild_odf::rebuild(words.open, input, {}, options, pictures, output, file, account);
}

bool verified(Kind kind, base::View file)
{
    if (kind <= Kind::Pptx)
        return std::holds_alternative<verify_ooxml::Verified>(
            verify_ooxml::verify(file, {}, static_cast<verify_ooxml::Kind>(kind)));
    auto open = static_cast<verify_odf::Kind>(static_cast<int>(kind) - static_cast<int>(Kind::Odt));
    return std::holds_alternative<verify_odf::Verified>(verify_odf::verify(file, {}, open));
}

struct Content {
    std::uint64_t xml { 0 };
    std::uint64_t largest { 0 };
};

Content content_of(base::View file)
{
    Content content;
    auto opened = rebuild_parts::Package::open(file, {});
    if (const auto* package = std::get_if<rebuild_parts::Package>(&opened)) {
        for (const auto& name : package->names()) {
            auto size = package->size(name);
            content.largest = std::max(content.largest, size);
            if (name.ends_with(".xml") || name.ends_with(".rels"))
                content.xml += size;
        }
    }
    return content;
}

bool measure(const Words& words, const std::filesystem::path& path, const std::string& keep)
{
    auto kind = kind_of(path);
    base::Descriptor input(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    auto mapping = base::Mapping::of(input, 1ull << 30).take();
    auto output = base::create_memory_file("output").take();
    auto pass = [&](const Pictures& pictures) {
        auto file = base::create_memory_file("pictures").take();
        return in_a_process([&]() -> std::optional<std::uint64_t> {
            auto outcome = rebuilt(words, kind, mapping.bytes(), pictures, output, file);
            if (!outcome || std::holds_alternative<rebuild_parts::Refused>(outcome.value()))
                return std::nullopt;
            const auto* wanted = std::get_if<rebuild_parts::Wanted>(&outcome.value());
            return wanted ? wanted->pictures.size() : 0;
        });
    };
    auto first = pass(std::nullopt);
    auto second = first.pictures > 0 ? pass(rebuild_parts::RebuiltPictures(first.pictures))
                                     : Told { 0, 0, 0, first.done };
    if (!first.done || !second.done) {
        std::printf("%s\trefused\n", path.filename().c_str());
        return true;
    }
    auto size = base::size_of(output).take();
    auto made = base::Mapping::of(output, size).take();
    auto checked = in_a_process([&]() -> std::optional<std::uint64_t> {
        return verified(kind, made.bytes()) ? std::optional<std::uint64_t>(0) : std::nullopt;
    });
    if (!keep.empty())
        std::ofstream(std::filesystem::path(keep) / path.filename(), std::ios::binary)
            << base::text_of(made.bytes());
    auto content = content_of(mapping.bytes());
    std::printf("%s\t%zu\t%lu\t%lu\t%lu\t%lu\t%lu\t%lu\t%lu\n", path.filename().c_str(),
        mapping.bytes().size(), content.xml, content.largest, first.nanoseconds, second.nanoseconds,
        checked.nanoseconds, std::max(first.peak, second.peak), checked.peak);
    return checked.done;
}

}

int main(int argc, char** argv)
{
    const Words words;
    verify_ooxml::read_lists();
    std::string keep;
    bool sound = true;
    for (int i = 1; i < argc; ++i) {
        std::string_view word = argv[i];
        if (word.starts_with("keep="))
            keep = word.substr(5);
        else
            sound = measure(words, word, keep) && sound;
    }
    return sound ? 0 : 1;
}
