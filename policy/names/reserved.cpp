// SPDX-License-Identifier: MIT
#include "policy/names/component.h"

#include <algorithm>

namespace policy::names {

template <typename List>
static bool contains(const List& list, std::string_view word)
{
    return std::ranges::find(list, word) != std::end(list);
}

// Names of devices hold with any extension, and with spaces before it.
static bool is_device(std::string_view base)
{
    static constexpr std::string_view devices[] { "con", "prn", "aux", "nul", "clock$", "conin$",
        "conout$" };
    auto numbered = base.size() == 4 && (base.starts_with("com") || base.starts_with("lpt"))
        && base[3] >= '0' && base[3] <= '9';
    return numbered || contains(devices, base);
}

bool is_reserved(std::string_view stem, std::string_view extension)
{
    static constexpr std::string_view anywhere[] { "autorun", "thumbs", "ehthumbs", "desktop",
        "__macosx", "system volume information", "recycler", "$recycle", "$recycle.bin", "ds_store",
        "$mft", "$mftmirr", "$logfile", "$volume", "$attrdef", "$bitmap", "$boot", "$badclus",
        "$secure", "$upcase", "$extend" };
    // Compared as other readers would: without regard to case, width and superscripts.
    auto folded = collision_key(stem);
    auto base = folded.substr(0, folded.find('.'));
    while (base.ends_with(' '))
        base.pop_back();
    if (is_device(base) || contains(anywhere, folded))
        return true;
    return folded == "folder" && extension == ".jpg"; // Album art that Explorer shows for a folder.
}

bool is_dangerous_extension(std::string_view extension)
{
    static constexpr std::string_view more[] { "ade", "adp", "app", "appcontent-ms", "application",
        "appref-ms", "appx", "appxbundle", "asp", "aspx", "bas", "chm", "class", "cnt", "crt",
        "csh", "der", "diagcab", "fxp", "gadget", "grp", "hlp", "htc", "hpj", "img", "inf", "ins",
        "iqy", "isp", "its", "ksh", "library-ms", "mad", "maf", "mag", "mam", "mas", "mat", "mau",
        "mav", "maw", "mda", "mdb", "mde", "mdt", "mdw", "mdz", "mcf", "msc", "msh", "msh1", "msh2",
        "msix", "msixbundle", "mshxml", "msp", "mst", "msu", "ocx", "one", "ops", "osd", "pcd",
        "plg", "prf", "prg", "printerexport", "ps1xml", "ps2", "ps2xml", "psc1", "psc2", "psd1",
        "psdm1", "psm1", "pst", "pyc", "pyo", "pyw", "pyz", "pyzw", "rdp", "reg", "rgs", "scr",
        "sct", "search-ms", "settingcontent-ms", "shb", "shs", "slk", "theme", "themepack", "tmp",
        "udl", "vb", "vbe", "vbp", "vhd", "vhdx", "vsmacros", "vsw", "vxd", "wbk", "webpnp", "wiz",
        "ws", "wsc", "xbap", "xla", "xlam", "xll", "xnk", "xsl", "ppam", "ppa" };
    return contains(more, extension) || extension_fits(FileType::Executable, extension)
        || extension_fits(FileType::Shortcut, extension);
}

}
