// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/ooxml.h"

#include "kiosk/broker/ask/held_picture.h"
#include "kiosk/broker/ask/shown.h"
#include "kiosk/core/base/memory_file.h"
#include "sanitizer/rebuild/parts/document.pb.h"

#include <algorithm>
#include <optional>

namespace broker {

using policy::FileType;
namespace message = rebuild_parts::message;

static constexpr std::uint64_t most_removed_of_a_kind = 100'000'000;

// What it is built as; Unknown: it is not.
static FileType built_as(FileType type)
{
    using enum FileType;
    for (auto word : { Docx, Docm, Dotx, Dotm }) {
        if (type == word)
            return Docx;
    }
    for (auto workbook : { Xlsx, Xlsm, Xltx, Xltm }) {
        if (type == workbook)
            return Xlsx;
    }
    for (auto show : { Pptx, Pptm, Ppsx, Ppsm, Potx, Potm }) {
        if (type == show)
            return Pptx;
    }
    for (auto open : { Odt, Ods, Odp }) {
        if (type == open)
            return open;
    }
    return Unknown;
}

namespace {

struct Kind {
    FileType built;
    message::DocumentKind told;
    std::string_view worker;
};

}

static constexpr Kind kinds[] = {
    { FileType::Docx, message::DOCUMENT_WORD, "rebuild-ooxml" },
    { FileType::Xlsx, message::DOCUMENT_WORKBOOK, "rebuild-ooxml" },
    { FileType::Pptx, message::DOCUMENT_PRESENTATION, "rebuild-ooxml" },
    { FileType::Odt, message::DOCUMENT_ODT, "rebuild-odf" },
    { FileType::Ods, message::DOCUMENT_ODS, "rebuild-odf" },
    { FileType::Odp, message::DOCUMENT_ODP, "rebuild-odf" },
};

static const Kind& kind_of(FileType built) // One of these.
{
    return *std::ranges::find(kinds, built, &Kind::built);
}

bool can_rebuild_office(FileType type)
{
    return built_as(type) != FileType::Unknown;
}

static Result<policy::LossAccount> check_account(const message::Done& done)
{
    policy::LossAccount account { TRY(check_figures(done.before())),
        TRY(check_figures(done.after())) };
    for (std::size_t i = 0; i < policy::countables; ++i) {
        if (account.after.at(i) > account.before.at(i))
            return Error { "the rebuild: more came out than went in" };
    }
    return account;
}

static Loss loss_by(const policy::LossAccount& account)
{
    auto lost = [&](policy::Countable what) {
        auto place = static_cast<std::size_t>(what);
        return account.before.at(place) - account.after.at(place);
    };
    auto text = account.before.at(static_cast<std::size_t>(policy::Countable::Text));
    return { text == 0 ? 0 : double(lost(policy::Countable::Text)) / double(text),
        lost(policy::Countable::Pictures), lost(policy::Countable::Links),
        lost(policy::Countable::Formulas) };
}

// Back to back and all of the file: nothing is left unaccounted for.
static Result<std::vector<HeldPicture>> check_pictures(
    const message::Pictures& told, std::uint64_t size, const OfficeRebuild& asked)
{
    std::vector<HeldPicture> all;
    std::uint64_t offset = 0;
    if (told.pictures_size() == 0
        || static_cast<std::uint64_t>(told.pictures_size()) > asked.most_pictures)
        return Error { "the rebuild: a number of pictures out of bounds" };
    for (const auto& one : told.pictures()) {
        auto type = type_of_given_out(one.kind());
        if (!type || one.offset() != offset || one.size() == 0 || one.size() > size - offset
            || !policy::is_place(one.part()))
            return Error { "the rebuild: a picture out of bounds" };
        all.push_back({ *type, offset, one.size(), one.part() });
        offset += one.size();
    }
    if (offset != size)
        return Error { "the rebuild: pictures of another size" };
    return all;
}

static void set_limits(message::Request& request, const OfficeRebuild& asked)
{
    request.set_most_input_bytes(asked.input_bytes);
    request.set_most_entries(asked.entries);
    request.set_most_part_bytes(asked.part_bytes);
    request.set_most_total_bytes(asked.total_bytes);
}

static Result<Outcome<Seen>> check_labels(const message::Answer& answer)
{
    if (answer.has_refusal())
        return Outcome<Seen>(TRY(check_refusal(answer.refusal())));
    if (!answer.has_labels())
        return Error { "the rebuild: another answer than asked for" };
    auto found = TRY(check_seen(answer.labels().found()));
    auto is_label = [](const Sight& one) {
        return one.kind == SightKind::Label && one.place == SightPlace::Property;
    };
    if (!std::ranges::all_of(found.listed, is_label) || !found.is_empty())
        return Error { "the rebuild: other sights than labels" };
    return Outcome<Seen>(std::move(found));
}

Result<Outcome<Seen>> labels_of_office(
    Workers& workers, const base::Descriptor& input, FileType type, const OfficeRebuild& asked)
{
    const auto& kind = kind_of(built_as(type));
    message::Request request;
    request.set_kind(kind.told);
    request.set_labels_only(true);
    set_limits(request, asked);
    int number = input.get();
    auto answer
        = TRY(ask<message::Answer>(workers, kind.worker, asked.worker, request, { &number, 1 }));
    return answer.checked(check_labels);
}

class Rebuilding {
public:
    Rebuilding(
        Workers& workers, const base::Descriptor& input, FileType type, const OfficeRebuild& asked)
        : m_workers(workers)
        , m_input(input)
        , m_type(type)
        , m_asked(asked)
        , m_label(policy::governing(asked.labels))
    {
    }

