// SPDX-License-Identifier: MIT
// fill-probe PORT BYTES: a file of so many bytes, zeros but for the last one, written to the stick
// in PORT as sekisho-release writes a transfer: marked, written, read back, sealed. Prints the file
// system and the list's hash. It lies in PREFIX/tests; the workers are in PREFIX/libexec.
#include "kiosk/broker/ask/output_stick.h"
#include "kiosk/core/base/sha256.h"
#include "kiosk/release/remote_stick.h"
#include "kiosk/release/stick_writer.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace fs = std::filesystem;

class GuestSessions final : public release::Sessions {
public:
    explicit GuestSessions(broker::OutputStick& stick)
        : m_stick(stick)
    {
    }

    Result<fat32::BlockDevice*> next() override
    {
        m_device.reset();
        auto session = TRY(m_stick.next_session());
        m_device.emplace(std::move(session.channel), session.sectors);
        return &*m_device;
    }

private:
    broker::OutputStick& m_stick;
    std::optional<release::RemoteStick> m_device;
};

// In the folder of finished files, under its hash; without taking the memory.
static Result<std::string> make_output(const fs::path& folder, std::uint64_t bytes)
{
    auto path = folder / "new";
    base::Descriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file || pwrite(file.get(), "\x7f", 1, static_cast<off_t>(bytes - 1)) != 1)
        return base::system_error("write");
    auto hash = base::to_hex(TRY(base::sha256_of_file(file)));
    fs::create_directory(folder / hash.substr(0, 2));
    fs::rename(path, folder / hash.substr(0, 2) / hash.substr(2));
    return hash;
}

static Result<void> fill(const std::string& port, std::uint64_t bytes)
{
    auto libexec = fs::read_symlink("/proc/self/exe").parent_path().parent_path() / "libexec";
    fs::path folder = "/guest/outputs";
    fs::create_directory(folder);
    auto hash = TRY(make_output(folder, bytes));
    base::Descriptor outputs(open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    release::Papers papers;
    papers.manifest = R"({"files":[{"path":"大きい.bin","size":)" + std::to_string(bytes)
        + R"(,"sha256":")" + hash + "\"}]}\n";
    papers.signature = "none\n";
    papers.receipt = "none\n";

    broker::Workers workers(libexec);
    auto gate = TRY(gate::Client::start(libexec / "sekisho-gate", { port }));
    broker::OutputStick stick(workers, *gate, port);
    GuestSessions sessions(stick);
    release::Identity identity {};
    identity.fill(7);
    TRY(release::mark_stick(sessions, identity));
    auto written = TRY(release::write_stick(sessions, release::hash_of(identity), outputs, papers,
        [](std::uint64_t, std::uint64_t) {}));
    std::printf(
        "%s %s %s\n", written.file_system.c_str(), written.list_sha256.c_str(), hash.c_str());
    return {};
}

int main(int argc, char** argv)
{
    auto done = argc == 3 ? fill(argv[1], std::strtoull(argv[2], nullptr, 10))
                          : Result<void>(Error { "fill-probe PORT BYTES" });
    if (done)
        return 0;
    std::fprintf(stderr, "fill-probe: %s\n", done.error().message.c_str());
    return 1;
}
