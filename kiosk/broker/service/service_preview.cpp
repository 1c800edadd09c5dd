// SPDX-License-Identifier: MIT
// What a file of a transfer looks like, before and after: for those alone who decide on it.
#include "kiosk/broker/service/service.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

// For what takes a moment only, as the page before that was turned over.
static constexpr std::chrono::seconds patience { 5 };
static constexpr std::chrono::seconds turning { 120 }; // Between two pages.
static constexpr std::size_t most_path_bytes = 1'000; // In an entry of the ledger.

static Error not_to_be_shown()
{
    return Error { "what this file was is no longer known, so it cannot be shown\n"
                   "このファイルの記録が読み出せないため、表示できません。" };
}

static std::string words_for(const Refused& refused)
{
    switch (refused.reason) {
    case RefusalReason::Encrypted:
        return "it is locked with a password, which the station does not keep\n"
               "パスワードで保護されています。ステーションはパスワードを保存しません。";
    case RefusalReason::Limit:
        return "it is larger than what can be shown here\n大きすぎるため、ここでは表示できません。";
    case RefusalReason::Malformed:
        return "it is damaged, so nothing of it can be shown\n破損しているため、表示できません。";
    case RefusalReason::Empty: return "there is nothing in it\n中身がありません。";
    case RefusalReason::Unsupported: break;
    }
    return "this kind of file has no pages to show; the list says what is in it\n"
           "この種類のファイルには表示できるページがありません。中身は一覧で確認してください。";
}

// The report's own line for the file, or for one of the files that it came to.
static Result<json> line_of(const std::string& folder, const api::Preview& request)
{
    std::ifstream lines(folder + "/files.jsonl");
    std::string line;
    for (std::uint64_t number = 0; number <= request.file(); ++number)
        if (!std::getline(lines, line) || lines.eof())
            return not_to_be_shown();
    auto file = json::parse(line, nullptr, false);
    if (!file.is_object())
        return not_to_be_shown();
    if (request.side() == api::SIDE_ORIGINAL)
        return file;
    auto outputs = file.value("outputs", json::array());
    if (!outputs.is_array() || request.output() >= outputs.size())
        return Error {
            "nothing comes through of this file\nこのファイルから通るものはありません。"
        };
    return outputs[request.output()];
}

struct Described {
    std::string path;
    quarantine::Sealed sealed;
    policy::FileType type;
};

static Result<Described> read_line(const json& line)
{
    auto text = [&](const char* key) {
        auto found = line.find(key);
        return found != line.end() && found->is_string() ? found->get<std::string>() : "";
    };
    auto bytes = base::from_hex(text("sha256"));
    auto size = line.find("size");
    auto types = policy::all_file_types();
    auto type = std::ranges::find(types, text("type"), &policy::FileTypeInfo::mime);
    Described told { text("path"), {}, policy::FileType::Unknown };
    if (!bytes || bytes.value().size() != told.sealed.sha256.size() || size == line.end()
        || !size->is_number_unsigned())
        return not_to_be_shown();
    std::ranges::copy(bytes.value(), told.sealed.sha256.begin());
    told.sealed.size = size->get<std::uint64_t>();
    if (type != types.end())
        told.type = type->type;
    return told;
}

// Whoever turns its pages looks at the same one; whoever comes back later looks once more.
Result<void> Service::tell_viewed(
    const policy::Actor& who, const api::Preview& request, const std::string& path)
{
    bool is_original = request.side() == api::SIDE_ORIGINAL;
    json entry { { "type", "file_viewed" }, { "transfer", request.transfer() },
        { "file", base::cut(path, most_path_bytes) }, { "side", is_original ? "original" : "copy" },
        { "by", who.account }, { "person", who.person } };
    auto& last = m_viewed[is_original ? 0 : 1];
    auto now = m_station.clock().monotonic(); // Whoever sets the clock back opens no door.
    bool goes_on = last.first == entry.dump() && now - last.second < turning;
    if (!goes_on)
        TRY(m_station.record(entry));
    last = { entry.dump(), now };
    return {};
}

static void emit_shown(ShownPage shown, const Emit& emit)
{
    api::Event event;
    auto& told = *event.mutable_shown();
    told.set_columns(shown.picture.columns);
    told.set_rows(shown.picture.rows);
    told.set_pixels(std::move(shown.picture.pixels));
    told.set_words(std::move(shown.words));
    told.set_page(shown.page);
    told.set_pages(shown.pages);
    emit(event);
}

Reply Service::preview(
    const api::Request& asked, const Caller& caller, const Emit& emit, const std::stop_token& stop)
{
    const auto& request = asked.preview();
    auto actor = m_people.present(asked.who(), caller);
    if (!actor)
        return held(actor.error());
    const auto& who = actor.value();
    if (!who.has(policy::Role::Approver) && !who.has(policy::Role::Witness))
        return held(Error { "only who approves or is a witness looks into files\n"
                            "ファイルの中を見られるのは、承認者と立会者だけです。" });
    if (!Transfers::is_id(request.transfer()))
        return { Outcomes::Usage, "there is no transfer of this name", "", "" };
    std::unique_lock carrying(m_carrying, patience);
    if (!carrying.owns_lock())
        return held(Error { "a medium is being checked; its pages can be shown afterwards\n"
                            "媒体を検査中です。検査が終わると表示できます。" });
    auto& workers = m_station.workers();
    auto done = [&]() -> Result<Outcome<ShownPage>> {
        std::stop_callback hung_up(stop, [&] { workers.stop(); });
        auto line = TRY(line_of(m_transfers.folder_of(request.transfer()), request));
        auto told = TRY(read_line(line));
        bool is_original = request.side() == api::SIDE_ORIGINAL;
        const auto& store = is_original ? m_station.quarantine() : m_station.outputs();
        Subject subject { TRY(store.open_sealed(told.sealed)), told.sealed.size,
            base::to_hex(told.sealed.sha256), told.type };
        TRY(tell_viewed(who, request, told.path));
        return m_preview.show(workers, m_station.policy(), subject, request.page(),
            { request.columns(), request.rows() });
    }();
    workers.resume();
    if (!done)
        return held(done.error());
    if (auto* refused = std::get_if<Refused>(&done.value()))
        return { Outcomes::Held, words_for(*refused), "", "" };
    emit_shown(std::get<ShownPage>(done.take()), emit);
    return { Outcomes::Done, "", "", "" };
}

}
