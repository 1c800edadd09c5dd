// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/pack.h"

#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"
#include "sanitizer/encode/zip/zip.pb.h"

#include <algorithm>

namespace broker {

namespace message = encode_zip::message;

static constexpr std::uint64_t most_entries = 0xfffe;
static constexpr std::uint64_t most_bytes = 0xfffffffe;
static constexpr std::uint64_t header_bytes = 30 + 46; // Local and central, without the name.
static constexpr std::uint64_t end_bytes = 22;

// What the archive can at most become; nothing if Zip64 would be needed.
static std::optional<std::uint64_t> most_output(std::span<const PackItem> items)
{
    std::uint64_t bytes = end_bytes;
    if (items.size() > most_entries)
        return std::nullopt;
    for (const auto& item : items) {
        bytes += header_bytes + 2 * (item.name.size() + 1);
        if (item.size > most_bytes || bytes + item.size > most_bytes)
            return std::nullopt;
        bytes += item.size;
    }
    return bytes;
}

static Result<void> send_item(worker::Process& process, const PackItem& item)
{
    if (!base::is_valid_utf8(item.name) || item.name.empty())
        return Error { "a name that is not for an output" };
    message::Request request;
    auto& add = *request.mutable_add();
    add.set_name(item.name);
    if (!item.content) {
        add.set_kind(message::KIND_EMPTY_FOLDER);
        return process.send(request);
    }
    add.set_kind(message::KIND_FILE);
    add.set_size(item.size);
    int number = item.content->get();
    return process.send(request, { &number, 1 });
}

static Result<void> check_added(const message::Answer& answer)
{
    if (!answer.has_added() || !answer.added())
        return Error { "encode-zip: an answer of another kind" };
    return {};
}

static Result<std::uint64_t> check_done(
    const message::Answer& answer, std::size_t items, std::uint64_t size)
{
    if (!answer.has_done() || answer.done().entries() != items || answer.done().bytes() != size)
        return Error { "encode-zip: another archive than was asked for" };
    return size;
}

Result<Outcome<std::uint64_t>> pack_zip_into(Workers& workers, const worker::Limits& limits,
    std::span<const PackItem> items, const base::Descriptor& output)
{
    auto most = most_output(items);
    if (!most)
        return Outcome<std::uint64_t>(
            Refused { RefusalReason::Limit, "more than a ZIP without Zip64 holds" });
    auto wider = limits;
    wider.output_bytes = std::max(wider.output_bytes, *most);
    auto process = TRY(workers.spawn("encode-zip", wider));
    message::Request request;
    request.set_begin(true);
    int number = output.get();
    TRY(process.send(request, { &number, 1 }));
    for (const auto& item : items) {
        TRY(send_item(process, item));
        auto answer = TRY(process.receive<message::Answer>());
        TRY(answer.checked(check_added));
    }
    request.set_finish(true);
    TRY(process.send(request));
    auto answer = TRY(process.receive<message::Answer>());
    TRY(process.finish());
    auto size = TRY(base::size_of(output));
    return Outcome<std::uint64_t>(TRY(
        answer.checked([&](const auto& done) { return check_done(done, items.size(), size); })));
}

Result<Outcome<Rebuilt>> pack_zip(
    Workers& workers, const worker::Limits& limits, std::span<const PackItem> items)
{
    Rebuilt rebuilt;
    rebuilt.bytes = TRY(base::create_memory_file("zip"));
    rebuilt.type = policy::FileType::Zip;
    auto outcome = TRY(pack_zip_into(workers, limits, items, rebuilt.bytes));
    if (auto* refused = std::get_if<Refused>(&outcome))
        return Outcome<Rebuilt>(std::move(*refused));
    TRY(base::seal(rebuilt.bytes));
    return Outcome<Rebuilt>(std::move(rebuilt));
}

}
