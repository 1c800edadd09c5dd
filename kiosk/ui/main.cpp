// SPDX-License-Identifier: MIT
// sekisho-kiosk: the desks of the station on a screen.
//
//   sekisho-kiosk --state DIR [--fullscreen] [--language ja|en] [--sample MEDIUM] [--out DEST]
//
// It speaks to the broker on DIR/broker.sock, and has no other way to anything. A sample is a
// medium that is there without a port, DEST a place to hand out to without one.
#include "kiosk/ui/broker/station.h"
#include "kiosk/ui/look/theme.h"
#include "kiosk/ui/look/words.h"
#include "kiosk/ui/window/window.h"

#include <QCommandLineParser>
#include <csignal>

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    QApplication application(argc, argv);
    QCommandLineParser words;
    words.addOptions({ { "state", "the station's folder", "folder" },
        { "fullscreen", "as on the station" }, { "language", "ja or en", "language", "ja" },
        { "sample", "a medium that is there without a port", "medium" },
        { "out", "where to hand out to, beside the ports", "destination" } });
    words.addHelpOption();
    words.process(application);
    if (!words.isSet("state"))
        words.showHelp(2);
    ui::dress(application);
    ui::speak(words.value("language") == "en" ? ui::Tongue::English : ui::Tongue::Japanese);
    ui::Station station(words.value("state"), words.values("sample"), words.values("out"));
    auto printer = ui::system_printer();
    ui::Window window(station, *printer);
    window.resize(1280, 800);
    if (words.isSet("fullscreen"))
        window.showFullScreen();
    else
        window.show();
    return QApplication::exec();
}
