// What the timeline of a child holds: read from the data beside it, with dates and words.
((timeline) => {
  "use strict";

  const DAY = 86_400_000; // milliseconds
  const EPOCH = 719_163; // the number that Python gives to 1 January 1970
  const KINDS = ["strength", "concern", "query"];

  const inWords = d3.utcFormat("%-d %B ");
  const year = (date) => date.getUTCFullYear();
  const day = (date) => inWords(date) + year(date);

  /** A sentence by its name, as the organisation words it, with what is filled in. */
  const say = (name, filled = {}) =>
    timeline.words[name].replace(/\{(\w+)\}/g, (gap, key) => filled[key] ?? gap);

  /** How many there are of something, by the names of the sentences for one and for several. */
  const counted = (number, one, several) => (number === 1 ? say(one) : say(several, { number }));

  /** What the page says of a finding, where it is on the same page. */
  function told(link) {
    const finding = document.getElementById(link.getAttribute("href").slice(1));
    const message = finding?.querySelector(".message")?.textContent.trim();
    return message ? `\n${message}` : "";
  }

  /** The data of a figure, with dates for day numbers and words for what is pointed at. */
  function read(figure) {
    const data = JSON.parse(figure.querySelector(".tl-data").textContent);
    const on = (number) => (number === null ? null : new Date((data.first + number - EPOCH) * DAY));
    const after = (date) => new Date(date.getTime() + DAY);
    const [days, lanes, kinds, ids] = data.records;
    let reached = 0;
    const records = days.map((step, i) => {
      reached += step;
      const [kind, group] = data.kinds[kinds[i]];
      return { day: on(reached), lane: lanes[i], kind, group, id: data.id + ids[i] };
    });
    const texts = new Map();
    for (const link of figure.querySelectorAll('.tl-list a[href^="#f-"]')) {
      texts.set(link.getAttribute("href"), link.closest("li").textContent.trim() + told(link));
    }
    const findings = data.findings.map(([kind, theme, first, last, fingerprint, known]) => {
      const href = `#f-${fingerprint}`;
      const name = data.themes[theme];
      const text = texts.get(href) ?? `${say(`one_${KINDS[kind]}`)}, ${name}`;
      return { kind, theme: name, start: on(first), end: after(on(last)), href, text, known };
    });
    const periods = data.periods.map(([name, start, end, startKnown, endKnown]) => ({
      name,
      start: on(start),
      end: end === null ? null : after(on(end)),
      startKnown,
      endKnown,
    }));
    const first = on(0);
    const last = after(on(data.last));
    const span = Math.max(last - first, 30 * DAY);
    return {
      whole: [new Date(first - span * 0.015), new Date(+first + span * 1.015)],
      asAt: on(data.asAt),
      opens: on(data.opens),
      lanes: data.lanes,
      records,
      periods,
      findings,
    };
  }

  /** Years in which something begins, ends or is recorded, in order. */
  function yearsOf(data) {
    const years = new Set();
    for (const { day: when } of data.records) years.add(year(when));
    for (const { start, end } of [...data.periods, ...data.findings]) {
      years.add(year(start));
      if (end !== null) years.add(year(new Date(end - DAY)));
    }
    if (data.asAt !== null) years.add(year(data.asAt));
    return [...years].sort((one, other) => one - other);
  }

  function yearStart(number) {
    const date = new Date(0);
    date.setUTCFullYear(number, 0, 1);
    return date;
  }

  timeline.DAY = DAY;
  timeline.counted = counted;
  timeline.day = day;
  timeline.read = read;
  timeline.say = say;
  timeline.year = year;
  timeline.yearStart = yearStart;
  timeline.yearsOf = yearsOf;
})((globalThis.caselintTimeline ??= {}));
