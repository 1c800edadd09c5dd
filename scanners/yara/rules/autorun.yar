/* SPDX-License-Identifier: MIT
   Files that a desktop opens, runs or asks the network for, by itself. */

rule autorun_inf
{
    strings:
        $section = /(^|[\r\n]|\xEF\xBB\xBF)[ \t]*\[autorun\]/ nocase
        $wide_section = "[autorun]" nocase wide
        $open = /[\r\n][ \t]*(open|shellexecute|shell\\[a-z]+\\command)[ \t]*=/ nocase ascii wide
    condition:
        filesize < 64KB and ($section or $wide_section) and $open
}

rule shell_command_file
{
    strings:
        $shell = "[Shell]" nocase ascii wide
        $icon = /IconFile[ \t]*=[ \t]*\\\\/ nocase ascii wide
    condition:
        filesize < 64KB and $shell in (0..3) and $icon
}

rule internet_shortcut_to_file
{
    strings:
        $section = "[InternetShortcut]" nocase ascii wide
        $target = /URL[ \t]*=[ \t]*(file:|\\\\)/ nocase ascii wide
    condition:
        filesize < 64KB and $section and $target
}

rule desktop_ini_with_remote_icon
{
    strings:
        $section = "[.ShellClassInfo]" nocase ascii wide
        $remote = /(IconResource|IconFile|LocalizedResourceName)[ \t]*=[ \t]*@?\\\\/ nocase ascii wide
    condition:
        filesize < 64KB and $section and $remote
}

rule windows_shortcut
{
    condition:
        uint32(0) == 0x0000004C and uint32(4) == 0x00021401
}

rule search_or_library_connector
{
    strings:
        $library = "<libraryDescription" nocase
        $search = "<searchConnectorDescription" nocase
    condition:
        filesize < 256KB and any of them
}
