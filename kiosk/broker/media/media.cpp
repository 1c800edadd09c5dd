// SPDX-License-Identifier: MIT
#include "kiosk/broker/media/media.h"

#include "kiosk/broker/media/device_record.h"
#include "kiosk/broker/station/files.h"
#include "kiosk/core/base/day.h"
#include "kiosk/core/base/sha256.h"
#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static constexpr std::size_t largest_record = 1 << 16;
static constexpr std::size_t longest_text = 200;

std::string path_of_medium(const std::string& address)
{
    return address.substr(address.starts_with("image:") ? 6 : address.starts_with("dir:") ? 4 : 0);
}

std::string kind_of_medium(const std::string& address)
{
    if (address.starts_with("image:"))
        return "image";
    if (address.starts_with("usb:"))
        return "usb";
    std::error_code ignored;
    auto is_folder = address.starts_with("dir:") || std::filesystem::is_directory(address, ignored);
    return is_folder ? "folder" : "file";
}

static std::string hex(std::uint16_t number)
{
    char text[8];
    std::snprintf(text, sizeof text, "%04x", static_cast<unsigned>(number));
    return text;
}

json to_json(const intake::Device& device)
{
    return { { "port", device.port }, { "vendor", hex(device.vendor) },
        { "product_id", hex(device.product_id) }, { "descriptors_sha256", device.digest },
        { "manufacturer", device.manufacturer }, { "product", device.product },
        { "serial", device.serial }, { "identity", record_key(device) }, { "size", device.bytes },
        { "block_size", device.block_bytes }, { "write_protection", device.write_protection } };
}

std::string identity_of(const intake::Device& device)
{
    if (device.serial.empty())
        return {};
    auto identity = "usb:" + hex(device.vendor) + ":" + hex(device.product_id) + ":";
    if (identity.size() + device.serial.size() <= longest_text)
        return identity + device.serial;
    return identity + "sha256:" + base::to_hex(base::sha256(base::view_of(device.serial)));
}

std::string identity_of(const intake::Listing& listing)
{
    if (listing.device && !listing.device->serial.empty())
        return identity_of(*listing.device);
    std::string identity;
    for (const auto& volume : listing.volumes) {
        if (!volume.serial.empty() && identity.size() < longest_text)
            identity
                += (identity.empty() ? "volume:" : "+") + volume.file_system + ":" + volume.serial;
    }
    return identity;
}

std::string_view word(MediumKind kind)
{
    switch (kind) {
    case MediumKind::Input: return "input";
    case MediumKind::Partner: return "partner";
    case MediumKind::Output: return "output";
    }
    return "";
}

std::optional<MediumKind> medium_kind_named(std::string_view name)
{
    for (auto kind : { MediumKind::Input, MediumKind::Partner, MediumKind::Output }) {
        if (word(kind) == name)
            return kind;
    }
    return std::nullopt;
}

bool Loan::is_overdue(std::int64_t now) const
{
    return until < base::day_of(now);
}

static bool is_id(const std::string& id)
{
    return id.size() >= 5 && id.size() <= 10 && id[0] == 'M'
        && std::ranges::all_of(id.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

static Result<void> check_text(const char* what, const std::string& text)
{
    auto points = base::decode_utf8(text);
    if (!points || text.empty() || text.size() > longest_text
        || std::ranges::any_of(*points, base::is_unsafe))
        return Error { std::string(what)
            + " must be one line of 1 to 200 "
              "bytes\n名称・所有者・相手・理由は、それぞれ200バイト以内の1行で入力してください。" };
    return {};
}

static json to_json(const RegisteredMedium& medium)
{
    return { { "version", 1 }, { "id", medium.id }, { "identity", medium.identity },
        { "name", medium.name }, { "owner", medium.owner },
        { "registered_by", medium.registered_by }, { "registered_at", medium.registered_at },
        { "retired", medium.state == RegisteredMedium::State::Retired },
        { "retired_by", medium.retired_by }, { "retired_at", medium.retired_at },
        { "reason", medium.reason }, { "kind", word(medium.kind) },
        { "label", policy::to_text(medium.label) }, { "mark_sha256", medium.mark_sha256 },
        { "entry", medium.entry },
        { "loan",
            medium.loan ? json { { "to", medium.loan->to }, { "until", medium.loan->until },
                { "by", medium.loan->by }, { "at", medium.loan->at } }
                        : json(nullptr) } };
}

static Result<RegisteredMedium> parse(const std::string& text)
{
    try {
        auto value = json::parse(text);
        RegisteredMedium medium;
        medium.id = value.at("id").get<std::string>();
        medium.identity = value.at("identity").get<std::string>();
        medium.name = value.at("name").get<std::string>();
        medium.owner = value.at("owner").get<std::string>();
        medium.registered_by = value.at("registered_by").get<std::string>();
        medium.registered_at = value.at("registered_at").get<std::int64_t>();
        medium.state = value.at("retired").get<bool>() ? RegisteredMedium::State::Retired
                                                       : RegisteredMedium::State::InUse;
        medium.retired_by = value.at("retired_by").get<std::string>();
        medium.retired_at = value.at("retired_at").get<std::int64_t>();
        medium.reason = value.at("reason").get<std::string>();
        auto kind = medium_kind_named(value.at("kind").get<std::string>());
        if (!kind)
            return Error { "a record in the register of media names an unknown kind" };
        medium.kind = *kind;
        medium.label = TRY(policy::parse_label(value.at("label").get<std::string>()));
        medium.mark_sha256 = value.at("mark_sha256").get<std::string>();
        medium.entry = value.at("entry").get<std::uint64_t>();
        if (const auto& loan = value.at("loan"); !loan.is_null())
            medium.loan
                = Loan { loan.at("to").get<std::string>(), loan.at("until").get<std::string>(),
                      loan.at("by").get<std::string>(), loan.at("at").get<std::int64_t>() };
        return medium;
    } catch (const json::exception&) {
        return Error { "a record in the register of media is damaged" };
    }
}

Result<void> MediaRegister::save(const RegisteredMedium& medium) const
{
    return replace_file(m_folder, medium.id + ".json", to_json(medium).dump(1) + "\n");
}

Result<RegisteredMedium> MediaRegister::find(const std::string& id) const
{
    auto path = m_folder + "/" + id + ".json";
    std::error_code ignored;
    if (!is_id(id) || !std::filesystem::exists(path, ignored))
        return Error { "no medium is registered as " + base::cut(base::escaped(id), 100)
            + "; `sekisho media list` shows all" };
    return parse(TRY(read_text_file(path, largest_record)));
}

Result<std::vector<RegisteredMedium>> MediaRegister::all() const
{
    std::vector<std::string> ids;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder, error)) {
        if (entry.path().extension() == ".json" && is_id(entry.path().stem().string()))
            ids.push_back(entry.path().stem().string());
    }
    if (error)
        return Error { "the register of media: " + error.message() };
    std::ranges::sort(ids, [](const auto& one, const auto& other) {
        return std::pair(one.size(), one) < std::pair(other.size(), other);
    });
    std::vector<RegisteredMedium> media;
    media.reserve(ids.size());
    for (const auto& id : ids)
        media.push_back(TRY(find(id)));
    return media;
}

