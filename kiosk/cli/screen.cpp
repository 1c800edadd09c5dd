// SPDX-License-Identifier: MIT
#include "kiosk/cli/screen.h"

#include "kiosk/core/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace cli {

static std::string as_time(double seconds)
{
    if (seconds < 0)
        return "?";
    auto whole = std::lround(seconds);
    char text[32];
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
    return text;
}

// So that the line stays one line on 80 columns; wide characters count twice.
static std::string shortened(const std::string& path)
{
    constexpr std::size_t columns = 20;
    auto points = base::decode_utf8(path).value_or(U"");
    std::size_t used = 0;
    std::size_t first = points.size();
    while (first > 0 && used + (points[first - 1] < 0x1100 ? 1 : 2) <= columns)
        used += points[--first] < 0x1100 ? 1 : 2;
    return (first > 0 ? "…" : "") + base::encode_utf8(points.substr(first));
}

static std::string words_for(const std::string& stage)
{
    static constexpr std::pair<std::string_view, const char*> hands[] {
        { "security-key-plug-in", "please plug your security key in" },
        { "security-key-new", "please plug the new security key in" },
        { "security-key-touch", "please touch your security key" },
        { "security-key-again", "please touch your security key once more" },
        { "touched", "the security key was touched" },
    };
    for (auto [name, words] : hands) {
        if (stage == name)
            return words;
    }
    return stage;
}

void ProgressBar::show(const broker::api::Progress& progress)
{
    if (progress.files_total() == 0) { // A step without a length.
        if (isatty(2) == 0) {
            std::fprintf(stderr, "%s\n", words_for(progress.stage()).c_str());
        } else {
            std::fprintf(stderr, "\r\033[K%s …", words_for(progress.stage()).c_str());
            m_line = Line::Drawn;
        }
        return;
    }
    constexpr int width = 30;
    auto total = std::max<std::uint64_t>(progress.files_total(), 1);
    auto share = std::clamp(static_cast<double>(progress.files_done()) / static_cast<double>(total),
        progress.share(), 1.0);
    if (isatty(2) == 0) {
        auto tenth = static_cast<int>(share * 10);
        if (tenth == m_last_tenth)
            return;
        m_last_tenth = tenth;
        std::fprintf(stderr, "%s: %3d %%  %llu of %llu files, %s left\n", progress.stage().c_str(),
            static_cast<int>(share * 100), static_cast<unsigned long long>(progress.files_done()),
            static_cast<unsigned long long>(progress.files_total()),
            as_time(progress.seconds_left()).c_str());
        return;
    }
    auto filled = static_cast<int>(share * width);
    std::string bar;
    for (int i = 0; i < width; ++i)
        bar += i < filled ? "█" : "░";
    std::fprintf(stderr, "\r\033[K%s %s %llu/%llu  %s left  %s", progress.stage().c_str(),
        bar.c_str(), static_cast<unsigned long long>(progress.files_done()),
        static_cast<unsigned long long>(progress.files_total()),
        as_time(progress.seconds_left()).c_str(), shortened(progress.current()).c_str());
    m_line = Line::Drawn;
}

void ProgressBar::clear()
{
    if (m_line == Line::Drawn)
        std::fprintf(stderr, "\r\033[K");
    m_line = Line::Empty;
}

}