    Result<Outcome<Rebuilt>> run()
    {
        m_output = TRY(base::create_memory_file("document"));
        auto pictures = TRY(base::create_memory_file("pictures"));
        auto first = TRY(ask_once(pictures, nullptr));
        if (auto* refused = std::get_if<Refused>(&first))
            return Outcome<Rebuilt>(std::move(*refused));
        if (auto* foreign = std::get_if<std::vector<HeldPicture>>(&first)) {
            message::Pictures told;
            auto rebuilt = TRY(rebuild_pictures(*foreign, pictures, told));
            if (auto* refused = std::get_if<Refused>(&rebuilt))
                return Outcome<Rebuilt>(std::move(*refused));
            m_output = TRY(base::create_memory_file("document"));
            auto second = TRY(ask_once(std::get<base::Descriptor>(rebuilt), &told));
            if (auto* refused = std::get_if<Refused>(&second))
                return Outcome<Rebuilt>(std::move(*refused));
            if (!std::holds_alternative<Done>(second))
                return Error { "the rebuild: it asked for its pictures twice" };
        }
        TRY(base::seal(m_output));
        m_rebuilt.type = m_type;
        m_rebuilt.stamp = m_label;
        m_rebuilt.bytes = std::move(m_output);
        add_page(m_rebuilt.seen, m_seen_in_pictures);
        return Outcome<Rebuilt>(std::move(m_rebuilt));
    }

private:
    struct Done { };
    using Said = std::variant<Done, std::vector<HeldPicture>, Refused>;

    Result<Said> ask_once(const base::Descriptor& pictures, const message::Pictures* rebuilt)
    {
        message::Request request;
        request.set_kind(kind_of(m_type).told);
        request.set_label(m_label);
        request.set_keep_formulas(m_asked.formulas == policy::Formulas::Keep);
        request.set_keep_hyperlinks(m_asked.links == policy::Hyperlinks::Keep);
        request.set_keep_comments(m_asked.comments == policy::Comments::Keep);
        set_limits(request, m_asked);
        request.set_most_pictures(m_asked.most_pictures);
        if (rebuilt)
            *request.mutable_rebuilt() = *rebuilt;
        int descriptors[] { m_input.get(), m_output.get(), pictures.get() };
        auto told = TRY(ask<message::Answer>(
            m_workers, kind_of(m_type).worker, m_asked.worker, request, descriptors));
        return told.checked([&](const message::Answer& answer) -> Result<Said> {
            if (answer.has_refusal())
                return Said(TRY(check_refusal(answer.refusal())));
            if (answer.has_pictures() && !rebuilt) {
                auto size = TRY(base::size_of(pictures));
                return Said(TRY(check_pictures(answer.pictures(), size, m_asked)));
            }
            if (!answer.has_done())
                return Error { "the rebuild: an answer without an outcome" };
            TRY(check_done(answer.done()));
            return Said(Done {});
        });
    }

