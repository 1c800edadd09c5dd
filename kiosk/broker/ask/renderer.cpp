// SPDX-License-Identifier: MIT
#include "kiosk/broker/ask/renderer.h"

#include "sanitizer/decode/pdf/pdf.pb.h"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace broker {

namespace message = decode_pdf::message;

static constexpr std::uint64_t bytes_of_glyph = 20;

Result<base::Descriptor> create_slot(const char* label, std::uint64_t bytes)
{
    auto slot = TRY(base::create_memory_file(label));
    if (ftruncate(slot.get(), static_cast<off_t>(bytes)) != 0
        || fcntl(slot.get(), F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0)
        return base::system_error("a slot for pages");
    return slot;
}

Renderer::Renderer(Workers& workers, const base::Descriptor& pdf, const FlattenRequest& request)
    : m_workers(workers)
    , m_pdf(pdf)
    , m_request(request)
{
}

Result<Renderer> Renderer::create(Workers& workers, const base::Descriptor& pdf,
    const FlattenRequest& request, std::uint64_t pages, std::uint64_t slot_bytes, Words words)
{
    Renderer renderer(workers, pdf, request);
    renderer.m_slot = TRY(create_slot("page-slot", slot_bytes));
    if (request.text_layer == policy::TextLayer::Invisible)
        renderer.m_glyph_slot
            = TRY(create_slot("glyph-slot", std::uint64_t { most_glyphs } * bytes_of_glyph));
    if (words == Words::Kept)
        renderer.m_words = TRY(base::create_memory_file("page-words"));
    auto time = flatten_time(request, pages);
    // The slot is mapped, not taken; Splash draws beside it.
    renderer.m_limits = { request.memory_bytes + 2 * slot_bytes, request.output_bytes, time };
    // Whatever fails and is begun anew: both ways together take no longer than each might.
    renderer.m_deadline = std::chrono::steady_clock::now() + 2 * time;
    return renderer;
}

std::uint64_t Renderer::room_for_words() const
{
    return std::min(m_request.output_bytes, m_request.words_bytes) - m_words_bytes;
}

Result<Outcome<std::monostate>> Renderer::start(Engine& engine, Letters letters)
{
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        m_deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0)
        return Error { "no time left to draw" };
    auto limits = m_limits;
    limits.time = std::min(limits.time, left);
    engine.process = TRY(m_workers.spawn(engine.name, limits));
    message::Request request;
    request.set_mode(message::MODE_RENDER);
    request.set_max_pages(m_request.max_pages);
    std::vector<int> descriptors { m_pdf.get(), m_slot.get() };
    if (letters == Letters::Read && m_words) {
        request.mutable_keep()->set_offset(m_words_bytes);
        request.mutable_keep()->set_bytes(room_for_words());
        descriptors.push_back(m_words.get());
    }
    if (letters == Letters::Read && m_glyph_slot)
        descriptors.push_back(m_glyph_slot.get());
    TRY(engine.process->send(request, descriptors));
    auto answer = TRY(engine.process->receive<message::Answer>());
    return answer.checked([](const message::Answer& told) -> Result<Outcome<std::monostate>> {
        if (told.has_refusal())
            return Outcome<std::monostate>(TRY(check_refusal(told.refusal())));
        if (!told.has_ready())
            return Error { "decode-pdf: another answer than asked for" };
        return Outcome<std::monostate>(std::monostate());
    });
}

