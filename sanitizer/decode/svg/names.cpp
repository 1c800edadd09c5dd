// SPDX-License-Identifier: MIT
#include "sanitizer/decode/svg/names.h"

#include <algorithm>

namespace decode_svg {

// Each in the order of its bytes. Not here, and so left out: script and handlers, foreignObject,
// image and feImage, animation, sound and video, cursor, fonts of the picture's own.
static constexpr std::string_view elements[] = { "a", "circle", "clipPath", "defs", "ellipse",
    "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix",
    "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood",
    "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode",
    "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile",
    "feTurbulence", "filter", "g", "line", "linearGradient", "marker", "mask", "path", "pattern",
    "polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg", "switch", "symbol",
    "text", "textPath", "tspan", "use" };

static constexpr std::string_view attributes[] = { "amplitude", "azimuth", "baseFrequency", "bias",
    "class", "clipPathUnits", "cx", "cy", "d", "diffuseConstant", "divisor", "dx", "dy", "edgeMode",
    "elevation", "exponent", "filterUnits", "fr", "fx", "fy", "gradientTransform", "gradientUnits",
    "height", "href", "id", "in", "in2", "intercept", "k1", "k2", "k3", "k4", "kernelMatrix",
    "kernelUnitLength", "lengthAdjust", "limitingConeAngle", "markerHeight", "markerUnits",
    "markerWidth", "maskContentUnits", "maskUnits", "method", "mode", "numOctaves", "offset",
    "operator", "order", "orient", "pathLength", "patternContentUnits", "patternTransform",
    "patternUnits", "points", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha",
    "preserveAspectRatio", "primitiveUnits", "r", "radius", "refX", "refY", "requiredFeatures",
    "result", "rotate", "rx", "ry", "scale", "seed", "slope", "spacing", "specularConstant",
    "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles", "style",
    "surfaceScale", "systemLanguage", "tableValues", "targetX", "targetY", "textLength",
    "transform", "type", "values", "version", "viewBox", "width", "x", "x1", "x2",
    "xChannelSelector", "y", "y1", "y2", "yChannelSelector", "z" };

static constexpr std::string_view properties[] = { "alignment-baseline", "baseline-shift", "clip",
    "clip-path", "clip-rule", "color", "color-interpolation", "color-interpolation-filters",
    "direction", "display", "dominant-baseline", "enable-background", "fill", "fill-opacity",
    "fill-rule", "filter", "flood-color", "flood-opacity", "font", "font-family", "font-size",
    "font-size-adjust", "font-stretch", "font-style", "font-variant", "font-weight",
    "image-rendering", "isolation", "kerning", "letter-spacing", "lighting-color", "line-height",
    "marker", "marker-end", "marker-mid", "marker-start", "mask", "mask-type", "mix-blend-mode",
    "opacity", "overflow", "paint-order", "shape-rendering", "stop-color", "stop-opacity", "stroke",
    "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "text-decoration",
    "text-orientation", "text-rendering", "unicode-bidi", "vector-effect", "visibility",
    "word-spacing", "writing-mode" };

static_assert(std::ranges::is_sorted(elements) && std::ranges::is_sorted(attributes)
    && std::ranges::is_sorted(properties));

bool is_element(std::string_view name)
{
    return std::ranges::binary_search(elements, name);
}

bool is_attribute(std::string_view name)
{
    return std::ranges::binary_search(attributes, name);
}

bool is_property(std::string_view name)
{
    return std::ranges::binary_search(properties, name);
}

}
