// SPDX-License-Identifier: MIT
// A prepared statement with one owner. Private to the index.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace ledger {

class Statement {
public:
    Statement(sqlite3* database, const std::string& sql)
    {
        sqlite3_prepare_v2(database, sql.c_str(), -1, &m_statement, nullptr);
    }
    ~Statement() { sqlite3_finalize(m_statement); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(std::string_view text)
    {
        sqlite3_bind_text64(
            m_statement, ++m_bound, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        return *this;
    }
    Statement& bind_or_null(const std::string& text)
    {
        if (!text.empty())
            return bind(text);
        sqlite3_bind_null(m_statement, ++m_bound);
        return *this;
    }
    Statement& bind(std::uint64_t number)
    {
        auto most = static_cast<std::uint64_t>(INT64_MAX);
        sqlite3_bind_int64(
            m_statement, ++m_bound, static_cast<std::int64_t>(std::min(number, most)));
        return *this;
    }
    int step() { return m_statement ? sqlite3_step(m_statement) : SQLITE_ERROR; }
    void again()
    {
        sqlite3_reset(m_statement);
        m_bound = 0;
    }
    std::uint64_t number(int column)
    {
        return static_cast<std::uint64_t>(sqlite3_column_int64(m_statement, column));
    }
    std::string text(int column)
    {
        const auto* bytes = sqlite3_column_text(m_statement, column);
        return bytes ? std::string(reinterpret_cast<const char*>(bytes)) : std::string();
    }

private:
    sqlite3_stmt* m_statement { nullptr };
    int m_bound { 0 };
};

}
