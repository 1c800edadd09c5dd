// SPDX-License-Identifier: MIT
#include "tests/unit/release/bench.h"

#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/sha256.h"
#include "kiosk/ledger/proof.h"
#include "kiosk/quarantine/store.h"

#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sodium.h>
#include <unistd.h>

using nlohmann::json;

static base::Descriptor open_at(const std::string& path)
{
    return base::Descriptor(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

Bench::Bench()
{
    EXPECT_GE(sodium_init(), 0);
    static int number = 0;
    // In memory where there is such a place: hundreds of syncs are the disk's business, not ours.
    std::filesystem::path place("/dev/shm");
    if (access(place.c_str(), W_OK) != 0)
        place = std::filesystem::temp_directory_path();
    folder = place / ("release-" + std::to_string(getpid()) + "-" + std::to_string(++number));
    std::filesystem::remove_all(folder);
    state = path("state");
    for (const char* name : { "ledger", "outputs", "release" })
        std::filesystem::create_directories(state + "/" + name);
    std::filesystem::permissions(state + "/outputs", std::filesystem::perms::owner_all);
    log = ledger::Log::open(ledger::open_disk(open_at(state + "/ledger")).take(), clock).take();
}

Bench::~Bench()
{
    std::filesystem::remove_all(folder);
}

Bench::Files Bench::some_files()
{
    return { { "資料/計画書.txt", "plan\n" },
        { "資料/2026年度/水位.csv", std::string(70'000, 'w') }, { "README.txt", "hello\n" },
        { "空.txt", "" } };
}

void Bench::fill(const Files& files)
{
    auto store = quarantine::Store::open(state + "/outputs").take();
    json list = json::array();
    for (const auto& [name, content] : files) {
        auto incoming = store.begin().take();
        EXPECT_TRUE(base::write_fully(incoming.bytes, base::view_of(content)));
        auto sealed = store.commit(std::move(incoming)).take();
        list.push_back({ { "path", name }, { "sha256", base::to_hex(sealed.sha256) },
            { "size", sealed.size } });
    }
    manifest = R"({"version":1,"transfer":")" + transfer + R"(","files":)" + list.dump() + "}\n";
    manifest_sha256 = base::to_hex(base::sha256(base::view_of(manifest)));
}

std::string Bench::receipt(json entry)
{
    auto taken = log->append({ std::move(entry) }).take();
    return ledger::to_text(log->prove(taken.first).take());
}

std::string Bench::submission(const char* mode, const char* person)
{
    return receipt({ { "type", "transfer_submit" }, { "transfer", transfer }, { "mode", mode },
        { "submitter_person", person } });
}

std::string Bench::manifest_entry()
{
    return receipt({ { "type", "transfer_manifest" }, { "transfer", transfer },
        { "manifest_sha256", manifest_sha256 } });
}

std::string Bench::approval(const char* person)
{
    return receipt({ { "type", "approval" }, { "transfer", transfer },
        { "approver_person", person }, { "manifest_sha256", manifest_sha256 } });
}

release::Order Bench::order(const std::string& destination)
{
    release::Order order;
    order.program = SEKISHO_LIBEXEC "/sekisho-release";
    order.state = state;
    order.destination = destination;
    order.transfer = transfer;
    order.submission_receipt = submission();
    order.manifest_receipt = manifest_entry();
    order.approval_receipts = { approval() };
    return order;
}

Result<release::Released> Bench::carry_out(const release::Order& order)
{
    auto file = base::sealed_memory_file("manifest", base::view_of(manifest)).take();
    return release::carry_out(order, file, [](std::uint64_t, std::uint64_t) {});
}

base::Descriptor Bench::open_folder(const std::string& name) const
{
    std::filesystem::create_directories(folder / name);
    return open_at(path(name));
}

Bench::Files Bench::files_in(const std::filesystem::path& place)
{
    Files files;
    if (!std::filesystem::exists(place))
        return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        files[std::filesystem::relative(entry.path(), place).string()]
            = std::string(std::istreambuf_iterator<char>(file), {});
    }
    return files;
}
