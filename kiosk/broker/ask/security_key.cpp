// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/security_key.h"

#include "kiosk/token/token.pb.h"

#include <algorithm>
#include <condition_variable>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace broker {

namespace message = token::message;
using namespace std::chrono_literals;

static constexpr auto patience = 30s; // For plugging in, and then for each touch.
static constexpr auto moment = 2s; // For what nobody has to touch.
static constexpr worker::Limits limits { 64 << 20, 1 << 20, patience + 5s };
static constexpr std::size_t longest_descriptor = 4096; // HID_MAX_DESCRIPTOR_SIZE
static constexpr std::size_t most_devices = 64;

static Error not_wanted()
{
    return Error { "it was called off\n取り消しました。" };
}

static Error why_not(message::Why why)
{
    switch (why) {
    case message::WHY_NO_TOUCH:
        return Error { "the security key was not touched in time\n"
                       "時間内にセキュリティキーへの接触がありませんでした。" };
    case message::WHY_NOT_WANTED: return not_wanted();
    case message::WHY_UNKNOWN:
        return Error { "this security key is not one of the account's\n"
                       "このセキュリティキーはアカウントに登録されていません。" };
    case message::WHY_ENROLLED:
        return Error { "this security key is enrolled for the account already\n"
                       "このセキュリティキーはすでに登録されています。" };
    case message::WHY_PIN:
        return Error { "this security key does nothing without its PIN, which the station does not "
                       "ask for\nPIN が必要な設定のセキュリティキーは使用できません。" };
    case message::WHY_TOO_OLD:
        return Error { "this security key is too old: it knows no FIDO2 with ES256\n"
                       "FIDO2(ES256)に対応していないセキュリティキーです。" };
    case message::WHY_GONE:
        return Error { "the security key was taken out\nセキュリティキーが抜かれました。" };
    default:
        return Error {
            "the security key answered nonsense\nセキュリティキーの応答が正しくありません。"
        };
    }
}

bool is_gone(const base::Descriptor& node)
{
    pollfd one { node.get(), 0, 0 };
    return poll(&one, 1, 0) != 0;
}

Result<bool> SecurityKeys::is_key(const base::Bytes& report_descriptor)
{
    auto digest = base::sha256(report_descriptor);
    if (auto known = m_looked_at.find(digest); known != m_looked_at.end())
        return known->second;
    message::Request request;
    request.mutable_look()->set_report_descriptor(
        report_descriptor.data(), report_descriptor.size());
    auto answer = TRY(ask<message::Answer>(m_workers, "token", limits, request));
    auto is = TRY(answer.checked([](const message::Answer& told) -> Result<bool> {
        if (!told.has_kind()
            || (told.kind() != message::KIND_SECURITY_KEY && told.kind() != message::KIND_OTHER))
            return Error { "an answer of another kind" };
        return told.kind() == message::KIND_SECURITY_KEY;
    }));
    m_looked_at.emplace(digest, is);
    return is;
}