Result<std::optional<RegisteredMedium>> MediaRegister::known(const std::string& identity) const
{
    for (auto& medium : TRY(all())) {
        if (!identity.empty() && medium.identity == identity
            && medium.state == RegisteredMedium::State::InUse)
            return std::optional(std::move(medium));
    }
    return std::optional<RegisteredMedium> {};
}

Result<std::optional<RegisteredMedium>> MediaRegister::last_known(const std::string& identity) const
{
    std::optional<RegisteredMedium> last;
    for (auto& medium : TRY(all())) {
        if (!identity.empty() && medium.identity == identity)
            last = std::move(medium);
    }
    return last;
}

Result<policy::MediumStanding> MediaRegister::standing(const std::string& identity) const
{
    auto medium = TRY(last_known(identity));
    if (!medium)
        return policy::MediumStanding::Unregistered;
    if (medium->state == RegisteredMedium::State::Retired)
        return policy::MediumStanding::Retired;
    switch (medium->kind) {
    case MediumKind::Input: return policy::MediumStanding::Issued;
    case MediumKind::Partner: return policy::MediumStanding::Partner;
    case MediumKind::Output: return policy::MediumStanding::Output;
    }
    return policy::MediumStanding::Unregistered;
}

Result<void> MediaRegister::check_new(const RegisteredMedium& medium) const
{
    TRY(check_text("the medium's name", medium.name));
    TRY(check_text("the owner", medium.owner));
    if (medium.identity.empty())
        return Error {
            "this medium has no serial number to know it by; sticks and images with a "
            "file system have one\nこの媒体には識別できる番号がないため登録できません。"
        };
    if (auto other = TRY(known(medium.identity)))
        return Error { "this medium is registered already, as " + other->id + " (" + other->name
            + ")\nこの媒体は " + other->id + " として登録済みです。" };
    return {};
}

Result<RegisteredMedium> MediaRegister::add(RegisteredMedium medium) const
{
    TRY(check_new(medium));
    auto before = TRY(all());
    auto number = before.empty() ? 1ul : std::stoul(before.back().id.substr(1)) + 1;
    char id[16];
    std::snprintf(id, sizeof id, "M%04lu", number);
    medium.id = id;
    TRY(save(medium));
    return medium;
}

Result<RegisteredMedium> MediaRegister::retire(
    const std::string& id, const std::string& by, std::int64_t at, const std::string& reason) const
{
    TRY(check_text("the reason", reason));
    auto medium = TRY(find(id));
    if (medium.state == RegisteredMedium::State::Retired)
        return Error { id + " is retired already\n" + id + " はすでに使用終了です。" };
    medium.state = RegisteredMedium::State::Retired;
    medium.retired_by = by;
    medium.retired_at = at;
    medium.reason = reason;
    TRY(save(medium));
    return medium;
}

Result<RegisteredMedium> MediaRegister::lend(const std::string& id, Loan loan) const
{
    TRY(check_text("who it is lent to", loan.to));
    if (!base::is_day(loan.until))
        return Error { "the day it must be back is written like 2026-11-30\n返却日は 2026-11-30 "
                       "のように入力してください。" };
    if (loan.is_overdue(loan.at))
        return Error { "the day it must be back has passed already\n返却日がすでに過ぎています。" };
    auto medium = TRY(find(id));
    if (medium.state == RegisteredMedium::State::Retired)
        return Error { id + " is retired\n" + id + " は使用終了です。" };
    if (medium.loan)
        return Error { id + " is lent to " + medium.loan->to + " already\n" + id
            + " はすでに貸出中です。" };
    medium.loan = std::move(loan);
    TRY(save(medium));
    return medium;
}

Result<RegisteredMedium> MediaRegister::take_back(const std::string& id) const
{
    auto medium = TRY(find(id));
    if (!medium.loan)
        return Error { id + " is not lent\n" + id + " は貸出中ではありません。" };
    auto back = medium;
    back.loan.reset();
    TRY(save(back));
    return medium;
}

}