    Result<void> check_done(const message::Done& done)
    {
        auto size = TRY(base::size_of(m_output));
        if (done.bytes() != size || size == 0)
            return Error { "the rebuild: a document of another size" };
        auto account = TRY(check_account(done));
        m_rebuilt.loss = loss_by(account);
        m_rebuilt.account = account;
        m_rebuilt.seen = TRY(check_seen(done.targets_lost()));
        add_all_removed(
            m_rebuilt.removed, TRY(check_removed(done.removed(), most_removed_of_a_kind)));
        return {};
    }

    using Clock = std::chrono::steady_clock;

    // Pictures share what the document may spend.
    Outcome<PictureRequest> request_for_next() const
    {
        auto asked = m_asked.pictures;
        auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_start);
        if (spent >= asked.most_time)
            return Refused { RefusalReason::Limit, "its pictures take longer than allowed" };
        asked.most_time -= spent;
        asked.worker.time = std::min(asked.worker.time, asked.most_time);
        asked.pixels -= std::min(asked.pixels, m_rebuilt.pixels);
        asked.pages -= std::min(asked.pages, m_rebuilt.pages);
        if (asked.pixels == 0)
            return Refused { RefusalReason::Limit, "its pictures have more pixels than allowed" };
        return asked;
    }

    // One that is refused, or a drawing too many, is replaced, and has cost what its decoder was
    // let spend; a picture without an answer leaves the document without one.
    Result<Outcome<base::Descriptor>> rebuild_pictures(const std::vector<HeldPicture>& foreign,
        const base::Descriptor& file, message::Pictures& told)
    {
        auto all = TRY(base::create_memory_file("pictures"));
        std::uint64_t at = 0;
        std::uint64_t drawings = 0;
        for (const auto& one : foreign) {
            auto& picture = *told.add_pictures();
            if (one.type == FileType::Emf && ++drawings > m_asked.most_drawings)
                continue;
            auto asked = request_for_next();
            if (auto* over = std::get_if<Refused>(&asked))
                return Outcome<base::Descriptor>(std::move(*over));
            const auto& request = std::get<PictureRequest>(asked);
            auto input = TRY(cut_out(file, one));
            std::uint64_t pixels = 0;
            auto outcome = TRY(rebuild_picture(m_workers, input, one.type, request, &pixels));
            m_rebuilt.pixels += pixels;
            if (auto* refused = std::get_if<Refused>(&outcome)) {
                if (refused->reason == RefusalReason::Limit)
                    return Outcome<base::Descriptor>(std::move(*refused));
                continue;
            }
            auto& rebuilt = std::get<Rebuilt>(outcome);
            auto size = TRY(base::size_of(rebuilt.bytes));
            auto bytes = TRY(base::Mapping::of(rebuilt.bytes, size));
            if (at + size > request.output_bytes)
                return Outcome<base::Descriptor>(
                    Refused { RefusalReason::Limit, "its pictures are larger than allowed" });
            TRY(base::write_fully_at(all, at, bytes.bytes()));
            picture.set_kind(static_cast<message::PictureKind>(kind_of_picture(rebuilt.type)));
            picture.set_offset(at);
            picture.set_size(size);
            at += size;
            m_rebuilt.pages += rebuilt.pages;
            add_page(m_seen_in_pictures, rebuilt.seen);
            for (auto& removed : rebuilt.removed)
                add_removed(m_rebuilt.removed, { removed.what, one.part, removed.count });
        }
        TRY(base::seal(all));
        return Outcome<base::Descriptor>(std::move(all));
    }

    Workers& m_workers;
    const base::Descriptor& m_input;
    FileType m_type;
    const OfficeRebuild& m_asked;
    const std::string m_label;
    Clock::time_point m_start { Clock::now() };
    base::Descriptor m_output;
    Rebuilt m_rebuilt;
    Seen m_seen_in_pictures;
};

Result<Outcome<Rebuilt>> rebuild_office(
    Workers& workers, const base::Descriptor& input, FileType type, const OfficeRebuild& asked)
{
    if (!can_rebuild_office(type))
        return Outcome<Rebuilt>(
            Refused { RefusalReason::Unsupported, "documents of this type are not rebuilt" });
    if (TRY(base::size_of(input)) > asked.input_bytes)
        return Outcome<Rebuilt>(Refused { RefusalReason::Limit, "the document is too large" });
    return Rebuilding(workers, input, built_as(type), asked).run();
}

}
