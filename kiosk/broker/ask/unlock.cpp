// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/unlock.h"

#include "kiosk/core/base/memory_file.h"
#include "sanitizer/unlock/serve/unlock.pb.h"

#include <array>

namespace broker {

namespace message = ::unlock::message;
using policy::FileType;

static const char* worker_for(FileType type)
{
    return type == FileType::Pdf ? "unlock-pdf" : type == FileType::Zip ? "unlock-zip" : nullptr;
}

bool can_unlock(FileType type)
{
    return worker_for(type) != nullptr;
}

static Result<std::optional<Refused>> check(const message::Answer& answer, std::uint64_t size)
{
    if (answer.has_refusal())
        return std::optional(TRY(check_refusal(answer.refusal())));
    if (!answer.has_done() || size == 0 || answer.done().bytes() != size)
        return Error { "an unlocked file of another size" };
    return std::optional<Refused>();
}

Result<Outcome<base::Descriptor>> unlock(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& file, FileType type, std::span<const std::string> passwords)
{
    const auto* worker = worker_for(type);
    if (!worker)
        return Error { "nobody unlocks a file of this type" };
    message::Request request;
    for (const auto& password : passwords)
        request.add_passwords(password);
    request.set_most_bytes(limits.output_bytes);
    auto with_file = limits;
    with_file.memory_bytes += TRY(base::size_of(file)); // It is mapped, not copied.
    auto output = TRY(base::create_memory_file("unlocked"));
    std::array descriptors { file.get(), output.get() };
    auto answer = TRY(ask<message::Answer>(workers, worker, with_file, request, descriptors));
    auto size = TRY(base::size_of(output));
    auto refused = TRY(answer.checked([&](const auto& told) { return check(told, size); }));
    if (refused)
        return Outcome<base::Descriptor>(std::move(*refused));
    TRY(base::seal(output));
    return Outcome<base::Descriptor>(std::move(output));
}

}
