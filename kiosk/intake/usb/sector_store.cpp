// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/sector_store.h"

#include <algorithm>
#include <utility>

namespace usb {

// A stick with more bad places than this is given up at each further one without a search for the
// exact sectors: a failing stick may take seconds for each try.
static constexpr int most_failed_reads = 2000;

// What is asked for in sequence is read ahead in the largest reads; a single look is not.
Span SectorStore::read_ahead(Span gap) const
{
    auto end = gap.start == m_next ? gap.start + Disk::largest_read : gap.end;
    return { gap.start,
        std::min({ std::max(end, gap.end), gap.start + Disk::largest_read, size() }) };
}

// Only where the reading has been in sequence for a while: whoever looks here and there wants no
// more than that.
void SectorStore::begin_ahead(std::uint64_t start)
{
    if (m_in_sequence < 2 || start >= size())
        return;
    Span next { start, std::min(start + Disk::largest_read, size()) };
    auto gap = m_coverage.first_gap(next);
    if (!gap || gap->start != start)
        return;
    auto into = std::span(m_next_buffer).first(gap->end - gap->start);
    switch (m_disk.begin_read(start / block(), into)) {
    case ReadEnd::Good: m_ahead = *gap; break;
    case ReadEnd::Bad: break;
    case ReadEnd::Over: m_over = m_disk.over(); break; // Told at the next asking.
    }
}

// The next one is on its way while this one is stored. One that cannot be had is nobody's loss
// yet: it was not asked for.
SectorStore::Step SectorStore::take_ahead()
{
    if (!m_ahead)
        return Step::Done;
    auto span = *std::exchange(m_ahead, std::nullopt);
    auto end = m_disk.finish_read();
    m_buffer.swap(m_next_buffer);
    return keep(end, span, Then::GoOn) == ReadEnd::Over ? Step::Over : Step::Done;
}

void SectorStore::settle()
{
    m_in_sequence = 0;
    static_cast<void>(take_ahead()); // why_over() tells.
}

ReadEnd SectorStore::read_into_file(Span span, Then then)
{
    m_in_sequence = span.start == m_next ? m_in_sequence + 1 : 0;
    auto end = m_disk.read(span.start / block(), std::span(m_buffer).first(span.end - span.start));
    return keep(end, span, then);
}

// What was read into m_buffer.
ReadEnd SectorStore::keep(ReadEnd end, Span span, Then then)
{
    auto into = std::span(m_buffer).first(span.end - span.start);
    switch (end) {
    case ReadEnd::Good:
        m_coverage.set(span, Quality::Good); // Before begin_ahead() looks for gaps.
        if (then == Then::GoOn)
            begin_ahead(span.end);
        if (auto written = base::write_fully_at(m_file, span.start, into); !written) {
            m_over = "no space for the medium's sectors: " + written.error().message;
            return ReadEnd::Over;
        }
        m_bytes_read += into.size();
        m_next = span.end;
        return end;
    case ReadEnd::Bad: ++m_failed_reads; return end;
    case ReadEnd::Over: m_over = m_disk.over(); return end;
    }
    return ReadEnd::Over;
}

void SectorStore::give_up(Span span)
{
    m_coverage.set(span, Quality::Bad);
    m_bytes_bad += span.end - span.start;
}

// Halves what failed until only the bad sectors are left out.
SectorStore::Step SectorStore::narrow(Span span)
{
    if (span.end - span.start <= block() || m_failed_reads > most_failed_reads) {
        give_up(span);
        return Step::Done;
    }
    auto blocks = (span.end - span.start) / block();
    auto middle = span.start + blocks / 2 * block();
    for (auto half : { Span { span.start, middle }, Span { middle, span.end } }) {
        switch (read_into_file(half, Then::Stop)) {
        case ReadEnd::Good: break;
        case ReadEnd::Over: return Step::Over;
        case ReadEnd::Bad:
            if (narrow(half) == Step::Over)
                return Step::Over;
        }
    }
    return Step::Done;
}

// One gap, or as much of it as fits into one read.
SectorStore::Step SectorStore::fill(Span gap)
{
    gap.end = std::min(gap.end, gap.start + Disk::largest_read);
    auto ahead = *m_coverage.first_gap(read_ahead(gap));
    switch (read_into_file(ahead, Then::GoOn)) {
    case ReadEnd::Good: return Step::Done;
    case ReadEnd::Over: return Step::Over;
    case ReadEnd::Bad: break;
    }
    if (ahead == gap)
        return narrow(gap);
    switch (read_into_file(gap, Then::Stop)) { // Perhaps only what lies ahead is bad.
    case ReadEnd::Good: return Step::Done;
    case ReadEnd::Over: return Step::Over;
    case ReadEnd::Bad: return narrow(gap);
    }
    return Step::Over;
}

Fetched SectorStore::fetch(std::uint64_t offset, std::uint64_t bytes)
{
    if (!m_over.empty())
        return Fetched::Over;
    if (bytes == 0 || bytes > largest_fetch || offset > size() || bytes > size() - offset) {
        m_over = "the reader of file systems asked for what is not there";
        return Fetched::Over;
    }
    Span asked { offset / block() * block(), (offset + bytes + block() - 1) / block() * block() };
    while (auto gap = m_coverage.first_gap(asked)) {
        if (m_ahead) {
            if (m_ahead->start >= asked.end || m_ahead->end <= asked.start)
                m_in_sequence = 0; // It is elsewhere.
            if (take_ahead() == Step::Over)
                return Fetched::Over;
            continue;
        }
        if (fill(*gap) == Step::Over)
            return Fetched::Over;
    }
    return m_coverage.any_bad(asked) ? Fetched::Bad : Fetched::Good;
}

}