static base::Bytes descriptor_of(const std::string& device)
{
    base::Descriptor file(
        ::open((device + "/device/report_descriptor").c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    auto bytes = file ? base::read_all(file, longest_descriptor) : Error { "gone" };
    return bytes ? bytes.take() : base::Bytes();
}

// Looked at before it is opened: no keyboard's node ever is. What its descriptor says while it is
// open and not gone, it says of this device and no other that has its name since.
Result<void> SecurityKeys::look_around(std::vector<Plugged>& keys)
{
    std::erase_if(keys, [](const Plugged& key) { return is_gone(key.node); });
    std::map<base::Digest, bool> still;
    std::error_code none;
    std::size_t seen = 0;
    for (const auto& entry :
        std::filesystem::directory_iterator(m_devices + "/sys/class/hidraw", none)) {
        auto name = entry.path().filename().string();
        if (!name.starts_with("hidraw") || ++seen > most_devices)
            continue;
        auto report_descriptor = descriptor_of(entry.path());
        if (report_descriptor.empty())
            continue;
        auto is = TRY(is_key(report_descriptor));
        still.emplace(base::sha256(report_descriptor), is);
        if (!is || std::ranges::find(keys, name, &Plugged::name) != keys.end())
            continue;
        base::Descriptor node(::open(
            (m_devices + "/dev/" + name).c_str(), O_RDWR | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
        struct stat status { };
        if (node && fstat(node.get(), &status) == 0 && S_ISCHR(status.st_mode)
            && descriptor_of(entry.path()) == report_descriptor && !is_gone(node))
            keys.push_back({ name, std::move(node) });
    }
    m_looked_at = std::move(still);
    return {};
}

// Until `choose` moves the one that it wants to the front; what it says instead is to be done.
Result<base::Descriptor> SecurityKeys::wait_for(const Choose& choose, const Desk& desk)
{
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::vector<Plugged> keys;
    std::optional<Step> told;
    auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        TRY(look_around(keys));
        auto wanted = TRY(choose(keys));
        if (!wanted)
            return std::move(keys[0].node);
        if (told != wanted)
            desk.tell(*wanted);
        told = wanted;
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, desk.stop, 200ms, [] { return false; });
        if (desk.stop.stop_requested())
            return not_wanted();
        if (std::chrono::steady_clock::now() > end)
            return Error { "no security key was plugged in\n"
                           "セキュリティキーが差し込まれませんでした。" };
    }
}

// Asks the key behind the node; `desk` may stop that at any moment.
template <typename Check>
static auto ask_key(Workers& workers, const base::Descriptor& node, const message::Request& request,
    const SecurityKeys::Desk& desk, Check&& check)
    -> decltype(check(std::declval<const message::Answer&>()))
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return base::system_error("pipe");
    base::Descriptor wanted(ends[0]);
    base::Descriptor want(ends[1]);
    auto process = TRY(workers.spawn("token", limits));
    int descriptors[] { node.get(), wanted.get() };
    TRY(process.send(request, descriptors));
    wanted.close();
    std::stop_callback stop(desk.stop, [&] { want.close(); });
    auto answer = TRY(process.receive<message::Answer>());
    TRY(process.finish());
    return answer.checked([&](const message::Answer& told) {
        using Checked = decltype(check(told));
        return told.has_why() ? Checked(why_not(told.why())) : check(told);
    });
}

static base::Bytes bytes_of(const std::string& text)
{
    auto bytes = base::view_of(text);
    return { bytes.begin(), bytes.end() };
}

static bool is_id(const std::string& id)
{
    return !id.empty() && id.size() <= people::longest_key_id;
}

static Result<people::Touch> touch_in(const message::Answer& told, const base::Digest& challenge)
{
    people::Touch touch;
    const auto& touched = told.touched();
    if (!told.has_touched() || !is_id(touched.id())
        || touched.authenticator_data().size() != touch.data.size()
        || touched.signature().size() != touch.signature.size())
        return why_not(message::WHY_NONSENSE);
    touch.key = bytes_of(touched.id());
    touch.challenge = challenge;
    std::ranges::copy(base::view_of(touched.authenticator_data()), touch.data.begin());
    std::ranges::copy(base::view_of(touched.signature()), touch.signature.begin());
    return touch;
}

static Result<people::SecurityKey> key_in(const message::Answer& told)
{
    people::SecurityKey key;
    const auto& enrolled = told.enrolled();
    if (!told.has_enrolled() || !is_id(enrolled.id())
        || enrolled.public_key().size() != key.public_key.size())
        return why_not(message::WHY_NONSENSE);
    key.id = bytes_of(enrolled.id());
    std::ranges::copy(base::view_of(enrolled.public_key()), key.public_key.begin());
    return key;
}

static message::Request touch_request(
    const base::Digest& challenge, const std::vector<base::Bytes>& known)
{
    message::Request request;
    auto& touch = *request.mutable_touch();
    touch.set_client_data_hash(challenge.data(), challenge.size());
    for (const auto& id : known)
        touch.add_known(id.data(), id.size());
    touch.set_milliseconds(std::chrono::milliseconds(patience).count());
    return request;
}

static Result<std::unique_lock<std::mutex>> alone(std::mutex& in_use)
{
    std::unique_lock lock(in_use, std::try_to_lock);
    if (!lock)
        return Error { "another desk is waiting for a security key\n"
                       "別の画面がセキュリティキーを待っています。" };
    return lock;
}

// One that gives no answer knows nothing.
bool SecurityKeys::knows(Plugged& key, const std::vector<base::Bytes>& known, const Desk& desk)
{
    if (!key.knows) {
        message::Request request;
        for (const auto& id : known)
            request.mutable_know()->add_known(id.data(), id.size());
        request.mutable_know()->set_milliseconds(std::chrono::milliseconds(moment).count());
        auto told = ask_key(
            m_workers, key.node, request, desk, [](const message::Answer& answer) -> Result<bool> {
                return answer.has_knows() ? Result<bool>(answer.knows())
                                          : why_not(message::WHY_NONSENSE);
            });
        key.knows = told && told.value();
    }
    return *key.knows;
}

Result<SecurityKeys::Touched> SecurityKeys::touch(
    const base::Digest& challenge, const std::vector<base::Bytes>& known, const Desk& desk)
{
    auto lock = TRY(alone(m_in_use));
    auto choose = [&](std::vector<Plugged>& keys) -> Result<std::optional<Step>> {
        if (keys.empty())
            return std::optional(Step::PlugIn);
        if (keys.size() == 1) // Says itself, when it is asked for a touch, if it is none of them.
            return std::optional<Step>();
        auto found
            = std::ranges::find_if(keys, [&](Plugged& key) { return knows(key, known, desk); });
        if (found == keys.end())
            return why_not(message::WHY_UNKNOWN);
        std::iter_swap(keys.begin(), found);
        return std::optional<Step>();
    };
    auto node = std::make_shared<const base::Descriptor>(TRY(wait_for(choose, desk)));
    desk.tell(Step::Touch);
    auto touch = TRY(ask_key(m_workers, *node, touch_request(challenge, known), desk,
        [&](const message::Answer& told) { return touch_in(told, challenge); }));
    return Touched { std::move(touch), std::move(node) };
}

Result<SecurityKeys::Enrolled> SecurityKeys::enrol(const base::Digest& user,
    const base::Digest& challenge, const std::vector<base::Bytes>& known, const Desk& desk)
{
    auto lock = TRY(alone(m_in_use));
    auto choose = [&](std::vector<Plugged>& keys) -> Result<std::optional<Step>> {
        auto is_new = [&](Plugged& key) { return known.empty() || !knows(key, known, desk); };
        auto fresh = std::partition(keys.begin(), keys.end(), is_new) - keys.begin();
        if (fresh > 1)
            return Error { "there is more than one new security key; please leave one plugged in\n"
                           "新しいセキュリティキーが複数あります。1本だけ差し込んでください。" };
        if (fresh == 1)
            return std::optional<Step>();
        return std::optional(known.empty() ? Step::PlugIn : Step::PlugInNew);
    };
    auto node = TRY(wait_for(choose, desk));
    message::Request request;
    auto& enrol = *request.mutable_enrol();
    enrol.set_client_data_hash(challenge.data(), challenge.size());
    enrol.set_user(user.data(), user.size());
    for (const auto& id : known)
        enrol.add_known(id.data(), id.size());
    enrol.set_milliseconds(std::chrono::milliseconds(patience).count());
    desk.tell(Step::Touch);
    auto key = TRY(ask_key(m_workers, node, request, desk, key_in));
    desk.tell(Step::TouchAgain);
    auto first = TRY(ask_key(m_workers, node, touch_request(challenge, { key.id }), desk,
        [&](const message::Answer& told) { return touch_in(told, challenge); }));
    return Enrolled { std::move(key), std::move(first) };
}

}