Result<Outcome<Renderer::Attempt>> Renderer::ask(
    Engine& engine, std::size_t number, const PlannedPage& page)
{
    auto letters = &engine == &m_cairo ? Letters::Read : Letters::Unread;
    auto most = letters == Letters::Read && m_glyph_slot ? most_glyphs : 0;
    auto keeps_words = letters == Letters::Read && m_words;
    if (!engine.process) {
        auto started = TRY(start(engine, letters));
        if (auto* refused = std::get_if<Refused>(&started)) {
            engine.process.reset();
            return Outcome<Attempt>(std::move(*refused));
        }
    }
    message::Next next;
    next.mutable_page()->set_number(static_cast<std::uint32_t>(number));
    next.mutable_page()->set_width(page.columns);
    next.mutable_page()->set_height(page.rows);
    next.mutable_page()->set_page_width(page.width);
    TRY(engine.process->send(next));
    auto drawn = TRY(engine.process->receive<message::Drawn>());
    return drawn.checked([&](const message::Drawn& told) -> Result<Outcome<Attempt>> {
        if (told.has_refusal())
            return Outcome<Attempt>(TRY(check_refusal(told.refusal())));
        const auto& rendered = told.rendered();
        if (!told.has_rendered() || rendered.number() != number)
            return Error { "decode-pdf: another page than asked for" };
        if (rendered.glyphs() > most || (rendered.left_out() > 0 && most == 0))
            return Error { "decode-pdf: letters out of bounds" };
        RenderedPage read { rendered.glyphs(), rendered.left_out() };
        auto words = rendered.words_bytes();
        if ((words > 0 && !keeps_words) || words > room_for_words())
            return Error { "decode-pdf: words out of bounds" };
        if (words > 0) // Else there was no room, and they are read later.
            read.words = Range { std::exchange(m_words_bytes, m_words_bytes + words), words };
        switch (int(rendered.fonts())) { // proto3 enumerations are open.
        case message::FONTS_DRAWN: return Outcome<Attempt>(Attempt { read, Fonts::Drawn });
        case message::FONTS_FAILED: return Outcome<Attempt>(Attempt { read, Fonts::Failed });
        default: return Error { "decode-pdf: unknown fonts" };
        }
    });
}

Result<Outcome<Renderer::Attempt>> Renderer::try_to_draw(
    Engine& engine, std::size_t number, const PlannedPage& page)
{
    if (engine.has_timed_out)
        return Outcome<Attempt>(Refused { RefusalReason::Limit, "no time left to draw" });
    auto attempt = ask(engine, number, page);
    if (attempt) {
        // After a refusal the worker stays for nothing more.
        if (std::holds_alternative<Refused>(attempt.value()))
            engine.process.reset();
        return attempt;
    }
    if (!engine.process)
        return attempt;
    auto how = engine.process->ending().how;
    engine.process.reset();
    engine.has_timed_out = how == worker::Ended::Timeout;
    if (auto refused = broken_down(how))
        return Outcome<Attempt>(std::move(*refused));
    return attempt;
}

Result<Outcome<RenderedPage>> Renderer::draw(std::size_t number, const PlannedPage& page)
{
    RenderedPage letters;
    std::string reason = "letters are missing";
    auto by_cairo = TRY(try_to_draw(m_cairo, number, page));
    if (auto* attempt = std::get_if<Attempt>(&by_cairo)) {
        letters = attempt->page;
        if (attempt->fonts == Fonts::Drawn)
            return Outcome<RenderedPage>(letters);
    } else {
        reason = std::get<Refused>(by_cairo).detail;
    }
    auto by_splash = TRY(try_to_draw(m_splash, number, page));
    auto* attempt = std::get_if<Attempt>(&by_splash);
    if (attempt && attempt->fonts == Fonts::Drawn)
        return Outcome<RenderedPage>(letters);
    auto* refused = std::get_if<Refused>(&by_splash);
    return Outcome<RenderedPage>(Refused { refused ? refused->reason : RefusalReason::Malformed,
        "page " + std::to_string(number + 1) + " cannot be drawn: " + reason });
}

Result<void> Renderer::finish()
{
    for (auto* engine : { &m_cairo, &m_splash }) {
        if (!engine->process)
            continue;
        message::Next no_page;
        no_page.mutable_end();
        TRY(engine->process->send(no_page));
        TRY(engine->process->finish());
    }
    return {};
}

Result<base::Descriptor> Renderer::take_words()
{
    TRY(base::seal(m_words));
    if (TRY(base::size_of(m_words)) < m_words_bytes)
        return Error { "decode-pdf: fewer words than it told" };
    return std::move(m_words);
}

}
