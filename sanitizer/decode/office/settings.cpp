// SPDX-License-Identifier: MIT
#include "sanitizer/decode/office/settings.h"

#include "kiosk/core/base/descriptor.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>

namespace office {

struct Setting {
    std::string_view path; // Below /org.openoffice.
    std::string_view name;
    std::string_view value;
};

static constexpr Setting settings[] {
    // LibreOffice tests the graphics at each start (0.6 s) until its profile says that this version
    // has run before. Debian 12 has 7.4; another version would only be slow.
    { "Setup/Product", "ooSetupLastVersion", "7.4" },
    // Fonts where a document names none: this is a station in Japan.
    { "Office.Linguistic/General", "DefaultLocale_CJK", "ja-JP" },
    // No macro, whatever the document says, and nothing that is fetched from elsewhere.
    { "Office.Common/Security/Scripting", "DisableMacrosExecution", "true" },
    { "Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true" },
    // Visual Basic is not even read, nor kept to be written again; a document in a document is the
    // picture that it shows.
    { "Office.Writer/Filter/Import/VBA", "Load", "false" },
    { "Office.Writer/Filter/Import/VBA", "Save", "false" },
    { "Office.Calc/Filter/Import/VBA", "Load", "false" },
    { "Office.Calc/Filter/Import/VBA", "Save", "false" },
    { "Office.Impress/Filter/Import/VBA", "Load", "false" },
    { "Office.Impress/Filter/Import/VBA", "Save", "false" },
    { "Office.Common/Filter/Microsoft/Import", "WinWordToWriter", "false" },
    { "Office.Common/Filter/Microsoft/Import", "ExcelToCalc", "false" },
    { "Office.Common/Filter/Microsoft/Import", "PowerPointToImpress", "false" },
    { "Office.Java/VirtualMachine", "Enable", "false" },
    { "Office.Writer/Content/Update", "Link", "0" }, // Never.
    { "Office.Calc/Content/Update", "Link", "1" }, // Never; the numbering is not Writer's.
    // The values that the document was saved with.
    { "Office.Calc/Formula/Load", "OOXMLRecalcMode", "1" },
    { "Office.Calc/Formula/Load", "ODFRecalcMode", "1" },
    { "Office.Recovery/AutoSave", "Enabled", "false" },
    { "Office.Common/Misc", "FirstRun", "false" },
};

// Calc shows a line to type formulas into. Debian's package without a user interface lacks its
// description (modules/scalc/ui/inputbar.ui), and a view that cannot be made is a document that
// cannot be read; so the line is hidden, by its number in Calc.
static constexpr std::string_view hidden_input_line
    = "<item oor:path=\"/org.openoffice.Office.Views/Windows\"><node oor:name=\"26100\" "
      "oor:op=\"replace\"><prop oor:name=\"Visible\"><value>false</value></prop></node></item>\n";

static std::string registry()
{
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" "
                       "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" "
                       "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n";
    for (const auto& setting : settings) {
        text.append("<item oor:path=\"/org.openoffice.").append(setting.path);
        text.append("\"><prop oor:name=\"").append(setting.name);
        text.append("\" oor:op=\"fuse\"><value>").append(setting.value);
        text.append("</value></prop></item>\n");
    }
    return text.append(hidden_input_line).append("</oor:items>\n");
}

Result<void> write_profile(const std::string& folder)
{
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return base::system_error("mkdir");
    auto user = folder + "/user";
    if (mkdir(user.c_str(), 0700) != 0)
        return base::system_error("mkdir");
    auto path = user + "/registrymodifications.xcu";
    base::Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file)
        return base::system_error("create");
    return base::write_fully(file, base::view_of(registry()));
}

void set_environment(const std::string& profile)
{
    auto url = "file://" + profile;
    // Otherwise it reads the profile of whoever owns $HOME, and the desktop's own settings (dconf).
    setenv("UserInstallation", url.c_str(), 1);
    auto layers = "xcsxcu:file:///usr/lib/libreoffice/share/registry "
                  "res:file:///usr/lib/libreoffice/share/registry user:!"
        + url + "/user/registrymodifications.xcu";
    setenv("CONFIGURATION_LAYERS", layers.c_str(), 1);
    setenv("SAL_USE_VCLPLUGIN", "svp", 1); // Headless.
    setenv("SAL_DISABLE_OPENCL", "1", 1);
    setenv("SAL_DISABLE_WATCHDOG", "1", 1);
    // The same document is the same picture at every hour, on every station.
    setenv("SAL_RAND_REPEATABLE", "1", 1);
    setenv("TZ", "UTC", 1);
}

}
