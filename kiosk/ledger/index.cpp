// SPDX-License-Identifier: MIT
#include "kiosk/ledger/index.h"

#include <algorithm>
#include <filesystem>

namespace ledger {

using nlohmann::json;

static constexpr const char* actor_keys[] { "actor", "account", "by", "submitter", "approver",
    "submitter_person", "approver_person", "person" };

// Each of these stands in sqlite_schema word for word, or the file is none of ours.
static constexpr const char* schema[] {
    "CREATE TABLE about(origin TEXT NOT NULL, size INTEGER NOT NULL)",
    "CREATE TABLE actor(name TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(name, seq)) "
    "WITHOUT ROWID",
    "CREATE TABLE entry(seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, wall TEXT NOT NULL, "
    "transfer TEXT, zone TEXT, sha256 TEXT, path TEXT)",
    "CREATE INDEX entry_kind ON entry(kind)",
    "CREATE INDEX entry_transfer ON entry(transfer) WHERE transfer IS NOT NULL",
    "CREATE INDEX entry_wall ON entry(wall)",
};

// A statement with one owner.
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

Result<void> Index::add(std::uint64_t seq, const json& entry)
{
    Statement row(m_database.get(), "INSERT INTO entry VALUES(?, ?, ?, ?, ?, ?, ?)");
    row.bind(seq).bind(text_in(entry, "type")).bind(text_in(entry, "wall"));
    row.bind_or_null(text_in(entry, "transfer")).bind_or_null(text_in(entry, "zone"));
    row.bind_or_null(text_in(entry, "sha256")).bind_or_null(text_in(entry, "path"));
    if (row.step() != SQLITE_DONE)
        return trouble();
    for (const char* key : actor_keys) {
        auto name = text_in(entry, key);
        if (name.empty())
            continue;
        Statement actor(m_database.get(), "INSERT OR IGNORE INTO actor VALUES(?, ?)");
        if (actor.bind(name).bind(seq).step() != SQLITE_DONE)
            return trouble();
    }
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

Result<std::vector<std::uint64_t>> Index::find(const Filter& filter, std::uint32_t limit)
{
    std::string sql = "SELECT seq FROM entry WHERE seq < ?";
    std::vector<std::string> words;
    auto narrow = [&](const char* condition, const std::string& word) {
        if (word.empty())
            return;
        sql += condition;
        words.push_back(word);
    };
    narrow(" AND transfer = ?", filter.transfer);
    narrow(" AND kind = ?", filter.kind);
    narrow(" AND wall >= ?", filter.since);
    narrow(" AND wall <= ?", filter.until.empty() ? "" : filter.until + "~");
    narrow(" AND seq IN (SELECT seq FROM actor WHERE name = ?)", filter.actor);
    Statement found(m_database.get(), sql + " ORDER BY seq DESC LIMIT ?");
    found.bind(filter.before);
    for (const auto& word : words)
        found.bind(word);
    found.bind(std::uint64_t { limit });
    std::vector<std::uint64_t> numbers;
    for (;;) {
        auto step = found.step();
        if (step == SQLITE_DONE)
            return numbers;
        if (step != SQLITE_ROW)
            return trouble();
        numbers.push_back(found.number(0));
    }
}

bool fits(const Filter& filter, const json& entry)
{
    if (!entry.is_object())
        return false;
    auto same = [&](const std::string& wanted, const char* key) {
        return wanted.empty() || text_in(entry, key) == wanted;
    };
    auto wall = text_in(entry, "wall");
    return same(filter.transfer, "transfer") && same(filter.kind, "type") && wall >= filter.since
        && (filter.until.empty() || wall <= filter.until + "~")
        && (filter.actor.empty() || std::ranges::any_of(actor_keys, [&](const char* key) {
               return text_in(entry, key) == filter.actor;
           }));
}

Result<std::vector<std::string>> scan(const Log& log, const Filter& filter, std::uint32_t limit)
{
    std::vector<std::string> found;
    auto end = std::min(filter.before, log.size());
    while (end > 0 && found.size() < limit) {
        auto first = (end - 1) / tile_width * tile_width;
        auto texts = TRY(log.entries(first, end - first));
        for (auto i = texts.size(); i-- > 0 && found.size() < limit;) {
            if (fits(filter, json::parse(texts[i], nullptr, false)))
                found.push_back(std::move(texts[i]));
        }
        end = first;
    }
    return found;
}

Result<std::vector<std::string>> look_up(
    const Log& log, Index& index, const Filter& filter, std::uint32_t limit)
{
    TRY(index.catch_up(log));
    std::vector<std::string> found;
    for (auto number : TRY(index.find(filter, limit))) {
        auto texts = TRY(log.entries(number, 1));
        if (texts.empty() || !fits(filter, json::parse(texts[0], nullptr, false)))
            return Error { "the index: it says what the log does not" };
        found.push_back(std::move(texts[0]));
    }
    return found;
}

}
