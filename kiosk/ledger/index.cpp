// SPDX-License-Identifier: MIT
#include "kiosk/ledger/index.h"

#include "kiosk/ledger/statement.h"

#include <filesystem>

namespace ledger {

using nlohmann::json;

// Each of these stands in sqlite_schema word for word, or the file is none of ours. An era is a
// stretch of entries in which the time never goes back; each begins where the clock was set back.
static constexpr const char* schema[] {
    "CREATE TABLE about(origin TEXT NOT NULL, size INTEGER NOT NULL)",
    "CREATE TABLE actor(name TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(name, seq)) "
    "WITHOUT ROWID",
    "CREATE TABLE entry(seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, wall TEXT NOT NULL, "
    "transfer TEXT, zone TEXT)",
    "CREATE INDEX entry_kind ON entry(kind)",
    "CREATE INDEX entry_transfer ON entry(transfer) WHERE transfer IS NOT NULL",
    "CREATE INDEX entry_zone ON entry(zone) WHERE zone IS NOT NULL",
    "CREATE TABLE era(first INTEGER PRIMARY KEY)",
    "CREATE TABLE medium(name TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(name, seq)) "
    "WITHOUT ROWID",
};

Error Index::trouble() const
{
    return Error { std::string("the index: ")
        + (m_database ? sqlite3_errmsg(m_database.get()) : "not open") };
}

Result<void> Index::run(const char* sql)
{
    if (sqlite3_exec(m_database.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return trouble();
    return {};
}

Result<void> Index::expect(const std::string& sql, const std::string& answer)
{
    Statement statement(m_database.get(), sql);
    if (statement.step() != SQLITE_ROW)
        return trouble();
    if (statement.text(0) != answer)
        return Error { "the index: " + sql };
    return {};
}

static void remove_files(const std::string& path)
{
    std::error_code ignored;
    for (const char* end : { "", "-wal", "-journal", "-shm" })
        std::filesystem::remove(path + end, ignored);
}

Result<void> Index::begin(const std::string& path, const std::string& origin)
{
    sqlite3* database = nullptr;
    auto flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW;
    auto opened = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
    m_database.reset(database);
    if (opened != SQLITE_OK)
        return trouble();
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // Alone with it, so that its bookkeeping needs no shared memory.
    TRY(expect("PRAGMA locking_mode=EXCLUSIVE", "exclusive"));
    TRY(expect("PRAGMA journal_mode=WAL", "wal"));
    TRY(run("PRAGMA synchronous=FULL; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY"));
    Statement tables(database, "SELECT count(*) FROM sqlite_schema");
    if (tables.step() != SQLITE_ROW)
        return trouble();
    if (tables.number(0) == 0) {
        TRY(run("BEGIN"));
        for (const char* sql : schema)
            TRY(run(sql));
        Statement about(database, "INSERT INTO about VALUES(?, 0)");
        if (about.bind(origin).step() != SQLITE_DONE)
            return trouble();
        return run("COMMIT");
    }
    Statement found(database, "SELECT sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY name");
    for (const char* sql : schema) {
        if (found.step() != SQLITE_ROW || found.text(0) != sql)
            return Error { "the index: not of this form" };
    }
    if (found.step() != SQLITE_DONE)
        return Error { "the index: not of this form" };
    TRY(expect("SELECT count(*) FROM about", "1"));
    TRY(expect("SELECT origin FROM about", origin));
    TRY(expect("PRAGMA quick_check(1)", "ok"));
    Statement size(database, "SELECT size, (SELECT count(*) FROM entry) FROM about");
    if (size.step() != SQLITE_ROW || size.number(0) != size.number(1))
        return Error { "the index: not of one piece" };
    m_size = size.number(0);
    Statement last(database, "SELECT wall FROM entry ORDER BY seq DESC LIMIT 1");
    if (last.step() == SQLITE_ROW)
        m_wall = last.text(0);
    return {};
}

Result<std::unique_ptr<Index>> Index::open(const std::string& folder, const Log& log)
{
    auto path = folder + "/index.sqlite";
    auto attempt = [&]() -> Result<std::unique_ptr<Index>> {
        std::unique_ptr<Index> index(new Index);
        TRY(index->begin(path, log.keys().origin()));
        if (index->m_size > log.size())
            return Error { "the index: ahead of the log" };
        TRY(index->catch_up(log));
        return index;
    };
    if (auto index = attempt())
        return index;
    remove_files(path);
    return attempt();
}

Result<void> Index::insert(const char* sql, const std::string& name, std::uint64_t seq)
{
    Statement row(m_database.get(), sql);
    return row.bind(name).bind(seq).step() == SQLITE_DONE ? Result<void> {} : trouble();
}

Result<void> Index::add(std::uint64_t seq, const json& entry)
{
    auto wall = text_in(entry, "wall");
    Statement row(m_database.get(), "INSERT INTO entry VALUES(?, ?, ?, ?, ?)");
    row.bind(seq).bind(text_in(entry, "type")).bind(wall);
    row.bind_or_null(text_in(entry, "transfer")).bind_or_null(text_in(entry, "zone"));
    if (row.step() != SQLITE_DONE)
        return trouble();
    if (wall < m_wall) {
        Statement era(m_database.get(), "INSERT INTO era VALUES(?)");
        if (era.bind(seq).step() != SQLITE_DONE)
            return trouble();
    }
    m_wall = wall;
    for (const auto& name : actors_in(entry))
        TRY(insert("INSERT OR IGNORE INTO actor VALUES(?, ?)", name, seq));
    for (const auto& name : media_in(entry))
        TRY(insert("INSERT OR IGNORE INTO medium VALUES(?, ?)", name, seq));
    return {};
}

Result<void> Index::catch_up(const Log& log)
{
    constexpr std::uint64_t at_once = 8192;
    while (m_size < log.size()) {
        auto end = std::min(log.size(), (m_size / at_once + 1) * at_once);
        TRY(run("BEGIN"));
        auto done = [&]() -> Result<void> {
            for (auto first = m_size; first < end; first += tile_width) {
                auto texts = TRY(log.entries(first, std::min(tile_width, end - first)));
                for (std::size_t i = 0; i < texts.size(); ++i) {
                    auto entry = json::parse(texts[i], nullptr, false);
                    TRY(add(first + i, entry.is_object() ? entry : json::object()));
                }
            }
            Statement about(m_database.get(), "UPDATE about SET size = ?");
            return about.bind(end).step() == SQLITE_DONE ? Result<void> {} : trouble();
        }();
        if (!done) {
            static_cast<void>(run("ROLLBACK"));
            return done;
        }
        TRY(run("COMMIT"));
        m_size = end;
    }
    return {};
}

}
