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
    if (type == FileType::Pdf)
        return "unlock-pdf";
    if (type == FileType::Zip)
        return "unlock-zip";
    if (type == FileType::Odt || type == FileType::Ods || type == FileType::Odp)
        return "unlock-odf";
    auto is_office = type == FileType::EncryptedOffice || type == FileType::Doc
        || type == FileType::Xls || type == FileType::Ppt;
    return is_office ? "unlock-office" : nullptr;
}

bool can_unlock(FileType type)
{
    return worker_for(type) != nullptr;
}

// In our own words: its worker has passwords, and what it says goes into the record.
static Result<Refused> refusal_of(const worker::Refusal& told, FileType type, bool has_passwords)
{
    auto reason = TRY(check_refusal(told)).reason;
    switch (reason) {
    case RefusalReason::Encrypted:
        return Refused { reason,
            has_passwords ? "none of the given passwords opens it" : "it needs a password" };
    case RefusalReason::Malformed: return Refused { reason, "it is damaged behind its password" };
    case RefusalReason::Limit: return Refused { reason, "more without its password than allowed" };
    case RefusalReason::Unsupported: // Whoever has the password can take it off elsewhere.
        return Refused { RefusalReason::Encrypted,
            type == FileType::Ppt ? "a PPT under a password cannot be opened here"
                                  : "an encryption that is not known" };
    case RefusalReason::Empty: break;
    }
    return Error { "an unlocker that refuses what is empty" };
}

static Result<std::optional<Refused>> check(
    const message::Answer& answer, FileType type, std::uint64_t size, bool has_passwords)
{
    if (answer.has_refusal())
        return std::optional(TRY(refusal_of(answer.refusal(), type, has_passwords)));
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
    TRY(base::seal(output)); // Before it is measured: its writer may live on.
    auto size = TRY(base::size_of(output));
    auto refused = TRY(answer.checked(
        [&](const auto& told) { return check(told, type, size, !passwords.empty()); }));
    if (refused)
        return Outcome<base::Descriptor>(std::move(*refused));
    return Outcome<base::Descriptor>(std::move(output));
}

}
