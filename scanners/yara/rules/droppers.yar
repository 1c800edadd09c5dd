/* SPDX-License-Identifier: MIT
   Scripts that fetch or write a program and start it. */

rule powershell_download_and_run
{
    strings:
        $fetch1 = "DownloadString" nocase
        $fetch2 = "DownloadFile" nocase
        $fetch3 = "Invoke-WebRequest" nocase
        $run1 = "Invoke-Expression" nocase
        $run2 = "IEX(" nocase
        $run3 = "IEX (" nocase
        $run4 = "Start-Process" nocase
    condition:
        filesize < 2MB and any of ($fetch*) and any of ($run*)
}

rule powershell_encoded_command
{
    strings:
        $encoded = /powershell(\.exe)?[^\r\n]{0,80}-e(nc|ncodedcommand)?[ \t]+[A-Za-z0-9+\/=]{64,}/ nocase
    condition:
        filesize < 2MB and $encoded
}

rule script_host_writes_program
{
    strings:
        $shell = "WScript.Shell" nocase
        $stream = "ADODB.Stream" nocase
        $request = "XMLHTTP" nocase
        $save = "SaveToFile" nocase
    condition:
        filesize < 2MB and $shell and $stream and ($request or $save)
}

rule html_smuggling
{
    strings:
        $blob = "new Blob(" nocase
        $url = "createObjectURL" nocase
        $save1 = ".download" nocase
        $save2 = "msSaveOrOpenBlob" nocase
    condition:
        filesize < 20MB and $blob and ($url or $save2) and ($save1 or $save2)
}

rule harmless_test_rule
{
    meta:
        purpose = "the station's self-test proves with it that this engine answers"
    strings:
        $text = "SEKISHO-HARMLESS-YARA-TEST-8c1e77d4"
    condition:
        $text
}
