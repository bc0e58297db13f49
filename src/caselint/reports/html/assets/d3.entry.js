// What the timeline uses of d3. `README.md` beside this file says how d3.min.js is made of it.
export { axisBottom, axisTop } from "d3-axis";
export { scaleUtc } from "d3-scale";
export { create, select } from "d3-selection";
export {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTimes,
  symbolTriangle,
  symbolWye,
} from "d3-shape";
export { utcDay, utcMonday, utcMonth, utcYear } from "d3-time";
export { utcFormat } from "d3-time-format";
