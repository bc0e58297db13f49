// Draws the timelines of a page, each when it comes into view, from the data that stands beside it.
// Nothing is fetched and nothing evaluated. The list beneath each picture says the same in words.
((timeline) => {
  "use strict";

  const {
    Canvas,
    counted,
    drawFindings,
    drawPeriods,
    drawRecords,
    explain,
    read,
    say,
    year,
    yearStart,
    yearsOf,
  } = timeline;

  const PAPER = 860; // pixels; width of a printed picture
  const MOST_BUTTONS = 16; // years, before they are chosen from a list

  /** One picture: its controls, its drawing and what they show. */
  class Picture {
    constructor(figure, number) {
      this.figure = figure;
      this.number = number;
      this.place = figure.querySelector(".tl-picture");
      this.data = read(figure);
      this.years = yearsOf(this.data);
      const wide = this.years.at(-1) - this.years[0] > 30; // a mistyped day, most likely
      this.shown = wide ? year(this.data.asAt ?? this.data.records.at(-1).day) : null;
      this.zoom();
      const root = d3.select(this.place);
      this.frame = root.append("div").attr("class", "tl-frame");
      this.says = root.append("p").attr("class", "tl-says").attr("role", "status");
      this.legend = root.append("div").attr("class", "tl-legend");
      this.tip = this.frame.append("div").attr("class", "tl-tip").attr("aria-hidden", "true");
      this.tip.property("hidden", true);
      this.listen();
      this.draw();
      explain(this.legend, this.data);
    }

    get domain() {
      if (this.shown === null) return this.data.whole;
      return [yearStart(this.shown), yearStart(this.shown + 1)];
    }

    /** Buttons for the whole, each year, and the years beside the one shown. */
    zoom() {
      const group = d3.select(this.place).append("div").attr("class", "tl-zoom");
      group.attr("role", "group").attr("aria-label", say("years"));
      const button = (text, choose) =>
        group.append("button").attr("type", "button").text(text).on("click", choose);
      this.earlier = button(say("earlier"), () => this.step(-1));
      this.choices = new Map([[null, button(say("all"), () => this.show(null))]]);
      if (this.years.length > MOST_BUTTONS) {
        const select = group.append("select").attr("aria-label", say("year"));
        select.append("option").attr("value", "").text(say("year"));
        for (const one of this.years) select.append("option").attr("value", one).text(one);
        select.on("change", () => {
          this.show(select.property("value") ? Number(select.property("value")) : null);
        });
        this.select = select;
      } else {
        for (const one of this.years) {
          this.choices.set(
            one,
            button(String(one), () => this.show(one)),
          );
        }
      }
      this.later = button(say("later"), () => this.step(1));
    }

    /** The year to which a step leads; from the whole, only back to the last. */
    beside(step) {
      if (this.shown === null) return step < 0 ? this.years.at(-1) : undefined;
      const at = this.years.indexOf(this.shown);
      return this.years[at + step];
    }

    step(by) {
      const to = this.beside(by);
      if (to !== undefined) this.show(to);
    }

    show(one) {
      this.shown = one;
      this.draw();
      const { records, findings } = this.inView();
      const shown = {
        years: one === null ? say("whole") : one,
        records: counted(records.length, "one_record", "records"),
        findings: counted(findings.length, "one_finding", "findings"),
      };
      this.says.text(say("shown", shown));
    }

    inView() {
      const [from, to] = this.domain;
      const lies = ({ start, end }) => start < to && (end === null || end > from);
      return {
        records: this.data.records.filter(({ day: when }) => when >= from && when < to),
        periods: this.data.periods.filter(lies),
        findings: this.data.findings.filter(lies),
      };
    }

    draw(width = this.frame.node().clientWidth) {
      this.width = width;
      for (const [one, button] of this.choices) button.attr("aria-pressed", one === this.shown);
      this.select?.property("value", this.shown ?? "");
      this.earlier.attr("aria-disabled", this.beside(-1) === undefined);
      this.later.attr("aria-disabled", this.beside(1) === undefined);
      this.tip.property("hidden", true);
      const focused = this.frame.node().contains(document.activeElement);
      this.frame.select("svg").remove();
      const canvas = new Canvas(this, Math.max(width, 280));
      drawPeriods(canvas);
      drawRecords(canvas);
      drawFindings(canvas);
      canvas.finish();
      if (focused) this.choices.get(this.shown)?.node().focus();
    }

    /** Words for a mark under the pointer or in focus; arrow keys lead along a lane. */
    listen() {
      const frame = this.frame.node();
      const mark = (target) => target.closest?.("[data-mark]") ?? null;
      const tell = (event) => this.tell(mark(event.target));
      frame.addEventListener("pointerover", tell);
      frame.addEventListener("focusin", tell);
      frame.addEventListener("pointerleave", () => this.tell(null));
      frame.addEventListener("focusout", () => this.tell(null));
      frame.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.tell(null);
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        const at = mark(event.target);
        if (step === undefined || at === null) return;
        event.preventDefault();
        const along = [...at.closest("[data-lane]").querySelectorAll("[data-mark]")];
        const next = along[along.indexOf(at) + step];
        if (next === undefined) return;
        at.setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
      });
    }

    /** The days of a finding, through all lanes, so that one sees what lies in them. */
    shade({ from, to }) {
      if (from === undefined) return;
      const days = this.frame.select("svg").insert("rect", "g").attr("class", "tl-days");
      days.attr("x", from).attr("width", Math.max(2, to - from));
      days.attr("y", 40).attr("height", this.frame.select("svg").attr("height") - 74);
    }

    tell(mark) {
      const tip = this.tip.node();
      if (mark !== null && tip.contains(mark)) return;
      tip.hidden = mark === null;
      this.frame.select(".tl-days").remove();
      if (mark === null) return;
      tip.textContent = mark.getAttribute("aria-label");
      this.shade(mark.dataset);
      const frame = this.frame.node().getBoundingClientRect();
      const box = mark.getBoundingClientRect();
      const middle = (Math.max(box.left, frame.left) + Math.min(box.right, frame.right)) / 2;
      const left = middle - frame.left - tip.offsetWidth / 2;
      tip.style.left = `${Math.max(0, Math.min(left, frame.width - tip.offsetWidth))}px`;
      const above = box.top - frame.top - tip.offsetHeight - 6;
      tip.style.top = `${above < 0 ? box.bottom - frame.top + 6 : above}px`;
    }
  }

  const AT_ONCE = 60; // pictures that are drawn anew for printing, if they were not before
  const pictures = new Map(); // by figure
  let printing = false;

  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const picture = pictures.get(target.closest("figure"));
      const width = target.clientWidth;
      if (width > 0 && width !== picture.width && !printing) picture.draw();
    }
  });

  function draw(figure) {
    coming.unobserve(figure);
    if (pictures.has(figure)) return;
    pictures.set(figure, new Picture(figure, pictures.size));
    widths.observe(pictures.get(figure).frame.node());
  }

  const coming = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) draw(target);
      }
    },
    { rootMargin: "600px" },
  );

  /** The figures of the page that have something to draw. */
  function figures() {
    const all = [...document.querySelectorAll("figure.timeline")];
    return all.filter((figure) => figure.querySelector(".tl-data"));
  }

  function start() {
    for (const figure of figures()) {
      figure.querySelector(".tl-picture").hidden = false;
      coming.observe(figure);
    }
    unfold(false);
  }

  /** The lists: folded beneath their pictures on a screen, unfolded on paper. */
  function unfold(open) {
    for (const list of document.querySelectorAll(".tl-picture ~ .tl-list")) list.open = open;
  }

  addEventListener("beforeprint", () => {
    printing = true;
    unfold(true);
    const waiting = figures().filter(
      (one) => !pictures.has(one) && one.getClientRects().length > 0,
    );
    waiting.slice(0, AT_ONCE).forEach(draw);
    for (const picture of pictures.values()) picture.draw(PAPER);
  });
  addEventListener("afterprint", () => {
    printing = false;
    unfold(false);
    for (const picture of pictures.values()) picture.draw();
  });

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})((globalThis.caselintTimeline ??= {}));
