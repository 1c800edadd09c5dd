// SPDX-License-Identifier: MIT
#include "tests/ui/person.h"

#include "kiosk/ui/look/parts.h"
#include "kiosk/ui/look/theme.h"

#include <QAbstractItemView>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QProcess>
#include <QStackedWidget>
#include <QTest>
#include <algorithm>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace ui_test {

static QString program(const char* folder, const char* name)
{
    return QDir(SEKISHO_LIBEXEC).filePath(QString("../%1/%2").arg(folder, name));
}

static QString share(const QString& name)
{
    return QDir(SEKISHO_LIBEXEC).filePath("../share/" + name);
}

Broker::Broker(People people)
{
    if (people == People::All)
        add_people();
    start();
}

void Broker::add_people()
{
    put("password", QByteArray(password) + "\n");
    struct Account {
        const char* name;
        const char* role;
        const char* person;
    };
    for (const auto& [name, role, person] : { Account { "admin", "administrator", "田中" },
             Account { "sato", "submitter", "佐藤" }, Account { "suzuki", "approver", "鈴木" },
             Account { "kato", "auditor", "加藤" }, Account { "ueda", "submitter", "上田" } }) {
        QStringList words { "account", "add", name, "--role", role, "--person", person,
            "--new-password-file", path("password"), "--state", state(), "--policy",
            share("bench.policy.toml") };
        if (QString(name) == "ueda")
            words << "--role"
                  << "approver";
        if (QString(name) != "admin")
            words << "--account"
                  << "admin"
                  << "--password-file" << path("password");
        EXPECT_EQ(QProcess::execute(program("bin", "sekisho"), words), 0) << name;
    }
}

