// SPDX-License-Identifier: MIT
// Small office documents, made here.
#pragma once

#include <map>
#include <string>

namespace documents {

using Files = std::map<std::string, std::string>; // Name -> content.

// A ZIP of stored entries, "mimetype" first.
std::string zip_of(const Files& files);

// Each holds `text` once. `kind` is the main part's content type below application/, such as
// "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml".
std::string docx(const std::string& text, const std::string& kind = {});
// `text` is one or more <c/> elements of the first row.
std::string xlsx(const std::string& cells, const std::string& kind = {});
std::string pptx(const std::string& text, const std::string& kind = {});
// `body` is what stands in <w:body>; `more` are further parts, with relationships from the document
// (an Id to "Type Target [TargetMode]" words).
std::string docx_of(
    const std::string& body, const std::string& kind, const Files& more, const Files& relations);

// `class_word` is "text", "spreadsheet" or "presentation"; `content` stands in that element.
std::string open_document(
    const std::string& class_word, const std::string& content, const Files& more = {});
// The parts of an OpenDocument file with a Basic library "Standard" of one module, "M".
Files basic(const std::string& code);
// Of these it is made. `words` are further attributes of the library.
std::string basic_library(const std::string& words, const std::string& module);
std::string basic_module(const std::string& name, const std::string& code);
std::string odt(const std::string& text);
std::string ods(const std::string& text);
std::string odp(const std::string& text);

std::string rtf(const std::string& text); // ASCII, or RTF's own escapes.

}
