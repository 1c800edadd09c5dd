// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/type.h"

#include "policy/facts/removal.h"
#include "scanners/type/type.pb.h"

#include <algorithm>

namespace broker {

namespace message = type_scanner::message;

static constexpr auto worker_name = "scanners-type";

static bool is_plain(const std::string& text, std::size_t limit)
{
    return text.size() <= limit
        && std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

static Result<std::vector<policy::Holding>> check_holds(const message::Facts& told)
{
    constexpr int most_kinds = 20;
    constexpr std::uint64_t most = 100'000'000;
    std::vector<policy::Holding> all;
    if (told.holds_size() > most_kinds)
        return Error { "too many kinds of things held" };
    for (const auto& one : told.holds()) {
        if (!policy::removal_named(one.what()) || one.count() == 0 || one.count() > most
            || std::ranges::find(all, one.what(), &policy::Holding::what) != all.end())
            return Error { "things held out of bounds" };
        all.push_back({ one.what(), one.count() });
    }
    return all;
}

static Result<policy::TypeFacts> check_facts(const message::Answer& answer)
{
    if (!answer.has_facts())
        return Error { "an answer of another kind" };
    const auto& told = answer.facts();
    auto by_structure = policy::file_type_named(told.by_structure());
    auto by_magic = policy::file_type_named(told.by_magic());
    if (!by_structure || !by_magic)
        return Error { "a type that does not exist" };
    if (!is_plain(told.magic_mime(), 100) || !is_plain(told.detail(), 200))
        return Error { "words out of bounds" };
    policy::TypeFacts facts;
    facts.by_structure = *by_structure;
    facts.by_magic = *by_magic;
    facts.magic_mime = told.magic_mime();
    facts.detail = told.detail();
    facts.holds = TRY(check_holds(told));
    switch (told.structure()) {
    case static_cast<std::uint32_t>(policy::Structure::Sound):
        facts.structure = policy::Structure::Sound;
        break;
    case static_cast<std::uint32_t>(policy::Structure::Broken):
        facts.structure = policy::Structure::Broken;
        break;
    case static_cast<std::uint32_t>(policy::Structure::Encrypted):
        facts.structure = policy::Structure::Encrypted;
        break;
    case static_cast<std::uint32_t>(policy::Structure::Ambiguous):
        facts.structure = policy::Structure::Ambiguous;
        break;
    default: return Error { "a structure that does not exist" };
    }
    return facts;
}

Result<policy::TypeFacts> ask_type(Workers& workers, const worker::Limits& limits,
    const base::Descriptor& input, std::string_view extension)
{
    message::Request request;
    request.set_extension(std::string(extension));
    auto wider = limits;
    wider.memory_bytes += TRY(base::size_of(input)); // Mapped, which counts as address space.
    int descriptor = input.get();
    auto answer
        = TRY(ask<message::Answer>(workers, worker_name, wider, request, { &descriptor, 1 }));
    return answer.checked(check_facts);
}

Result<policy::EngineFacts> ask_type_engine(Workers& workers)
{
    auto answer = TRY(ask<message::Answer>(workers, worker_name, {}, message::Request {}));
    return answer.checked([](const message::Answer& told) -> Result<policy::EngineFacts> {
        if (!told.has_engine() || !is_plain(told.engine().version(), 40))
            return Error { "an answer of another kind" };
        policy::EngineFacts facts;
        facts.name = "type";
        facts.version = "libmagic " + told.engine().version();
        facts.ready = true;
        return facts;
    });
}

}
