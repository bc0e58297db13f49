// Findings where they lie: strengths, concerns and queries, one lane a theme.
((timeline) => {
  "use strict";

  const { FOUND, counted, say, stacked, token } = timeline;

  function drawFindings(canvas) {
    FOUND.forEach(({ word, several, rows }, kind) => {
      const own = canvas.view.findings.filter((one) => one.kind === kind);
      if (own.length === 0) return;
      canvas.heading(say(`head_${several}`, { number: own.length }));
      const themes = [...new Set(own.map((one) => one.theme))].sort();
      for (const theme of themes) {
        const group = own.filter((one) => one.theme === theme);
        group.sort((one, other) => one.start - other.start || one.end - other.end);
        const number = counted(group.length, `one_${word}`, several);
        drawTheme(canvas, theme, group, kind, rows, `${theme}, ${number}`);
      }
    });
  }

  /** Where the sign of a finding stands: a strength at its end, all others in their middle. */
  function place(canvas, one) {
    const left = canvas.at(one.start);
    const right = canvas.at(one.end);
    const to = one.kind === 0 ? right : (left + right) / 2;
    return Math.max(canvas.left + 11, Math.min(canvas.right - 11, to));
  }

  /** One theme: the stretches of its findings, then their signs. */
  function drawTheme(canvas, name, group, kind, rows, label) {
    const reach = (one) => [
      Math.min(canvas.at(one.start), place(canvas, one) - 12),
      Math.max(canvas.at(one.end), place(canvas, one) + 12),
    ];
    let levels = stacked(
      group,
      (one) => reach(one)[0],
      (one) => reach(one)[1],
    );
    const apart = Math.max(...levels) < rows;
    if (!apart) levels = group.map(() => 0);
    const lane = canvas.lane(name, (Math.max(...levels) + 1) * 24, label);
    const top = canvas.top;
    const y = (i) => top + levels[i] * 24 + 12;
    group.forEach((one, i) => stretch(canvas, lane, one, y(i)));
    clusters(canvas, group, levels, apart).forEach(({ x, own, level }, i) => {
      const text = own
        .map((each) => (own.length > 1 ? each.text.split("\n")[0] : each.text))
        .join("\n");
      const findings = counted(own.length, "one_finding", "findings");
      const said = own.length === 1 ? text : `${say("several_findings", { findings })}\n${text}`;
      const mark = canvas.mark(lane, said, i === 0, own[0].href);
      mark.attr("data-from", Math.min(...own.map((each) => canvas.at(each.start))));
      mark.attr("data-to", Math.max(...own.map((each) => canvas.at(each.end))));
      mark.attr("transform", `translate(${x.toFixed(1)},${top + level * 24 + 12})`);
      mark.append("circle").attr("class", "tl-reach").attr("r", 12);
      const number = own.length === 1 ? FOUND[kind].sign : own.length;
      token(
        mark,
        kind,
        own.every((one) => one.known),
        number,
      );
    });
  }

  /** Signs that would lie upon one another become one with their number. */
  function clusters(canvas, group, levels, apart) {
    const signs = group.map((one, i) => ({ x: place(canvas, one), own: [one], level: levels[i] }));
    if (apart) return signs;
    signs.sort((one, other) => one.x - other.x);
    const joined = [];
    for (const sign of signs) {
      const last = joined.at(-1);
      if (last && sign.x - last.x < 22) last.own.push(...sign.own);
      else joined.push(sign);
    }
    return joined;
  }

  /** From the first to the last day of a finding. */
  function stretch(canvas, lane, one, y) {
    const left = canvas.at(one.start);
    const right = canvas.at(one.end);
    if (right - left < 2) return;
    const line = lane.append("g").attr("aria-hidden", "true");
    const { word } = FOUND[one.kind];
    if (one.kind === 1) {
      line
        .append("rect")
        .attr("class", "tl-gap")
        .attr("x", left)
        .attr("y", y - 8)
        .attr("width", right - left)
        .attr("height", 16)
        .attr("fill", `url(#${canvas.hatching()})`);
    } else {
      const [from, to] = canvas.picture.domain;
      const begin = one.start >= from ? `M${left},${y - 4}V${y + 4}` : "";
      const end = one.end <= to ? `M${right},${y - 4}V${y + 4}` : "";
      line.append("path").attr("class", `tl-line tl-line-${word}`);
      line.select("path").attr("d", `${begin}M${left},${y}H${right}${end}`);
    }
  }

  timeline.drawFindings = drawFindings;
})((globalThis.caselintTimeline ??= {}));
