// SPDX-License-Identifier: MIT
#include "tests/fakes/authenticator/plugged.h"

#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <termios.h>

namespace fakes {

namespace fs = std::filesystem;

base::Bytes fido_report_descriptor()
{
    return { 0x06, 0xd0, 0xf1, 0x09, 0x01, 0xa1, 0x01, 0x09, 0x20, 0x15, 0x00, 0x26, 0xff, 0x00,
        0x75, 0x08, 0x95, 0x40, 0x81, 0x02, 0x09, 0x21, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
        0x95, 0x40, 0x91, 0x02, 0xc0 };
}

Plugged::Plugged(
    fs::path folder, Authenticator& key, std::string name, const base::Bytes& report_descriptor)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
    , m_ours(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
{
    char path[64];
    if (!m_ours || grantpt(m_ours.get()) != 0 || unlockpt(m_ours.get()) != 0
        || ptsname_r(m_ours.get(), path, sizeof path) != 0)
        std::abort();
    m_theirs = base::Descriptor(open(path, O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios plain {};
    if (!m_theirs || tcgetattr(m_theirs.get(), &plain) != 0)
        std::abort();
    cfmakeraw(&plain);
    tcsetattr(m_theirs.get(), TCSANOW, &plain);

    fs::create_directories(m_folder / "dev");
    auto described = m_folder / "sys/class/hidraw" / m_name / "device";
    fs::create_symlink(path, m_folder / "dev" / m_name);
    fs::create_directories(described);
    std::ofstream(described / "report_descriptor", std::ios::binary)
        << base::text_of(report_descriptor);
    m_thread = std::jthread([this, &key](const std::stop_token& stop) {
        if (key.serve(m_ours.get(), stop) == Authenticator::End::HungUp)
            m_ours.close();
    });
}

Plugged::~Plugged()
{
    m_thread.request_stop();
    m_thread.join();
    fs::remove_all(m_folder / "sys/class/hidraw" / m_name);
    fs::remove(m_folder / "dev" / m_name);
}

}
