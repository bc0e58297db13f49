// Records as marks, one lane an agency; where they would pile up, with their number.
((timeline) => {
  "use strict";

  const { DAY, GROUPS, counted, day, say, stacked, symbol } = timeline;

  const MOST_LANES = 30;
  const MOST_ROWS = 16; // of marks in a lane, before they are counted together

  function drawRecords(canvas) {
    const { records } = canvas.view;
    if (records.length === 0) return;
    canvas.heading(say("head_records"));
    for (const { name, own } of lanesOf(canvas, records)) {
      const { marks, unit } = gathered(canvas, own);
      const levels = rowsOf(canvas, marks, unit === null ? 5.5 : 13);
      const height = (Math.max(...levels) + 1) * 12 + 10;
      const many = counted(own.length, "one_record", "records");
      const lane = canvas.lane(name, height, `${name}, ${many}`);
      marks.forEach((one, i) => {
        const mark = canvas.mark(lane, one.label, i === 0);
        const y = canvas.top + 11 + levels[i] * 12;
        mark.attr("transform", `translate(${canvas.x(one.day).toFixed(1)},${y})`);
        mark.append("circle").attr("class", "tl-reach").attr("r", 7);
        symbol(
          mark.append("g").attr("transform", `translate(${unit === null ? 0 : -6},0)`),
          one.group,
        );
        if (unit !== null) {
          mark.append("text").attr("class", "tl-number").attr("y", 4).text(one.number);
        }
      });
    }
  }

  /** Rows without overlaps; a group has its own where two rows are not enough for all. */
  function rowsOf(canvas, marks, reach) {
    const left = (one) => canvas.x(one.day) - reach;
    const right = (one) => canvas.x(one.day) + reach - 0.5;
    const together = stacked(marks, left, right);
    if (Math.max(...together) < 2) return together;
    let above = 0;
    const rows = new Map();
    for (const group of GROUPS.keys()) {
      const own = marks.filter((one) => one.group === group);
      const levels = stacked(own, left, right);
      own.forEach((one, i) => rows.set(one, above + levels[i]));
      if (own.length > 0) above += Math.max(...levels) + 1;
    }
    return marks.map((one) => rows.get(one));
  }

  /** Lanes in the order of their names; where there are too many, the smallest share the last. */
  function lanesOf(canvas, records) {
    const { lanes } = canvas.picture.data;
    const own = lanes.map(() => []);
    for (const record of records) own[record.lane].push(record);
    const numbers = lanes.map((_, i) => i).filter((i) => own[i].length > 0);
    const bySize = [...numbers].sort((one, other) => own[other].length - own[one].length);
    const kept = new Set(bySize.slice(0, MOST_LANES));
    const found = numbers.filter((i) => kept.has(i)).map((i) => ({ name: lanes[i], own: own[i] }));
    const rest = numbers.filter((i) => !kept.has(i));
    if (rest.length > 0) {
      const together = rest.flatMap((i) => own[i]).sort((one, other) => one.day - other.day);
      found.push({ name: say("further", { number: rest.length }), own: together });
    }
    return found;
  }

  /** Marks for records: one each, or one a group and stretch of time where they would pile up. */
  function gathered(canvas, records) {
    const { lanes } = canvas.picture.data;
    const single = records.map((one) => ({
      ...one,
      label: say("record", {
        day: day(one.day),
        kind: one.kind,
        id: one.id,
        agency: lanes[one.lane],
      }),
    }));
    if (Math.max(...rowsOf(canvas, single, 5.5)) < MOST_ROWS) return { marks: single, unit: null };
    const perDay =
      (canvas.right - canvas.left) / ((canvas.picture.domain[1] - canvas.picture.domain[0]) / DAY);
    const units = [
      [7, d3.utcMonday],
      [30, d3.utcMonth],
      [91, d3.utcMonth.every(3)],
      [365, d3.utcYear],
      [3652, d3.utcYear.every(10)],
      [36524, d3.utcYear.every(100)],
      [365242, d3.utcYear.every(1000)],
    ];
    const [, unit] = units.find(([days]) => days * perDay >= 28) ?? units.at(-1);
    const bins = new Map();
    for (const one of records) {
      const start = unit.floor(one.day);
      const key = `${+start} ${one.group}`;
      if (!bins.has(key)) bins.set(key, { start, group: one.group, own: [] });
      bins.get(key).own.push(one);
    }
    const marks = [...bins.values()]
      .sort((one, other) => one.start - other.start || one.group - other.group)
      .map(({ start, group, own }) => {
        const next = unit.offset(start, 1);
        const kinds = new Map();
        for (const { kind } of own) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        const what = [...kinds].map(([kind, number]) => `${kind} ${number}`).sort();
        const from = Math.max(start, canvas.picture.domain[0]);
        const middle = new Date((from + Math.min(next, canvas.picture.domain[1])) / 2);
        const days = { first: day(start), last: day(new Date(next - DAY)) };
        const label = say("several_records", { ...days, kinds: what.join(", ") });
        return { day: middle, group, number: own.length, label };
      });
    return { marks, unit };
  }

  timeline.drawRecords = drawRecords;
})((globalThis.caselintTimeline ??= {}));
