// SPDX-License-Identifier: MIT
// sekisho-release STATE DESTINATION: the one process that opens an output ("dir:FOLDER" or
// "image:FILE") or holds the way to one ("usb:"). It serves one request on descriptor 3 and ends.
#include "kiosk/core/base/sha256.h"
#include "kiosk/core/sandbox/lock_in.h"
#include "kiosk/core/wire/message.h"
#include "kiosk/release/image_writer.h"
#include "kiosk/release/own_key.h"
#include "kiosk/release/release.pb.h"
#include "kiosk/release/remote_stick.h"
#include "kiosk/release/stick_writer.h"
#include "kiosk/release/warrant.h"
#include "kiosk/release/writer.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <seccomp.h>
#include <sodium.h>
#include <unistd.h>

namespace release {

static constexpr std::uint64_t largest_manifest = 1ull << 30;

struct Destination {
    enum class Kind { Folder, Image, Stick } kind { Kind::Folder };
    std::string folder; // To be written, or where the image will lie.
    std::string name; // Of the image.
};

struct Opened {
    Destination where;
    base::Descriptor destination;
    base::Descriptor outputs;
    ledger::Keyring keys;
    ledger::KeyPair key {};
};

static Result<base::Descriptor> open_folder(const std::string& path)
{
    base::Descriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return base::system_error("folder");
    return folder;
}

static Result<Destination> parse_destination(const std::string& text)
{
    if (text == "usb:")
        return Destination { Destination::Kind::Stick, "", "" };
    if (text.starts_with("dir:/"))
        return Destination { Destination::Kind::Folder, text.substr(4), "" };
    if (!text.starts_with("image:/"))
        return Error { "a destination is dir:/FOLDER or image:/FILE" };
    std::filesystem::path file(text.substr(6));
    if (!file.has_filename())
        return Error { "the image has no name" };
    return Destination { Destination::Kind::Image, file.parent_path(), file.filename() };
}

// What leaves the station must not land in its own records.
static Result<void> check_place(const std::string& state, const std::string& folder)
{
    std::error_code error;
    auto ours = std::filesystem::canonical(state, error);
    auto wanted = error ? ours : std::filesystem::weakly_canonical(folder, error);
    if (error)
        return Error { "the destination: " + error.message() };
    if (std::ranges::mismatch(ours, wanted).in1 == ours.end())
        return Error { "the destination lies in the station's own folder; please name another" };
    return {};
}

static Result<base::Descriptor> open_destination(const Destination& where)
{
    std::error_code error;
    if (where.kind == Destination::Kind::Folder) {
        if (std::filesystem::is_symlink(std::filesystem::symlink_status(where.folder, error)))
            return Error { "the destination is a link; please name the folder itself" };
        std::filesystem::create_directories(where.folder, error);
        if (error)
            return Error { "the destination cannot be made: " + error.message() };
    }
    base::Descriptor folder(open(where.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return base::system_error("the destination's folder");
    if (faccessat(folder.get(), ".", W_OK | X_OK, AT_EACCESS) != 0)
        return base::system_error("the destination cannot be written");
    return folder;
}

static Result<Opened> prepare(const std::string& state, const std::string& destination)
{
    if (sodium_init() < 0)
        return Error { "libsodium does not start" };
    auto where = TRY(parse_destination(destination));
    base::Descriptor folder;
    if (where.kind != Destination::Kind::Stick) {
        TRY(check_place(state, where.folder));
        folder = TRY(open_destination(where));
    }
    Opened opened { std::move(where), std::move(folder), TRY(open_folder(state + "/outputs")),
        TRY(ledger::read_keyring(state + "/ledger")),
        TRY(own_key(TRY(open_folder(state + "/release")))) };
    sandbox::Profile profile("sekisho-release");
    profile.allow_reading({ state + "/outputs" });
    if (opened.where.kind == Destination::Kind::Stick) {
        profile.allow(SCMP_SYS(poll)); // What speaks to the stick may be silent for so long only.
        profile.allow(SCMP_SYS(openat2)); // The finished files; Landlock lets it read these alone.
    } else {
        profile.allow_writing_beneath(opened.where.folder);
        profile.allow(SCMP_SYS(fadvise64)); // Reading back from the disk, not from memory.
        profile.allow(SCMP_SYS(fstatfs)); // Is there room?
        profile.allow(SCMP_SYS(fallocate)); // For an image: all of its room at once.
    }
    TRY(sandbox::lock_in(profile));
    return opened;
}

// The broker has the gate of the ports: it takes the stick off the bus and brings it back.
class BrokersSessions final : public Sessions {
public:
    explicit BrokersSessions(wire::Channel& broker)
        : m_broker(broker)
    {
    }

    Result<fat32::BlockDevice*> next() override
    {
        m_stick.reset(); // The process at its other end ends.
        message::Answer answer;
        answer.mutable_next_session();
        TRY(wire::send_message(m_broker, answer));
        auto received = TRY(wire::receive_trusted<message::Session>(m_broker));
        if (received.descriptors.size() != 1)
            return Error { received.message.error() };
        wire::Channel channel(std::move(received.descriptors[0]));
        m_stick.emplace(std::move(channel), received.message.sectors());
        return &*m_stick;
    }

private:
    wire::Channel& m_broker;
    std::optional<RemoteStick> m_stick;
};

static Result<Written> mark(const message::Request& request, wire::Channel& channel)
{
    Identity identity {};
    if (request.identity().size() != identity.size())
        return Error { "a mark of another length" };
    std::ranges::copy(base::view_of(request.identity()), identity.begin());
    BrokersSessions sessions(channel);
    TRY(mark_stick(sessions, identity));
    return Written {};
}

static Mode mode_in(const message::Request& request)
{
    switch (request.mode()) {
    case message::MODE_BENCH: return Mode::Bench;
    case message::MODE_EXPORT: return Mode::Export;
    default: break;
    }
    return Mode::People; // What asks for most.
}

static Result<Written> release(
    const Opened& opened, wire::Received<message::Request>& received, wire::Channel& channel)
{
    const auto& request = received.message;
    if (opened.where.kind == Destination::Kind::Stick && !request.identity().empty())
        return mark(request, channel);
    if (received.descriptors.size() != 1)
        return Error { "a release without a manifest" };
    auto bytes = TRY(base::read_all(received.descriptors[0], largest_manifest));
    auto digest = base::to_hex(base::sha256(bytes));
    Warrant warrant { request.transfer(), mode_in(request), request.submission(),
        request.manifest(), { request.approvals().begin(), request.approvals().end() } };
    TRY(check_warrant(warrant, opened.keys, digest));

    auto name = opened.keys.origin() + "/release";
    Papers papers;
    papers.manifest = base::text_of(bytes);
    papers.signature = ledger::sign_note(
        name, opened.key, "sekisho manifest\n" + request.transfer() + "\n" + digest + "\n");
    papers.signature
        += "key: " + ledger::to_text(ledger::Verifier { name, opened.key.public_key }) + "\n";
    papers.receipt = request.manifest();
    auto progress = [&](std::uint64_t done, std::uint64_t total) {
        message::Answer answer;
        answer.mutable_progress()->set_files_done(done);
        answer.mutable_progress()->set_files_total(total);
        if (done % 16 == 0 || done == total)
            if (!wire::send_message(channel, answer))
                _exit(1); // The broker is gone: the destination stays marked as incomplete.
    };
    switch (opened.where.kind) {
    case Destination::Kind::Image:
        return write_image(opened.destination, opened.where.name, opened.outputs, papers, progress);
    case Destination::Kind::Folder:
        return write_folder(opened.destination, opened.outputs, papers, progress);
    case Destination::Kind::Stick: break;
    }
    auto mark = TRY(mark_of_medium(request.medium(), opened.keys));
    BrokersSessions sessions(channel);
    return write_stick(sessions, mark, opened.outputs, papers, progress);
}

static int serve(const std::string& state, const std::string& destination)
{
    wire::Channel channel { base::Descriptor(3) };
    auto outcome = [&]() -> Result<Written> {
        auto opened = TRY(prepare(state, destination));
        auto received = TRY(wire::receive_trusted<message::Request>(channel, 64 << 20));
        return release(opened, received, channel);
    }();
    message::Answer answer;
    if (outcome) {
        answer.mutable_done()->set_files(outcome.value().files);
        answer.mutable_done()->set_bytes(outcome.value().bytes);
        answer.mutable_done()->set_list_sha256(outcome.value().list_sha256);
        answer.mutable_done()->set_file_system(outcome.value().file_system);
    } else {
        answer.set_error(outcome.error().message);
    }
    return wire::send_message(channel, answer) && outcome ? 0 : 1;
}

}

int main(int argc, char** argv)
{
    return argc == 3 ? release::serve(argv[1], argv[2]) : 2;
}
