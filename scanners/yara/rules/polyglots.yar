/* SPDX-License-Identifier: MIT
   Files that a second program would read as something else. */

rule pdf_in_something_else
{
    strings:
        $pdf = "%PDF-"
    condition:
        $pdf in (1..1024) and uint32(0) != 0x46445025 and
        (uint32(0) == 0x38464947 or uint16(0) == 0xD8FF or uint32(0) == 0x474E5089 or
         uint16(0) == 0x5A4D)
}

rule image_with_archive_behind
{
    strings:
        $end = { 50 4B 05 06 }
    condition:
        (uint32(0) == 0x38464947 or uint16(0) == 0xD8FF or uint32(0) == 0x474E5089 or
         uint16(0) == 0x4D42) and $end in (filesize - 66000 .. filesize)
}

rule image_with_script_inside
{
    strings:
        $script = "<script" nocase
        $php = "<?php" nocase
    condition:
        (uint32(0) == 0x38464947 or uint16(0) == 0x4D42) and ($script in (0..4096) or $php in (0..4096))
}

rule program_inside_picture
{
    strings:
        $header = "MZ"
        $program = "This program cannot be run in DOS mode"
    condition:
        (uint32(0) == 0x38464947 or uint16(0) == 0xD8FF or uint32(0) == 0x474E5089) and $header and $program
}