QByteArray Broker::sekisho(QStringList words, const QString& account) const
{
    words << "--state" << state() << "--account" << account << "--password-file"
          << path("password");
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program("bin", "sekisho"), words);
    EXPECT_TRUE(process.waitForFinished(60'000));
    EXPECT_EQ(process.exitCode(), 0) << words.join(' ').toStdString();
    return process.readAllStandardOutput();
}

Broker::~Broker()
{
    stop();
}

void Broker::start(const QString& policy)
{
    auto words = { program("libexec", "sekishod").toStdString(), std::string("--state"),
        state().toStdString(), std::string("--share"), share("").toStdString(),
        std::string("--policy"),
        (policy.isEmpty() ? share("bench.policy.toml") : policy).toStdString(),
        std::string("--devices"), path("devices").toStdString() };
    m_process = fork();
    if (m_process == 0) {
        std::vector<char*> pointers;
        for (const auto& word : words)
            pointers.push_back(const_cast<char*>(word.c_str()));
        pointers.push_back(nullptr);
        execv(pointers[0], pointers.data());
        _exit(127);
    }
}

void Broker::stop()
{
    if (m_process <= 0)
        return;
    kill(m_process, SIGTERM);
    int status = 0;
    waitpid(m_process, &status, 0);
    m_process = -1;
}

void Broker::start_anew(const QByteArray& those, const QByteArray& these)
{
    QFile bench(share("bench.policy.toml"));
    ASSERT_TRUE(bench.open(QIODevice::ReadOnly));
    auto policy = bench.readAll();
    ASSERT_TRUE(those.isEmpty() || policy.contains(those)) << those.toStdString();
    if (!those.isEmpty())
        put("other.policy.toml", policy.replace(those, these));
    stop();
    start(those.isEmpty() ? QString() : path("other.policy.toml"));
}

void Broker::put(const QString& name, const QByteArray& content) const
{
    QDir(m_folder.path()).mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(content);
}

static std::unique_ptr<Broker>& the_broker()
{
    static std::unique_ptr<Broker> broker;
    return broker;
}

Broker& Desk::broker()
{
    return *the_broker();
}

// What comes after something that was not there tells nobody anything.
class EndAtOnce : public testing::EmptyTestEventListener {
    void OnTestPartResult(const testing::TestPartResult& result) override
    {
        if (result.fatally_failed())
            throw testing::AssertionException(result);
    }
};

void Desk::SetUpTestSuite()
{
    static int count = 1;
    static char name[] = "test";
    static char* words[] { name, nullptr };
    qputenv("QT_QPA_PLATFORM", "offscreen");
    if (!qApp) {
        testing::UnitTest::GetInstance()->listeners().Append(new EndAtOnce);
        auto* application = new QApplication(count, words); // Until the program ends.
        ui::dress(*application);
    }
    if (!the_broker())
        the_broker() = std::make_unique<Broker>();
}

void Desk::TearDownTestSuite()
{
    the_broker().reset();
}

void Desk::SetUp()
{
    ui::speak(ui::Tongue::Japanese);
}

void Desk::TearDown()
{
    m_window.reset();
    m_station.reset();
}

void Desk::open(const QStringList& samples, const Broker& broker)
{
    m_station = std::make_unique<ui::Station>(
        broker.state(), samples, QStringList { "dir:" + broker.path("released") });
    m_window = std::make_unique<ui::Window>(*m_station, m_printer);
    m_window->resize(1280, 800);
    m_window->show();
    wait_until(
        "the station answers", [this] { return m_station->is_there(); }, 150);
}

bool Desk::is_shown(const QString& name) const
{
    return std::ranges::any_of(m_window->findChildren<QWidget*>(name), &QWidget::isVisible);
}

QString Desk::text(const QString& name) const
{
    if (!is_shown(name))
        return {};
    if (auto* label = m_window->findChild<QLabel*>(name))
        return label->text();
    auto* button = m_window->findChild<QAbstractButton*>(name);
    return button ? button->text() : QString();
}

QString Desk::page() const
{
    return m_window->findChild<QStackedWidget*>("pages")->currentWidget()->objectName();
}

void Desk::touch(const QString& button)
{
    wait_until(
        qPrintable(button), [&] { return is_shown(button); }, 10);
    auto* found = find<QAbstractButton>(button);
    ASSERT_TRUE(found->isEnabled()) << button.toStdString();
    QTest::mouseClick(found, Qt::LeftButton);
}

void Desk::type(const QString& field, const QString& text)
{
    auto* found = find<QLineEdit>(field);
    ASSERT_TRUE(found);
    found->setFocus();
    found->selectAll();
    QTest::keyClick(found, Qt::Key_Delete);
    found->insert(text); // By a Japanese input method, too.
}

void Desk::choose(const QString& list, int row)
{
    auto* found = find<QAbstractItemView>(list);
    ASSERT_TRUE(found);
    found->setCurrentIndex(found->model()->index(row, 0));
}

void Desk::wait_until(const char* what, const std::function<bool()>& is_so, int seconds)
{
    ASSERT_TRUE(QTest::qWaitFor(is_so, seconds * 1000)) << what << ", on " << page().toStdString();
}

void Desk::wait_for_page(const QString& name)
{
    wait_until(qPrintable(name), [&] { return page() == name; });
}

void Desk::log_in(const QString& account, const QString& with)
{
    wait_for_page("login");
    type("account", account);
    type("password", with);
    touch("login-enter");
}

void Desk::request(const QString& purpose)
{
    wait_for_page("request");
    touch("class-document");
    touch("request-next");
    touch("zone-bench");
    touch("request-next");
    type("purpose", purpose);
    touch("request-next");
    touch("confidentiality-C2");
    touch("integrity-I2");
    touch("availability-A1");
    touch("request-next");
}

QString Desk::bring_in(const QString& account, const QString& purpose)
{
    wait_until(
        "the stick is found", [this] { return find<QAbstractButton>("begin")->isEnabled(); });
    touch("begin");
    log_in(account);
    request(purpose);
    wait_for_page("result");
    touch("accept");
    wait_for_page("slip");
    auto transfer = text("transfer-number");
    touch("slip-done");
    wait_for_page("idle");
    return transfer;
}

int Desk::count_entries(const QString& type)
{
    broker::api::Request request;
    request.mutable_ledger()->set_verb("show");
    request.mutable_ledger()->set_kind(type.toStdString());
    request.mutable_ledger()->set_limit(1000);
    ui::Answer told;
    QEventLoop heard;
    auto* call = m_station->ask(request, m_station.get());
    QObject::connect(call, &ui::Call::finished, &heard, [&](const ui::Answer& answer) {
        told = answer;
        heard.quit();
    });
    heard.exec();
    return static_cast<int>(QJsonDocument::fromJson(told.json).array().size());
}

void Desk::leave()
{
    while (page() != "idle")
        for (const auto& back : { page() + "-back", QString("form-back"), QString("leave") })
            if (is_shown(back)) {
                touch(back);
                QCoreApplication::processEvents();
            }
}

// A label that needs more room than it has, a button that is narrower than its words.
static void expect_nothing_cut_off(const ui::Window& window, const QString& where)
{
    for (auto* label : window.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        auto needed = label->wordWrap() ? label->heightForWidth(label->width())
                                        : label->sizeHint().height();
        EXPECT_LE(needed, label->height())
            << where.toStdString() << ": " << label->text().toStdString();
        if (!label->wordWrap()) {
            EXPECT_LE(label->sizeHint().width(), label->width())
                << where.toStdString() << ": " << label->text().toStdString();
        }
    }
    for (auto* widget : window.findChildren<QWidget*>()) {
        auto right = widget->mapTo(&window, QPoint(widget->width(), 0)).x();
        if (widget->isVisible() && widget->objectName() != "qt_scrollarea_viewport") {
            EXPECT_LE(right, window.width())
                << where.toStdString() << ": " << widget->metaObject()->className() << " "
                << widget->objectName().toStdString();
        }
    }
    for (auto* button : window.findChildren<QPushButton*>())
        if (button->isVisible()) {
            EXPECT_LE(button->fontMetrics().horizontalAdvance(button->text()) + 8, button->width())
                << where.toStdString() << ": " << button->text().toStdString();
            EXPECT_FALSE(button->text().isEmpty()) << button->objectName().toStdString();
        }
}

void Desk::look(const QString& picture)
{
    auto folder = qEnvironmentVariable("SEKISHO_SCREENSHOTS");
    struct Size {
        int width;
        int height;
        const char* name;
    };
    // The last two: as the first two are with letters of twice the size.
    for (auto size : { Size { 1280, 800, "1280x800" }, Size { 1920, 1080, "1920x1080" },
             Size { 640, 400, "1280x800-200" }, Size { 960, 540, "1920x1080-200" } }) {
        for (auto tongue : { ui::Tongue::English, ui::Tongue::Japanese }) {
            ui::speak(tongue);
            m_window->resize(size.width, size.height);
            for (int turn = 0; turn < 10; ++turn) // A layout asks those around it, in turns.
                QCoreApplication::processEvents();
            auto name = QString("%1-%2-%3")
                            .arg(picture, tongue == ui::Tongue::Japanese ? "ja" : "en", size.name);
            EXPECT_EQ(m_window->size(), QSize(size.width, size.height)) << name.toStdString();
            expect_nothing_cut_off(*m_window, name);
            if (!folder.isEmpty()) {
                EXPECT_TRUE(m_window->grab().save(folder + "/" + name + ".png"));
            }
        }
    }
    m_window->resize(1280, 800);
}

}
