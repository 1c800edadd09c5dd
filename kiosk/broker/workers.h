// SPDX-License-Identifier: MIT
// The worker programs of this station, each started when it is first needed and again when it died.
#pragma once

#include "kiosk/core/worker/zygote.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace broker {

class Workers {
public:
    // `words` maps a worker's name to the words for its Prepare (a folder of definitions, say).
    explicit Workers(
        std::string program_folder, std::map<std::string, std::vector<std::string>> words = {});

    // A fresh, locked-in process of the worker called `name`: "scanners-type", or
    // "scanners-command:NAME" where one program serves under several sets of words.
    Result<worker::Process> spawn(std::string_view name, const worker::Limits&);

    // Ends every job that runs and starts no other until resume(): nobody wants the answers any
    // more. What the programs have loaded stays loaded.
    void stop();
    void resume();

    // How many times a worker could not be started or locked in. Above 0, the station is not well.
    std::uint64_t failures() const;

private:
    Result<std::shared_ptr<worker::Zygote>> running(const std::string& name);

    std::string m_program_folder;
    std::map<std::string, std::vector<std::string>> m_words;
    std::atomic<std::uint64_t> m_failures { 0 };
    std::atomic<bool> m_stopped { false };
    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<worker::Zygote>> m_running;
};

// One request, one answer, a clean end.
template <typename Answer>
Result<wire::Untrusted<Answer>> ask(Workers& workers, std::string_view name,
    const worker::Limits& limits, const google::protobuf::MessageLite& request,
    std::span<const int> descriptors = {}, std::size_t answer_limit = wire::default_frame_limit)
{
    auto process = TRY(workers.spawn(name, limits));
    TRY(process.send(request, descriptors));
    auto answer = TRY(process.template receive<Answer>(answer_limit));
    TRY(process.finish());
    return answer;
}

}
