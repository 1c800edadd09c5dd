// SPDX-License-Identifier: MIT
// Matrices as PDF has them (ISO 32000-1, 8.3.4), and outlines put through them.
#pragma once

#include "sanitizer/decode/pdf/drawing/list.h"

class SplashPath;

namespace decode_pdf_drawing {

void apply(const Matrix6&, double x, double y, double& to_x, double& to_y);
Matrix6 product(const Matrix6& inner, const Matrix6& outer);

// Leaves the matrix a scale of about 1, so that lengths before it keep their precision, and gives
// what they are to be multiplied by; 0 if there is no scale.
double scale_out(Matrix6&);

// As the list has paths, closed.
void outline_path(List&, SplashPath&, const Matrix6& to_page);
inline constexpr std::size_t bytes_of_point = 10; // At the most.

}
