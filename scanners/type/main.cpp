// SPDX-License-Identifier: MIT
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/worker/serve.h"
#include "scanners/type/magic.h"
#include "scanners/type/sandbox.h"
#include "scanners/type/structure/recognise.h"
#include "scanners/type/type.pb.h"

#include <optional>

namespace type_scanner {

static constexpr std::uint64_t largest_input = 64ull << 30; // Address space is the tighter limit.

static Result<void> look(const Magic& magic, const std::string& extension,
    const base::Descriptor& input, message::Facts& facts)
{
    auto mapping = TRY(base::Mapping::of(input, largest_input));
    auto recognition = recognise(mapping.bytes(), extension);
    auto opinion = magic.opinion_of(mapping.bytes());
    facts.set_by_structure(std::string(policy::info(recognition.type).name));
    facts.set_by_magic(std::string(policy::info(opinion.type).name));
    facts.set_magic_mime(opinion.mime.substr(0, 100));
    facts.set_structure(static_cast<std::uint32_t>(recognition.structure));
    facts.set_detail(recognition.detail.substr(0, 200));
    for (const auto& one : recognition.holds) {
        auto& holding = *facts.add_holds();
        holding.set_what(one.what);
        holding.set_count(one.count);
    }
    return {};
}

static Result<void> work(const Magic& magic, wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<message::Request>(channel));
    message::Answer answer;
    if (received.descriptors.empty())
        answer.mutable_engine()->set_version(Magic::version());
    else
        TRY(look(
            magic, received.message.extension(), received.descriptors[0], *answer.mutable_facts()));
    return wire::send_message(channel, answer);
}

}

int main(int argc, char** argv)
{
    std::optional<type_scanner::Magic> magic;
    auto prepare = [&](std::span<const std::string>) -> Result<void> {
        magic = TRY(type_scanner::Magic::load());
        return {};
    };
    auto work = [&](wire::Channel& channel) { return type_scanner::work(*magic, channel); };
    return worker::serve(argc, argv, type_scanner::scanners_type_profile(), prepare, work);
}
