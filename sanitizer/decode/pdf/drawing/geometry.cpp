// SPDX-License-Identifier: MIT
#include "sanitizer/decode/pdf/drawing/geometry.h"

#include <algorithm>
#include <cmath>
#include <poppler/splash/SplashPath.h>

namespace decode_pdf_drawing {

void apply(const Matrix6& matrix, double x, double y, double& to_x, double& to_y)
{
    to_x = matrix[0] * x + matrix[2] * y + matrix[4];
    to_y = matrix[1] * x + matrix[3] * y + matrix[5];
}

Matrix6 product(const Matrix6& inner, const Matrix6& outer)
{
    return { inner[0] * outer[0] + inner[1] * outer[2], inner[0] * outer[1] + inner[1] * outer[3],
        inner[2] * outer[0] + inner[3] * outer[2], inner[2] * outer[1] + inner[3] * outer[3],
        inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
        inner[4] * outer[1] + inner[5] * outer[3] + outer[5] };
}

double scale_out(Matrix6& matrix)
{
    auto scale = std::max(std::hypot(matrix[0], matrix[1]), std::hypot(matrix[2], matrix[3]));
    if (!(scale > 1e-9))
        return 0;
    for (std::size_t i = 0; i < 4; ++i)
        matrix[i] /= scale;
    return scale;
}

void outline_path(List& list, SplashPath& outline, const Matrix6& to_page)
{
    auto put = [&](int i) {
        double x = 0;
        double y = 0;
        unsigned char ignored = 0;
        outline.getPoint(i, &x, &y, &ignored);
        apply(to_page, x, y, x, y);
        list.point(x, y);
    };
    for (int i = 0; i < outline.getLength(); ++i) {
        double x = 0;
        double y = 0;
        unsigned char flags = 0;
        outline.getPoint(i, &x, &y, &flags);
        if (flags & splashPathCurve && i + 2 < outline.getLength()) {
            list.code(Verb::Curve);
            put(i);
            put(i + 1);
            put(i + 2);
            i += 2;
        } else {
            list.code(flags & splashPathFirst ? Verb::Move : Verb::Line);
            put(i);
        }
        outline.getPoint(i, &x, &y, &flags);
        if (flags & splashPathLast)
            list.code(Verb::Close);
    }
    list.code(Verb::End);
}

}
