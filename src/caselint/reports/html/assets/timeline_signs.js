// The shapes of the picture and their legend. None is told by its colour alone.
((timeline) => {
  "use strict";

  const { say } = timeline;

  const GROUPS = [
    ["is_visit", d3.symbolCircle],
    ["is_meeting", d3.symbolSquare],
    ["is_plan", d3.symbolTriangle],
    ["is_decision", d3.symbolDiamond],
    ["is_contact", d3.symbolTimes],
    ["is_event", d3.symbolStar],
    ["is_help", d3.symbolCross],
    ["is_other", d3.symbolWye],
  ];
  const FOUND = [
    { word: "strength", several: "strengths", sign: "✓", rows: 1 },
    { word: "concern", several: "concerns", sign: "!", rows: 4 },
    { word: "query", several: "queries", sign: "?", rows: 4 },
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
    const list = legend.append("ul").attr("aria-label", say("legend"));
    const entry = (name, paint) => {
      const item = list.append("li");
      const svg = item.append("svg").attr("width", 22).attr("height", 18);
      svg.attr("viewBox", "0 0 22 18").attr("aria-hidden", "true").attr("focusable", "false");
      paint(svg.append("g").attr("transform", "translate(11,9)"));
      item.append("span").text(say(name));
    };
    GROUPS.forEach(([name], group) => {
      if (!records.some((one) => one.group === group)) return;
      entry(name, (at) => symbol(at, group));
    });
    FOUND.forEach(({ word }, kind) => {
      if (!findings.some((one) => one.kind === kind)) return;
      entry(`is_${word}`, (at) => token(at, kind, false));
    });
    if (findings.some((one) => one.known)) {
      entry("is_known", (at) => token(at, 1, true));
    }
    const edge = (at, name) => at.append("path").attr("class", name).attr("d", "M0,-8V8");
    if (periods.some((one) => one.end === null)) {
      entry("is_open", (at) => at.append("path").attr("class", "tl-band").attr("d", OPEN));
    }
    if (periods.some((one) => !one.startKnown || !one.endKnown)) {
      entry("is_unknown", (at) => edge(at, "tl-unknown"));
    }
    const seen = opens !== null && opens > data.whole[0];
    if (seen) entry("is_look_back", (at) => edge(at, "tl-opens"));
    if (asAt !== null) entry("is_as_at", (at) => edge(at, "tl-as-at"));
  }

  timeline.FOUND = FOUND;
  timeline.GROUPS = GROUPS;
  timeline.explain = explain;
  timeline.symbol = symbol;
  timeline.token = token;
})((globalThis.caselintTimeline ??= {}));
