// SPDX-License-Identifier: MIT
// Letters and places of formulas. Private to this folder.
#pragma once

#include <string>
#include <string_view>

namespace rebuild_ooxml {

bool is_digit(char);
bool is_letter(char);
bool starts_word(char); // Of names: letters of ASCII, "_", everything beyond ASCII.
bool in_word(char);

// What "$AB$12" begins with.
struct Place {
    std::string column; // "$AB", upper case, or empty.
    std::string row; // "$12", or empty.
    std::size_t size { 0 }; // Of both; 0 if the text does not begin so.
};
Place place_in(std::string_view);

// How much of the text is an unsigned number that it begins with; 0: none.
std::size_t number_in(std::string_view);

}
