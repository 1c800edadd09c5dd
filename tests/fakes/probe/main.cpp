// SPDX-License-Identifier: MIT
// A worker that misbehaves on request, under the real sandbox.
#include "kiosk/core/worker/serve.h"
#include "tests/fakes/probe/probe.pb.h"
#include "tests/fakes/probe/sandbox.h"

#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

namespace probe {

static Result<void> answer(wire::Channel& channel, std::string text, std::uint64_t number = 0)
{
    Answer message;
    message.set_text(std::move(text));
    message.set_number(number);
    return wire::send_message(channel, message);
}

static std::uint64_t eat_memory()
{
    constexpr std::size_t bite = 16 << 20;
    std::uint64_t eaten = 0;
    for (;;) {
        void* piece = mmap(nullptr, bite, PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
        if (piece == MAP_FAILED)
            return eaten;
        eaten += bite;
    }
}

[[noreturn]] static void spin()
{
    for (volatile bool forever = true; forever;) { }
    std::abort();
}

static Result<void> act(wire::Channel& channel)
{
    auto received = TRY(wire::receive_trusted<Request>(channel));
    const auto& request = received.message;
    const int socket = channel.socket().get();
    switch (request.act()) {
    case ACT_ECHO: return answer(channel, request.text(), received.descriptors.size());
    case ACT_SPIN: spin();
    case ACT_CRASH: {
        volatile std::uintptr_t nowhere = 8;
        *reinterpret_cast<volatile int*>(nowhere) = 1;
        return {};
    }
    case ACT_END_SILENTLY: return {};
    case ACT_ANSWER_TWICE: TRY(answer(channel, "one")); return answer(channel, "two");
    case ACT_EMPTY_AFTERWARDS: TRY(answer(channel, "one")); return channel.send({});
    case ACT_GARBAGE: {
        base::Bytes garbage(100, 0xFF);
        return channel.send(garbage);
    }
    case ACT_HUGE_LENGTH: {
        base::Bytes length(4, 0xFF);
        return base::write_fully(base::Descriptor(socket), length);
    }
    case ACT_HALF_FRAME: {
        base::Bytes half { 100, 0, 0, 0, 1, 2, 3 };
        return base::write_fully(base::Descriptor(socket), half);
    }
    case ACT_EXTRA_DESCRIPTOR: {
        Answer message;
        return wire::send_message(channel, message, { &socket, 1 });
    }
    case ACT_READ_BEHIND: {
        std::vector<std::uint8_t> bytes(request.text().begin(), request.text().end());
        return answer(channel, "", bytes.data()[bytes.size()]);
    }
    case ACT_EAT_MEMORY: return answer(channel, "", eat_memory());
    case ACT_FILL_OUTPUT: {
        base::Bytes block(1 << 16, 'x');
        for (;;)
            TRY(base::write_fully(received.descriptors.at(0), block));
    }
    case ACT_ANSWER_AND_STAY: TRY(answer(channel, "here")); spin();
    case ACT_FLOOD_STDERR: {
        base::Bytes block(1 << 20, 'x');
        base::Descriptor error_output(2);
        for (int i = 0; i < 10'000; ++i)
            TRY(base::write_fully(error_output, block));
        return answer(channel, "flooded");
    }
    default: return Error { "unknown act" };
    }
}

}

int main(int argc, char** argv)
{
    auto prepare = [](std::span<const std::string>) -> Result<void> { return {}; };
    return worker::serve(argc, argv, probe::fake_probe_profile(), prepare, probe::act);
}
