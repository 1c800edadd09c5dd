// SPDX-License-Identifier: MIT
#include "kiosk/core/base/day.h"

#include <chrono>
#include <ctime>

namespace base {

std::string day_of(std::int64_t seconds)
{
    std::time_t time = seconds;
    std::tm parts {};
    localtime_r(&time, &parts);
    char text[16];
    return { text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts) };
}

static bool has_form(std::string_view text)
{
    static constexpr std::string_view form = "0000-00-00";
    if (text.size() != form.size())
        return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    }
    return true;
}

static std::chrono::year_month_day read(std::string_view text)
{
    auto number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        for (char c : text.substr(at, size))
            value = value * 10 + (c - '0');
        return value;
    };
    return { std::chrono::year(number(0, 4)),
        std::chrono::month(static_cast<unsigned>(number(5, 2))),
        std::chrono::day(static_cast<unsigned>(number(8, 2))) };
}

bool is_day(std::string_view text)
{
    return has_form(text) && read(text).ok();
}

std::int64_t days_between(std::string_view from, std::string_view to)
{
    return (std::chrono::sys_days(read(to)) - std::chrono::sys_days(read(from))).count();
}

}
