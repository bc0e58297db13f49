// Shows one part of the report at a time, narrows the findings, and opens and closes them. Without
// it everything is on the page. What is chosen stands in the address after #, as in
// #findings?kind=concern&theme=supervision, so that it can be kept and passed on.
(function () {
  "use strict";

  var form = document.querySelector(".filters");
  var pages = Array.prototype.slice.call(document.querySelectorAll(".page"));
  var rows = Array.prototype.slice.call(document.querySelectorAll(".children tbody tr"));
  var articles = Array.prototype.slice.call(document.querySelectorAll(".child"));
  var findingsPage = document.getElementById("findings");
  var NAMES = ["theme", "team", "agency", "severity", "kind", "status", "rule"];
  var entries = null;
  var chosen = {};
  var single = null;
  var first = true;
  var wasNarrowed = false;

  // Every finding of the page: what it can be chosen by, and whose it is.
  function fromPage() {
    var found = [];
    articles.forEach(function (article, child) {
      article.querySelectorAll(".finding").forEach(function (element) {
        var values = {};
        NAMES.forEach(function (name) {
          values[name] = element.getAttribute("data-" + name) ||
            article.getAttribute("data-" + name);
        });
        found.push({ values: values, number: 1, child: child, element: element });
      });
    });
    return found;
  }

  // The same where children have pages of their own: numbers of findings that are alike.
  function fromCounts() {
    var holder = document.getElementById("counts");
    if (!holder) { return []; }
    var given = JSON.parse(holder.textContent);
    var sorts = given.sorts.map(function (sort) {
      var values = {};
      given.names.forEach(function (name, at) { values[name] = sort[at]; });
      return values;
    });
    var found = [];
    given.children.forEach(function (flat, child) {
      for (var at = 0; at < flat.length; at += 2) {
        found.push({ values: sorts[flat[at]], number: flat[at + 1], child: child, element: null });
      }
    });
    return found;
  }

  function address() {
    var parts = decode(location.hash.slice(1)).split("?");
    var asked = {};
    var raw = location.hash.slice(1).split("?")[1] || "";
    raw.split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      if (at > 0) { asked[pair.slice(0, at)] = decode(pair.slice(at + 1)); }
    });
    return { place: parts[0], asked: asked };
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  function query() {
    var said = Object.keys(chosen).sort().map(function (name) {
      return name + "=" + encodeURIComponent(chosen[name]);
    }).join("&");
    return said ? "?" + said : "";
  }

  function show() {
    var to = address();
    var element = to.place ? document.getElementById(to.place) : null;
    var page = element ? element.closest(".page") : null;
    if (!page) {
      if (element && !first) { return; }
      page = pages[0];
      element = page;
    }
    pages.forEach(function (one) { one.classList.toggle("shown", one === page); });
    document.querySelectorAll("nav.pages a").forEach(function (link) {
      var here = link.getAttribute("href") === "#" + page.id;
      if (here) { link.setAttribute("aria-current", "page"); }
      else { link.removeAttribute("aria-current"); }
    });
    if (page === findingsPage) {
      single = articles.length > 1 || rows.length ? element.closest(".child") : null;
      page.classList.toggle("single", Boolean(single));
      articles.forEach(function (one) { one.classList.toggle("current", one === single); });
      place(single || (articles.length === 1 && !rows.length ? articles[0] : null));
      choose(to.asked);
    }
    go(element, page);
    first = false;
  }

  // The filters stand above what they narrow: all children, or the findings of one.
  var stand = form ? form.nextElementSibling : null;
  function place(child) {
    if (!form) { return; }
    var findings = child ? child.querySelector(".view-findings") : null;
    if (findings) { child.insertBefore(form, findings); }
    else if (form.nextElementSibling !== stand) { stand.parentElement.insertBefore(form, stand); }
  }

  // Open what holds the place that is asked for, and bring it into view.
  function go(element, page) {
    for (var up = element; up && up !== page; up = up.parentElement) {
      if (up.tagName === "DETAILS") { up.open = true; }
      if (up.hidden) { up.hidden = false; }
    }
    if (element === page || element === single) {
      if (!first) {
        var heading = element.querySelector("h1[tabindex], h2[tabindex]");
        if (heading) { heading.focus({ preventScroll: true }); }
      }
      toTop();
      if (first) { window.addEventListener("load", function () { requestAnimationFrame(toTop); }); }
    } else {
      element.scrollIntoView();
      var target = element.matches("details") ? element.querySelector("summary") : element;
      if (target.focus) { target.focus({ preventScroll: true }); }
    }
  }

  // The browser would have a part of the report begin right below its own edge, and hide what
  // stands above all of them.
  function toTop() { scrollTo(0, 0); }

  function choose(asked) {
    chosen = {};
    NAMES.concat("case").forEach(function (name) {
      if (!asked[name] || !form) { return; }
      var control = form.elements[name];
      if (control && control.tagName === "SELECT") {
        control.value = asked[name];
        if (control.value !== asked[name]) { control.value = ""; return; }
      }
      chosen[name] = asked[name];
    });
    if (form) {
      Array.prototype.forEach.call(form.elements, function (control) {
        if (control.name) { control.value = chosen[control.name] || ""; }
      });
    }
    narrow();
  }

  function narrow() {
    if (!form) { return; }
    var names = NAMES.filter(function (name) { return chosen[name]; });
    var part = (chosen.case || "").toLowerCase();
    var counts = {};
    var shown = 0;
    var of = 0;
    var current = single ? articles.indexOf(single) : -1;
    if (!names.length && !part && !wasNarrowed) {
      of = single ? single.querySelectorAll(".finding").length : Number(form.dataset.findings);
      tell(of, of, Number(form.dataset.children));
      return;
    }
    if (!entries) { entries = articles.length ? fromPage() : fromCounts(); }
    entries.forEach(function (entry) {
      if (current >= 0 && entry.child !== current) { return; }
      of += entry.number;
      var fits = fitsCase(entry.child, part) && names.every(function (name) {
        return entry.values[name] === chosen[name];
      });
      if (fits) {
        shown += entry.number;
        counts[entry.child] = (counts[entry.child] || 0) + entry.number;
      }
      if (entry.element) { entry.fits = fits; }
    });
    hide(names.length > 0, part, counts, current);
    tell(shown, of, Object.keys(counts).length);
  }

  function tell(shown, of, children) {
    var among = !single && rows.length ? ", in " + number(children, "child", "children") : "";
    form.querySelector(".shown-count").textContent =
      "Showing " + shown.toLocaleString("en-GB") + " of " + number(of, "finding", "findings") +
      among + ".";
    var rule = form.querySelector(".by-rule");
    rule.hidden = !chosen.rule;
    rule.querySelector("strong").textContent = chosen.rule || "";
  }

  function fitsCase(child, part) {
    if (!part || !rows.length) { return true; }
    return rows[child].cells[0].textContent.toLowerCase().indexOf(part) >= 0;
  }

  // A finding stays where one that follows from it stays, for that one stands beneath it.
  function hide(byValue, part, counts, current) {
    var narrowed = byValue || Boolean(part);
    findingsPage.classList.toggle("is-narrowed", byValue);
    var items = new Map();
    entries.forEach(function (entry) {
      if (!entry.element || (current >= 0 && entry.child !== current)) { return; }
      items.set(entry.element.parentElement, !narrowed || entry.fits);
      entry.element.hidden = narrowed && !entry.fits;
    });
    items.forEach(function (fits, item) {
      if (!fits) { return; }
      for (var up = item.parentElement.closest("li"); up && items.has(up);
        up = up.parentElement.closest("li")) { items.set(up, true); }
    });
    items.forEach(function (fits, item) { item.hidden = !fits; });
    articles.forEach(function (article, child) {
      if (current >= 0 && child !== current) { return; }
      article.hidden = current < 0 && rows.length > 0 && narrowed && !counts[child];
      article.querySelectorAll(".kind").forEach(function (kind) {
        kind.hidden = narrowed && !kind.querySelector(".findings > li:not([hidden])");
      });
    });
    rows.forEach(function (row, child) {
      row.hidden = narrowed && !counts[child];
      row.lastElementChild.textContent = byValue ? counts[child] || 0 : "";
      if (!articles.length) { row.querySelector("a").hash = byValue ? "findings" + query() : ""; }
    });
    wasNarrowed = narrowed || (wasNarrowed && current >= 0);
  }

  function number(many, one, more) {
    return many.toLocaleString("en-GB") + " " + (many === 1 ? one : more);
  }

  function keep() {
    var place = single ? single.id : "findings";
    history.replaceState(null, "", "#" + place + query());
    narrow();
  }

  function unfold(open) {
    findingsPage.querySelectorAll(".finding").forEach(function (one) {
      if (!single || single.contains(one)) { one.open = open; }
    });
  }

  if (form && findingsPage) {
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function (event) {
      var control = event.target;
      if (!control.name) { return; }
      if (control.value) { chosen[control.name] = control.value; }
      else { delete chosen[control.name]; }
      keep();
    });
    form.addEventListener("click", function (event) {
      var asked = event.target.dataset && event.target.dataset.do;
      if (asked === "open" || asked === "close") { unfold(asked === "open"); }
      if (asked === "clear") { choose({}); keep(); }
      if (asked === "any-rule") { delete chosen.rule; keep(); }
    });
  }

  // Browsers that cannot print what is closed have it opened for them.
  var opened = [];
  if (!(window.CSS && CSS.supports("selector(::details-content)"))) {
    window.addEventListener("beforeprint", function () {
      opened = Array.prototype.slice.call(document.querySelectorAll(
        ".child details:not([open]), .suspects details:not([open])"));
      opened.forEach(function (one) { one.open = true; });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (one) { one.open = false; });
      opened = [];
    });
  }

  window.addEventListener("hashchange", show);
  show();
})();
