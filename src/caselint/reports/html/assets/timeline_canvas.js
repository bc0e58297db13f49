// What a picture is drawn on: a scale of time, and lanes from top to bottom with their marks.
((timeline) => {
  "use strict";

  const { DAY, say, year } = timeline;

  const NARROW = 640; // pixels; below it names of lanes stand above them
  const GUTTER = 190; // for names of lanes beside them

  /** What a picture is drawn on, from top to bottom: lanes beside a scale of time. */
  class Canvas {
    constructor(picture, width) {
      this.picture = picture;
      this.width = width;
      this.narrow = width < NARROW;
      this.left = this.narrow ? 14 : GUTTER;
      this.right = width - 18;
      this.x = d3.scaleUtc(picture.domain, [this.left, this.right]);
      this.view = picture.inView();
      this.height = 44;
      const figure = picture.figure;
      this.svg = picture.frame
        .insert("svg", ".tl-tip")
        .attr("role", "group")
        .attr("aria-label", say("picture", { timeline: figure.getAttribute("aria-label") }));
      this.behind = this.svg.append("g").attr("aria-hidden", "true");
    }

    /** A date as pixels, no further out than the edges. */
    at(date) {
      return Math.max(this.left, Math.min(this.right, this.x(date)));
    }

    end(period) {
      return this.at(period.end ?? this.picture.data.asAt ?? this.picture.domain[1]);
    }

    heading(text) {
      this.height += 26;
      this.svg
        .append("text")
        .attr("class", "tl-heading")
        .attr("x", 0)
        .attr("y", this.height - 8)
        .text(text);
    }

    /** The name of a lane: beside it, or above it where the page is narrow. Gives the lane. */
    lane(name, height, label) {
      const most = this.narrow ? Math.floor(this.width / 6.5) : 29;
      const text = name.length > most ? `${name.slice(0, most - 1)}…` : name;
      if (this.narrow) this.height += 15;
      const lane = this.svg.append("g").attr("role", "group").attr("aria-label", label);
      lane.attr("data-lane", "");
      const written = lane.append("text").attr("class", "tl-lane").text(text);
      written.attr("aria-hidden", "true");
      written
        .attr("x", 0)
        .attr("y", this.narrow ? this.height - 3 : this.height + Math.min(height, 24) / 2 + 4);
      if (text !== name) written.append("title").text(name);
      this.top = this.height;
      this.height += height;
      this.behind
        .append("path")
        .attr("class", "tl-between")
        .attr("d", `M0,${this.height + 0.5}H${this.width}`);
      return lane;
    }

    /** A mark that says what it is, under the pointer and in focus. */
    mark(lane, label, first, href) {
      const mark = lane.append(href ? "a" : "g").attr("data-mark", "");
      if (href) mark.attr("href", href);
      else mark.attr("role", "img");
      return mark.attr("tabindex", first ? 0 : -1).attr("aria-label", label);
    }

    hatching() {
      const id = `tl-hatching-${this.picture.number}`;
      if (this.svg.select("pattern").empty()) {
        const pattern = this.behind.append("pattern").attr("id", id);
        pattern.attr("width", 6).attr("height", 6).attr("patternUnits", "userSpaceOnUse");
        pattern.append("path").attr("class", "tl-hatch").attr("d", "M-1,1L1,-1M0,6L6,0M5,7L7,5");
      }
      return id;
    }

    /** Closes the picture at its foot. */
    finish() {
      this.drawTime();
      this.svg.attr("viewBox", `0 0 ${this.width} ${this.height}`);
      this.svg.attr("width", this.width).attr("height", this.height);
    }

    /** Axes above and below, lines of the look-back and the as-at day, all behind the rest. */
    drawTime() {
      const [from, to] = this.picture.domain;
      const { asAt, opens } = this.picture.data;
      const room = this.right - this.left;
      let ticks = Math.max(2, Math.floor(room / 75));
      // Of weeks or months there may be twice as many as asked for, too close for their words.
      while (ticks > 2 && this.x.ticks(ticks).length > room / 50) ticks -= 1;
      const exact = d3.utcFormat("%-d %b");
      const month = d3.utcFormat("%b");
      const label = (date) => {
        if (date.getUTCDate() > 1) return exact(date);
        return date.getUTCMonth() > 0 ? month(date) : String(year(date));
      };
      const foot = this.height + 6;
      const axis = (make, y, inner) =>
        this.behind
          .append("g")
          .attr("class", "tl-axis")
          .attr("transform", `translate(0,${y})`)
          .call(make(this.x).ticks(ticks).tickFormat(label).tickSizeOuter(0).tickSizeInner(inner));
      if (opens !== null && opens > from) {
        const right = this.at(opens);
        this.behind
          .append("rect")
          .attr("class", "tl-before")
          .attr("x", this.left)
          .attr("y", 40)
          .attr("width", right - this.left)
          .attr("height", foot - 40)
          .lower();
      }
      axis(d3.axisBottom, 40, foot - 40)
        .selectAll("text")
        .remove();
      axis(d3.axisTop, 40, 5);
      axis(d3.axisBottom, foot, 5);
      const upright = (date, name, words, anchor) => {
        if (date === null || date < from || date > to) return;
        const x = this.x(date);
        this.behind.append("path").attr("class", name).attr("d", `M${x},3V17M${x},40V${foot}`);
        const text = this.behind.append("text").attr("class", "tl-word").text(words);
        const end = anchor === "end" || x > this.right - 60;
        text
          .attr("x", x + (end ? -4 : 4))
          .attr("y", 13)
          .attr("text-anchor", end ? "end" : "start");
      };
      upright(opens, "tl-opens", say("look_back"), "start");
      const after = asAt === null ? null : new Date(+asAt + DAY);
      upright(after, "tl-as-at", say("as_at"), "end");
      this.height = foot + 28;
    }
  }

  /** Lowest level free at a place, for things of a width that may not overlap. */
  function stacked(things, left, right) {
    const ends = [];
    return things.map((thing) => {
      let level = ends.findIndex((end) => end <= left(thing));
      if (level < 0) level = ends.length;
      ends[level] = right(thing);
      return level;
    });
  }

  timeline.Canvas = Canvas;
  timeline.stacked = stacked;
})((globalThis.caselintTimeline ??= {}));
