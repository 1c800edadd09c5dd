// SPDX-License-Identifier: MIT
// A register with its evidence, written where a transfer could be, by the same process. First the
// ledger names the register's files by their hashes; the evidence is a package of the ledger that
// holds this very entry, and so proves them.
#include "kiosk/broker/service/service.h"

#include "kiosk/broker/ask/verify_pdf.h"
#include "kiosk/broker/road/examine.h"
#include "kiosk/core/base/memory_file.h"
#include "kiosk/core/base/text.h"
#include "kiosk/ledger/package.h"

#include <algorithm>
#include <fcntl.h>
#include <nlohmann/json.hpp>

namespace broker {

using nlohmann::json;

static constexpr std::size_t largest_pdf = 900'000;
static constexpr std::uint64_t most_pages = 500; // Of it.
static constexpr policy::Label label { 3, 2, 1 }; // What shows how a station is run.

struct Exported { // Of an export, stored.
    std::string path;
    quarantine::Sealed sealed;
};

static Result<Exported> piece(
    const quarantine::Store& store, const std::string& path, std::string_view content)
{
    auto incoming = TRY(store.begin());
    TRY(base::write_fully(incoming.bytes, base::view_of(content)));
    return Exported { path, TRY(store.commit(std::move(incoming))) };
}

static json listed(const std::vector<Exported>& pieces)
{
    auto files = json::array();
    for (const auto& one : pieces)
        files.push_back({ { "path", one.path }, { "sha256", base::to_hex(one.sealed.sha256) },
            { "size", one.sealed.size } });
    return files;
}

static Result<Exported> package(const Station& station, std::uint64_t first)
{
    base::Descriptor folder(
        open(station.folder("ledger").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return base::system_error("ledger");
    auto incoming = TRY(station.outputs().begin());
    std::string buffer;
    auto flush = [&]() -> Result<void> {
        TRY(base::write_fully(incoming.bytes, base::view_of(buffer)));
        buffer.clear();
        return {};
    };
    auto disk = ledger::open_disk_for_reading(std::move(folder));
    TRY(ledger::write_package(
        *disk, { first, std::nullopt }, [&](std::string_view text) -> Result<void> {
            buffer += text;
            return buffer.size() < (1 << 18) ? Result<void> {} : flush();
        }));
    TRY(flush());
    return Exported { "evidence/ledger-package.txt",
        TRY(station.outputs().commit(std::move(incoming))) };
}

static std::string how_to_verify(const std::string& kind, std::uint64_t entry)
{
    auto number = std::to_string(entry);
    return "証拠用(evidence)と閲覧用(working)の2組があります。閲覧用だけを渡して使ってください。\n"
           "1. sekisho-verify --package evidence/ledger-package.txt --key 検証鍵 "
           "で台帳を検証します。\n"
           "2. 台帳の記録 "
        + number
        + " の files にある SHA-256 と、各ファイルの SHA-256 を比べます。\n"
          "3. 各行の「台帳の記録番号」から、元になった記録を確かめられます。\n\n"
          "There are two copies: evidence, and working, which is the one to hand on and read.\n"
          "1. sekisho-verify --package evidence/ledger-package.txt --key KEY proves the ledger's "
          "part.\n"
          "2. Entry "
        + number
        + " names the SHA-256 of each file (`files`): compare.\n"
          "3. Each row of "
        + kind + " names the entries that it was made of.\n";
}

// The broker's own names for what lies where.
static std::vector<std::string> names_of(const std::string& kind)
{
    return { "evidence/" + kind + ".csv", "evidence/" + kind + ".json", "working/" + kind + ".csv",
        "working/" + kind + ".pdf" };
}

Result<std::string> Service::export_destination(
    const std::string& asked, const std::string& id) const
{
    TRY(may_go_to(asked, label));
    if (asked.starts_with("usb:"))
        return asked;
    if (asked.starts_with("dir:/"))
        return asked + "/" + id;
    return Error { "an export goes to a registered stick (usb:PORT) or a folder (dir:DIR)\n"
                   "出力先は登録済みのUSBメモリーかフォルダーです。" };
}

// What a desk drew is foreign bytes like any other: its pages are drawn once more, by the workers
// that make copies, and their verifier reads what comes out.
static Result<std::string> drawn_again(Station& station, const std::string& pdf)
{
    const auto& limits = station.policy().limits;
    FlattenRequest request;
    request.text_layer = policy::TextLayer::Invisible;
    request.max_pages = most_pages;
    request.memory_bytes = limits.memory_bytes;
    request.time_base = limits.base;
    request.time_per_page = limits.per_page;
    auto& workers = station.workers();
    auto foreign = TRY(base::sealed_memory_file("register", base::view_of(pdf)));
    auto drawn = TRY(flatten_pdf(workers, foreign, request));
    auto* ours = std::get_if<Rebuilt>(&drawn);
    if (!ours)
        return Error { "the PDF of this desk cannot be drawn\n画面が作ったPDFを描画できません。" };
    auto verified = TRY(verify_pdf(workers, limits_for(station.policy(), nullptr, pdf.size()),
        ours->bytes, { ours->pages, policy::Hyperlinks::Text, ours->stamp }));
    if (std::holds_alternative<Refused>(verified))
        return Error { "the verifier does not know the PDF\n作り直したPDFを検証できません。" };
    auto bytes = TRY(base::Mapping::of(ours->bytes, TRY(base::size_of(ours->bytes))));
    return std::string(base::text_of(bytes.bytes()));
}

Result<json> Service::write_export(const policy::Actor& by, const api::ExportRegister& request,
    const std::string& id, const Emit& emit)
{
    const auto& wanted = request.wanted();
    auto destination = TRY(export_destination(request.destination(), id));
    auto table = TRY(make_register(wanted));
    auto made = audit::to_json(table);
    made.update({ { "export", id }, { "station", m_station.policy().station_name },
        { "since", wanted.since() }, { "until", wanted.until() },
        { "checkpoint_before", TRY(checkpoint_shown()) } });
    auto csv = audit::to_csv(table);
    std::string kind(audit::word(table.kind));
    auto names = names_of(kind);
    const auto& store = m_station.outputs();
    std::vector<Exported> pieces { TRY(piece(store, names[0], csv)),
        TRY(piece(store, names[1], made.dump(1) + "\n")), TRY(piece(store, names[2], csv)) };
    if (!request.pdf().empty())
        pieces.push_back(TRY(piece(store, names[3], TRY(drawn_again(m_station, request.pdf())))));
    json told { { "export", id }, { "by", by.account }, { "person", by.person },
        { "register", kind }, { "since", wanted.since() }, { "until", wanted.until() },
        { "label", policy::to_text(label) }, { "destination", base::escaped(destination) } };
    auto entry = told;
    entry.update(
        { { "type", "audit_export" }, { "rows", table.rows.size() }, { "files", listed(pieces) } });
    auto number = TRY(m_station.record(entry));
    auto first = number;
    for (const auto& row : table.rows)
        for (auto one : row.entries)
            first = std::min(first, one);
    pieces.push_back(TRY(package(m_station, first)));
    pieces.push_back(TRY(piece(store, "evidence/README.txt", how_to_verify(kind, number))));

    json manifest { { "version", 1 }, { "export", id }, { "register", kind },
        { "label", policy::to_text(label) }, { "files", listed(pieces) } };
    auto papers = TRY(piece(store, "", manifest.dump(1) + "\n"));
    auto whole = told;
    whole.update({ { "type", "export_manifest" },
        { "manifest_sha256", base::to_hex(papers.sealed.sha256) } });
    release::Order order;
    order.program = m_station.places().programs + "/sekisho-release";
    order.state = m_station.places().state;
    order.destination = destination;
    order.transfer = id;
    order.mode = release::Order::Mode::Export;
    order.manifest_receipt = TRY(m_station.ledger().prove(TRY(m_station.record(whole))));
    auto progress = [&](std::uint64_t done, std::uint64_t total) {
        api::Event event;
        event.mutable_progress()->set_stage("release");
        event.mutable_progress()->set_files_done(done);
        event.mutable_progress()->set_files_total(total);
        event.mutable_progress()->set_seconds_left(-1);
        emit(event);
    };
    auto written = [&]() -> Result<release::Released> {
        if (destination.starts_with("usb:")) {
            auto target = TRY(target_stick(destination.substr(4), label));
            told["medium"] = target.medium;
            order.destination = "usb:";
            order.medium_receipt = target.receipt;
            order.next_session = target.next_session;
        }
        return release::carry_out(order, TRY(store.open_sealed(papers.sealed)), progress, m_stop);
    }();
    // Nothing else can be these; the rest may be some transfer's, too, and goes when all is swept.
    for (const auto& one : { pieces[1], pieces[pieces.size() - 2], papers })
        static_cast<void>(store.remove(one.sealed));
    auto end = told;
    if (!written) {
        end.update({ { "type", "export_failed" }, { "reason", written.error().message } });
        TRY(m_station.record(end));
        return written.error();
    }
    end.update({ { "type", "export_done" }, { "files", written.value().files },
        { "bytes", written.value().bytes } });
    TRY(m_station.record(end));
    return end;
}

Reply Service::export_register(const api::Request& asked, const Emit& emit, std::stop_token stop)
{
    const auto& request = asked.export_register();
    if (request.pdf().size() > largest_pdf
        || (!request.pdf().empty() && !request.pdf().starts_with("%PDF-")))
        return { Outcomes::Usage, "not a PDF of this desk", "", "" };
    auto by = m_people.proven_auditor(asked.who());
    if (!by)
        return held(by.error());
    std::lock_guard carrying(m_carrying);
    m_stop = std::move(stop);
    by = m_people.still_auditor(by.value().account); // They may have been locked meanwhile.
    if (!by)
        return held(by.error());
    auto done = write_export(by.value(), request, Transfers::new_id(m_station.now()), emit);
    if (!done)
        return held(done.error());
    return { Outcomes::Done, "exported to " + done.value()["destination"].get<std::string>(),
        done.value().dump(), "" };
}

}
