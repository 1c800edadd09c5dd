// SPDX-License-Identifier: MIT
#include "sanitizer/decode/office/missing_file.h"

#include "kiosk/core/base/descriptor.h"

#include <cstdarg>
#include <fcntl.h>
#include <string_view>
#include <sys/syscall.h>
#include <unistd.h>

static constexpr std::string_view missing
    = "/usr/lib/libreoffice/share/config/soffice.cfg/modules/swriter/ui/annotation.ui";
static constexpr const char* ours = "/tmp/annotation.ui";

// Stands before the C library's for LibreOffice's own libraries (CMakeLists.txt exports it). Where
// the sandbox lets nobody look, it opens nothing either.
extern "C" int open(const char* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    auto mode = va_arg(rest, unsigned); // Without O_CREAT nobody reads it.
    va_end(rest);
    auto* place = missing == path ? ours : path;
    return static_cast<int>(syscall(SYS_openat, AT_FDCWD, place, flags, mode));
}

namespace office {

// The widgets that a comment in the margin looks for by name.
static constexpr std::string_view description = R"(<?xml version="1.0" encoding="UTF-8"?>
<interface domain="sw">
  <object class="GtkMenu" id="menu">
    <child><object class="GtkMenuItem" id="reply"/></child>
  </object>
  <object class="GtkBox" id="Annotation">
    <property name="orientation">vertical</property>
    <child>
      <object class="GtkScrolledWindow" id="scrolledwindow">
        <child>
          <object class="GtkViewport">
            <child><object class="GtkDrawingArea" id="editview"/></child>
          </object>
        </child>
      </object>
    </child>
    <child><object class="GtkLabel" id="author"/></child>
    <child><object class="GtkLabel" id="date"/></child>
    <child><object class="GtkLabel" id="resolved"/></child>
    <child>
      <object class="GtkMenuButton" id="menubutton"><property name="popup">menu</property></object>
    </child>
  </object>
</interface>
)";

Result<void> supply_missing_file()
{
    base::Descriptor file(::open(ours, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file)
        return base::system_error("create");
    return base::write_fully(file, base::view_of(description));
}

}
