/* SPDX-License-Identifier: MIT
   Files that a desktop opens, runs or asks the network for, by itself. */

rule autorun_inf
{
    strings:
        $section = "[autorun]" nocase
        $open = /(open|shellexecute|shell\\[a-z]+\\command)[ \t]*=/ nocase
    condition:
        filesize < 64KB and $section and $open
}

rule shell_command_file
{
    strings:
        $shell = "[Shell]" nocase
        $icon = /IconFile[ \t]*=[ \t]*\\\\/ nocase
    condition:
        filesize < 64KB and $shell at 0 and $icon
}

rule internet_shortcut_to_file
{
    strings:
        $section = "[InternetShortcut]" nocase
        $target = /URL[ \t]*=[ \t]*(file:|\\\\)/ nocase
    condition:
        filesize < 64KB and $section and $target
}

rule desktop_ini_with_remote_icon
{
    strings:
        $section = "[.ShellClassInfo]" nocase
        $remote = /(IconResource|IconFile|LocalizedResourceName)[ \t]*=[ \t]*@?\\\\/ nocase
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
