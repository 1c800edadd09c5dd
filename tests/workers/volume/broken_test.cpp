// SPDX-License-Identifier: MIT
// File systems and tables that somebody broke on purpose (tests/samples/broken), read by the real
// worker. Each ends in a listing or in a refusal, soon, and leaves nothing behind.
#include "tests/workers/volume/media.h"

#include "kiosk/broker/ask/volume.h"

#include <chrono>
#include <fstream>
#include <set>
#include <sstream>

namespace fs = std::filesystem;
using std::chrono::steady_clock;

namespace {

struct Case {
    std::string image;
    std::size_t size { 0 };
    std::string done;
    std::vector<std::pair<std::size_t, std::string>> changes; // Where, and bytes in hexadecimal.
};

struct Tally {
    int whole { 0 };
    int part { 0 };
    int refused { 0 };
    int readable { 0 };
    int unreadable { 0 };
    std::map<std::string, int> reasons;
    std::map<std::string, int>
        silent; // Cases that lack a file without a word, by how they were made.
    double slowest { 0 };
    std::string slowest_case;
};

class Media {
public:
    Media(int seed, int count)
        : m_folder(fs::temp_directory_path() / ("broken-" + std::to_string(getpid())))
    {
        fs::create_directories(m_folder);
        auto command = "python3 -B " SEKISHO_SOURCE "/tests/samples/broken " + std::to_string(seed)
            + " " + std::to_string(count) + " " + m_folder.string();
        EXPECT_EQ(std::system(command.c_str()), 0);
        m_cases.open(m_folder / "cases");
    }
    ~Media() { fs::remove_all(m_folder); }

    // A sound one of them is read well.
    void expect_sound_one() const
    {
        auto seen = see("image:" + (m_folder / "mbr").string());
        EXPECT_EQ(seen.error, "");
        EXPECT_EQ(seen.contents["SUB/C.TXT"], "c");
    }

    bool next(Case& into)
    {
        std::string line;
        if (!std::getline(m_cases, line))
            return false;
        std::istringstream words(line);
        into.changes.clear();
        words >> into.image >> into.size >> into.done;
        for (std::string change; words >> change;) {
            auto colon = change.find(':');
            into.changes.emplace_back(
                std::stoul(change.substr(0, colon)), change.substr(colon + 1));
        }
        return true;
    }

    base::Bytes bytes(const Case& broken)
    {
        auto& base = m_images[broken.image];
        if (base.empty()) {
            std::ifstream file(m_folder / broken.image, std::ios::binary);
            base.assign(std::istreambuf_iterator<char>(file), {});
        }
        auto image = base;
        for (const auto& [at, hex] : broken.changes)
            std::ranges::copy(base::from_hex(hex).take(), image.begin() + std::ptrdiff_t(at));
        image.resize(broken.size);
        return image;
    }

private:
    fs::path m_folder;
    std::ifstream m_cases;
    std::map<std::string, base::Bytes> m_images;
};

}

// Processes below this one, at any depth.
static std::size_t descendants()
{
    std::map<int, int> parents;
    for (const auto& entry : fs::directory_iterator("/proc")) {
        std::ifstream file(entry.path() / "stat");
        std::string line;
        if (!std::getline(file, line) || line.rfind(')') == std::string::npos)
            continue;
        char state = 0;
        int parent = 0;
        std::istringstream(line.substr(line.rfind(')') + 1)) >> state >> parent;
        parents[std::stoi(line)] = parent;
    }
    std::size_t count = 0;
    for (auto [process, parent] : parents) {
        while (parent != 0 && parent != getpid())
            parent = parents[parent];
        count += parent == getpid() ? 1u : 0u;
    }
    return count;
}

static const std::set<std::string> sound_names { "A.TXT", "B.TXT", "C.TXT", "D.TXT", "EMPTY.TXT",
    "a rather long name of a file.bin", "日報 令和8年11月.txt" };

static void read(const Case& broken, base::View bytes, Tally& tally)
{
    intake::Limits limits;
    limits.entries = 20'000;
    auto image = base::sealed_memory_file("image", bytes);
    ASSERT_TRUE(image) << image.error().message;
    auto medium = broker::open_image(workers(), image.take(), limits);
    ASSERT_TRUE(medium) << medium.error().message;
    std::vector<std::uint64_t> files;
    std::set<std::string> names;
    auto listing = medium.value()->list([&](const intake::Entry& entry) -> Result<void> {
        if (entry.kind == intake::Kind::File)
            names.insert(entry.path.back());
        if (entry.kind == intake::Kind::File && files.size() < 100)
            files.push_back(entry.id);
        return {};
    });
    if (!listing) {
        ++tally.refused;
        ++tally.reasons[broken.image + " " + broken.done + ": " + listing.error().message];
        return;
    }
    ++(listing.value().extent == intake::Extent::Whole ? tally.whole : tally.part);
    if (listing.value().extent == intake::Extent::Whole && listing.value().findings.empty()
        && !std::ranges::includes(names, sound_names))
        ++tally.silent[broken.image + " " + broken.done];
    for (auto id : files) {
        auto into = base::create_memory_file("into");
        ASSERT_TRUE(into) << into.error().message;
        auto result = medium.value()->read(id, into.value());
        if (!result) {
            ++tally.refused;
            ++tally.reasons[broken.image + " " + broken.done + ": " + result.error().message];
            return;
        }
        ++(std::holds_alternative<intake::Taken>(result.value()) ? tally.readable
                                                                 : tally.unreadable);
    }
}

static void read_all(int seed, int count)
{
    Media media(seed, count);
    media.expect_sound_one();
    auto at_rest = descendants();
    Tally tally;
    Case broken;
    int cases = 0;
    for (; media.next(broken); ++cases) {
        auto bytes = media.bytes(broken);
        auto began = steady_clock::now();
        read(broken, bytes, tally);
        auto took = std::chrono::duration<double>(steady_clock::now() - began).count();
        EXPECT_LT(took, 60) << cases << ": " << broken.image << " " << broken.done;
        if (took > tally.slowest) {
            tally.slowest = took;
            tally.slowest_case = broken.image + " " + broken.done;
        }
    }
    EXPECT_EQ(cases, count);
    EXPECT_EQ(descendants(), at_rest) << "a worker was left";
    media.expect_sound_one();
    std::printf("%d media: %d listed whole, %d in part, %d refused; files: %d read, %d unreadable; "
                "slowest %.1f s (%s)\n",
        cases, tally.whole, tally.part, tally.refused, tally.readable, tally.unreadable,
        tally.slowest, tally.slowest_case.c_str());
    for (const auto& [reason, times] : tally.reasons)
        std::printf("refused %d: %s\n", times, reason.c_str());
    for (const auto& [done, times] : tally.silent)
        std::printf("a file less, without a word, %d: %s\n", times, done.c_str());
    EXPECT_EQ(tally.refused, 0) << "libtsk failed on them";
}

TEST(BrokenVolume, AHundredEndInAListingOrARefusal)
{
    read_all(1, 100);
}

// In ./station test --all.
TEST(BrokenVolume, DISABLED_TwoThousandEndInAListingOrARefusal)
{
    read_all(2, 2000);
}
