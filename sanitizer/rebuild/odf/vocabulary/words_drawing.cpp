// SPDX-License-Identifier: MIT
// Slides and shapes (ODF 1.3 part 3, 10).
#include "sanitizer/rebuild/odf/vocabulary/vocabulary.h"

namespace rebuild_odf {

std::string_view drawing_words()
{
    return R"([declaration: body]
=presentation:header-decl =presentation:footer-decl | !presentation:name:Name
=presentation:date-time-decl | !presentation:name:Name presentation:source style:data-style-name:Name
-presentation:settings(show-settings)
[page: body]
*draw:page | draw:name:Name draw:style-name:Name draw:master-page-name:Name draw:id:Identifier xml:id:Identifier presentation:presentation-page-layout-name:Name presentation:use-header-name:Name presentation:use-footer-name:Name presentation:use-date-time-name:Name
[notes: page master]
presentation:notes | draw:style-name:Name style:page-layout-name:Name presentation:use-header-name:Name presentation:use-footer-name:Name presentation:use-date-time-name:Name
-anim:par(animations) -anim:seq(animations) -presentation:animations(animations)
[shape: body story region flow cell block inline page notes master shape shapes content]
@shape draw:style-name:Name draw:text-style-name:Name draw:name:Name draw:layer:Name draw:z-index draw:id:Identifier xml:id:Identifier draw:transform:Geometry svg:x svg:y svg:width svg:height style:rel-width style:rel-height text:anchor-type text:anchor-page-number table:end-cell-address:Range table:end-x table:end-y table:table-background presentation:class presentation:style-name:Name presentation:placeholder presentation:user-transformed
draw:rect | @shape draw:corner-radius svg:rx svg:ry
draw:line draw:measure | @shape svg:x1 svg:y1 svg:x2 svg:y2
draw:polyline draw:polygon | @shape !draw:points:Geometry svg:viewBox
draw:regular-polygon | @shape draw:concave draw:corners draw:sharpness
draw:path | @shape !svg:d:Geometry svg:viewBox
draw:circle draw:ellipse | @shape svg:cx svg:cy svg:r svg:rx svg:ry draw:kind draw:start-angle draw:end-angle
draw:connector | @shape svg:x1 svg:y1 svg:x2 svg:y2 draw:type draw:start-shape:Identifier draw:end-shape:Identifier draw:start-glue-point draw:end-glue-point draw:line-skew svg:d:Geometry svg:viewBox
draw:caption | @shape draw:caption-point-x draw:caption-point-y draw:corner-radius
draw:custom-shape | @shape
draw:page-thumbnail | @shape draw:page-number
draw:g | @shape
*draw:frame | @shape
*draw:a | office:name:Name office:title:Name xlink:href:Made xlink:type:Made
-draw:control(form-control) -dr3d:scene(drawing)
[content: shape]
draw:text-box | fo:min-height fo:min-width fo:max-height fo:max-width draw:corner-radius
*draw:image | draw:filter-name:Made xlink:href:Made xlink:type:Made xlink:show:Made xlink:actuate:Made
*draw:object(embedded-object) | draw:notify-on-update-of-ranges:Made xlink:href:Made xlink:type:Made xlink:show:Made xlink:actuate:Made
-draw:object-ole(embedded-object) -draw:plugin(media) -draw:applet(embedded-object) -draw:floating-frame(frame)
-office:binary-data(embedded-object) -draw:image-map(action) -draw:contour-polygon -draw:contour-path
[shapepart: shape]
=svg:title =svg:desc
draw:glue-point | draw:id svg:x svg:y draw:align draw:escape-direction
draw:enhanced-geometry | svg:viewBox draw:type draw:enhanced-path:Geometry draw:modifiers:Geometry draw:text-areas:Geometry draw:glue-points:Geometry draw:glue-point-type draw:glue-point-leaving-directions:Geometry draw:mirror-horizontal draw:mirror-vertical draw:text-rotate-angle draw:path-stretchpoint-x draw:path-stretchpoint-y draw:concentric-gradient-fill-allowed draw:text-path draw:text-path-mode draw:text-path-scale draw:text-path-same-letter-heights draw:extrusion draw:extrusion-allowed draw:text-path-allowed
[geometry: shapepart]
draw:equation | !draw:name:Identifier !draw:formula:Geometry
draw:handle | draw:handle-position:Geometry draw:handle-range-x-minimum:Geometry draw:handle-range-x-maximum:Geometry draw:handle-range-y-minimum:Geometry draw:handle-range-y-maximum:Geometry draw:handle-mirror-horizontal draw:handle-mirror-vertical draw:handle-switched draw:handle-polar:Geometry draw:handle-radius-range-minimum:Geometry draw:handle-radius-range-maximum:Geometry
)";
}

}
