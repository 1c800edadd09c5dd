// SPDX-License-Identifier: MIT
#include "kiosk/intake/usb/sandbox.h"

#include <array>
#include <linux/usbdevice_fs.h>
#include <seccomp.h>
#include <sys/ioctl.h>

namespace usb {

sandbox::Profile intake_usb_profile()
{
    sandbox::Profile profile("intake-usb");
    // Its one usbfs node: look at it, claim an interface, choose a setting, move bytes, clear a
    // halt. Not among them: a driver (IOCTL, DISCONNECT, CONNECT), another configuration, a reset
    // of the port, streams, the suspension of anything.
    constexpr auto requests = std::to_array<std::uint64_t>({ USBDEVFS_GET_CAPABILITIES,
        USBDEVFS_CONNECTINFO, USBDEVFS_GET_SPEED, USBDEVFS_CONTROL, USBDEVFS_CLAIMINTERFACE,
        USBDEVFS_RELEASEINTERFACE, USBDEVFS_SETINTERFACE, USBDEVFS_SUBMITURB,
        USBDEVFS_REAPURBNDELAY, USBDEVFS_REAPURB, USBDEVFS_DISCARDURB, USBDEVFS_CLEAR_HALT });
    for (auto request : requests)
        profile.allow_ioctl(request);
    // libusb waits for its transfers, with a timer for each.
    profile.allow(SCMP_SYS(poll)).allow(SCMP_SYS(ppoll));
    profile.allow(SCMP_SYS(timerfd_settime)).allow(SCMP_SYS(clock_nanosleep));
    profile.allow(SCMP_SYS(timerfd_create)).allow(SCMP_SYS(eventfd2)).allow(SCMP_SYS(uname));
    // It looks for the folder of all nodes, and for its node's path, and does without both.
    profile.deny(SCMP_SYS(openat)).deny(SCMP_SYS(readlink));
    return profile;
}

}
