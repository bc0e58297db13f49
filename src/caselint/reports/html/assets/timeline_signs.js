// The shapes of the picture and their legend. None is told by its colour alone.
((timeline) => {
  "use strict";

  const GROUPS = [
    ["Visit or direct contact with the child", d3.symbolCircle],
    ["Meeting or conference", d3.symbolSquare],
    ["Plan, review or assessment", d3.symbolTriangle],
    ["Decision, supervision or allocation", d3.symbolDiamond],
    ["Contact, communication or note", d3.symbolTimes],
    ["Event or move", d3.symbolStar],
    ["Help or service", d3.symbolCross],
    ["Other record", d3.symbolWye],
  ];
  const FOUND = [
    {
      word: "strength",
      heading: "Strengths",
      told: "Strength, with a line over the days it covers",
      sign: "✓",
      rows: 1,
    },
    {
      word: "concern",
      heading: "Concerns",
      told: "Concern, hatched from its first day to its last",
      sign: "!",
      rows: 4,
    },
    {
      word: "query",
      heading: "Queries",
      told: "Query, a question to whoever knows the child",
      sign: "?",
      rows: 4,
    },
  ];

  const OPEN = "M-10,-6H4L10,0L4,6H-10Z";

  function symbol(at, group, size = 64) {
    const [, shape] = GROUPS[group];
    return at
      .append("path")
      .attr("class", `tl-record tl-group-${group}`)
      .attr("d", d3.symbol(shape, size)());
  }

  /** The sign of a finding, of which there may be several in one place. */
  function token(at, kind, known, text = FOUND[kind].sign) {
    const shapes = [
      "M-8,0A8,8 0 1 1 8,0A8,8 0 1 1 -8,0Z",
      "M0,-9.5L10,7.5H-10Z",
      "M-7.5,-7.5H7.5V7.5H-7.5Z",
    ];
    const half = Math.max(0, String(text).length - 1) * 3.2;
    const shape = at.append("path").attr("class", `tl-token tl-${FOUND[kind].word}`);
    shape.attr("d", shapes[kind]);
    if (half > 0) shape.attr("transform", `scale(${1 + half / 9},1)`);
    if (known) at.append("path").attr("class", "tl-known").attr("d", "M-12,-11H12V11H-12Z");
    const sign = at
      .append("text")
      .attr("class", "tl-sign")
      .attr("y", kind === 1 ? 6 : 4);
    sign.text(text);
  }

  /** The legend, of what this timeline has in it. */
  function explain(legend, data) {
    const { records, periods, findings, asAt, opens } = data;
    const list = legend.append("ul").attr("aria-label", "Legend");
    const entry = (name, paint) => {
      const item = list.append("li");
      const svg = item.append("svg").attr("width", 22).attr("height", 18);
      svg.attr("viewBox", "0 0 22 18").attr("aria-hidden", "true").attr("focusable", "false");
      paint(svg.append("g").attr("transform", "translate(11,9)"));
      item.append("span").text(name);
    };
    GROUPS.forEach(([name], group) => {
      if (!records.some((one) => one.group === group)) return;
      entry(name, (at) => symbol(at, group));
    });
    FOUND.forEach(({ told }, kind) => {
      if (!findings.some((one) => one.kind === kind)) return;
      entry(told, (at) => token(at, kind, false));
    });
    if (findings.some((one) => one.known)) {
      entry("Dashed frame: known from an earlier run", (at) => token(at, 1, true));
    }
    const edge = (at, name) => at.append("path").attr("class", name).attr("d", "M0,-8V8");
    if (periods.some((one) => one.end === null)) {
      entry("Still open", (at) => at.append("path").attr("class", "tl-band").attr("d", OPEN));
    }
    if (periods.some((one) => !one.startKnown || !one.endKnown)) {
      entry("Start or end not known", (at) => edge(at, "tl-unknown"));
    }
    const seen = opens !== null && opens > data.whole[0];
    if (seen) entry("Look-back opens; what is earlier is shaded", (at) => edge(at, "tl-opens"));
    if (asAt !== null) entry("As-at day", (at) => edge(at, "tl-as-at"));
  }

  timeline.FOUND = FOUND;
  timeline.GROUPS = GROUPS;
  timeline.explain = explain;
  timeline.symbol = symbol;
  timeline.token = token;
})((globalThis.caselintTimeline ??= {}));
