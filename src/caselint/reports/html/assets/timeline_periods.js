// Periods as bands, each with its name; an open one ends in an arrow.
((timeline) => {
  "use strict";

  const { DAY, counted, day, say, stacked } = timeline;

  function drawPeriods(canvas) {
    const { periods } = canvas.view;
    if (periods.length === 0) return;
    canvas.heading(say("head_periods"));
    const names = [...new Set(periods.map((one) => one.name))];
    for (const name of names) {
      const own = periods.filter((one) => one.name === name);
      const levels = stacked(
        own,
        (one) => canvas.at(one.start),
        (one) => canvas.end(one),
      );
      const rows = Math.max(...levels) + 1;
      const label = `${name}, ${counted(own.length, "one_period", "periods")}`;
      const lane = canvas.lane(name, rows * 22 + 4, label);
      own.forEach((one, i) => band(canvas, lane, one, canvas.top + 4 + levels[i] * 22, i === 0));
    }
  }

  function band(canvas, lane, period, top, first) {
    const [from, to] = canvas.picture.domain;
    const left = canvas.at(period.start);
    const right = Math.max(canvas.end(period), left + 3);
    const open = period.end === null;
    const tip = open ? Math.min(6, right - left) : 0;
    const mark = canvas.mark(lane, sayPeriod(period), first);
    mark
      .append("path")
      .attr("class", "tl-band")
      .attr(
        "d",
        `M${left},${top}H${right - tip}L${right},${top + 8}L${right - tip},${top + 16}H${left}Z`,
      );
    const unknown = (x) =>
      mark
        .append("path")
        .attr("class", "tl-unknown")
        .attr("d", `M${x},${top - 2}V${top + 18}`);
    if (!period.startKnown && period.start >= from) unknown(left);
    if (!period.endKnown && (period.end ?? to) <= to) unknown(right);
    const words = open ? say("open_period", { period: period.name }) : period.name;
    const inside = words.length * 6.2 + 12 < right - left;
    if (inside) {
      const text = mark.append("text").attr("class", "tl-in-band").text(words);
      text.attr("x", left + 6).attr("y", top + 12);
    }
  }

  function sayPeriod({ name, start, end, startKnown, endKnown }) {
    const from = say(startKnown ? "from" : "from_at_the_latest", { day: day(start) });
    const last = end === null ? "" : day(new Date(end - DAY));
    const ways = end === null ? ["to_unknown", "to_now"] : ["to_perhaps", "to"];
    return `${name}, ${from} ${say(ways[Number(endKnown)], { day: last })}`;
  }

  timeline.drawPeriods = drawPeriods;
})((globalThis.caselintTimeline ??= {}));
