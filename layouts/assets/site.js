// Moves between pages without loading everything again, and keeps the title, the focus and the place on the page right.
// Links and forms are plain HTML: without this file they work too.
(function () {
  "use strict";

  // Dash would fetch its own copy of the chart program, four times the size of ours.
  var charts = document.querySelector('meta[name="scrutineer-charts"]');
  Object.defineProperty(window, "_dashPlotlyJSURL", {
    get: function () { return charts ? charts.content : ""; },
    set: function () {},
  });

  var navigated = false;
  var goBackTo = null;
  var shown = null;
  var waiting = null;

  function isPage(url) {
    return url.origin === location.origin && !/^\/(api|assets|examples|healthz|readyz|metrics)(\/|$)/.test(url.pathname);
  }

  function go(url) {
    history.replaceState({ y: window.scrollY }, "");
    if (url.href !== location.href) history.pushState({}, "", url.href);
    navigated = true;
    goBackTo = null;
    wait();
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    // The page that is shown already answers at once.
    if (shown && url.href === shown.address) arrived(shown.root);
  }

  function wait() {
    clearTimeout(waiting);
    var page = document.getElementById("page");
    if (page) page.setAttribute("aria-busy", "true");
    // An answer that never comes must not leave the old page under the new address.
    waiting = setTimeout(function () { location.reload(); }, 15000);
  }

  function arrived(root) {
    clearTimeout(waiting);
    shown = { root: root, address: location.href };
    document.title = root.dataset.title;
    document.getElementById("page").removeAttribute("aria-busy");
    // The browser looked for the place in the address before there was anything on the page.
    var place = !goBackTo && location.hash && document.getElementById(location.hash.slice(1));
    if (place) {
      navigated = false;
      place.focus({ preventScroll: true });
      return place.scrollIntoView({ block: "center" });
    }
    if (!navigated) return;
    navigated = false;
    var heading = root.querySelector("h1");
    if (heading) heading.focus({ preventScroll: true });
    window.scrollTo(0, goBackTo || 0);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    var url = new URL(link.href);
    if (link.target || link.hasAttribute("download") || !isPage(url)) return;
    if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
    event.preventDefault();
    go(url);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method === "post") {
      var button = form.querySelector("button");
      if (form.dataset.busy && button) {
        if (button.getAttribute("aria-disabled") === "true") return event.preventDefault();
        button.textContent = form.dataset.busy;
        button.setAttribute("aria-disabled", "true");
      }
      return;
    }
    var url = new URL(form.action);
    if (!isPage(url)) return;
    event.preventDefault();
    var pairs = Array.from(new FormData(form)).filter(function (pair) { return pair[1] !== ""; });
    // "none" says that every tick was taken away; beside a tick it says nothing.
    pairs = pairs.filter(function (pair) {
      return pair[1] !== "none" || !pairs.some(function (other) { return other[0] === pair[0] && other[1] !== "none"; });
    });
    url.search = new URLSearchParams(pairs).toString();
    go(url);
  });

  window.addEventListener("popstate", function (event) {
    if (shown && location.pathname + location.search === new URL(shown.address).pathname + new URL(shown.address).search) return;
    navigated = true;
    goBackTo = (event.state && event.state.y) || 0;
    wait();
  });

  // A page that the browser kept whole may say "Loading" for ever.
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });

  // A sheet of A4 is narrower than most screens: the chart is drawn anew for it, and afterwards for the screen again.
  function drawChart(width) {
    var chart = document.querySelector(".app-chart .js-plotly-plot");
    if (chart && window.Plotly) window.Plotly.relayout(chart, { width: width, autosize: !width });
  }

  window.addEventListener("beforeprint", function () {
    var line = document.getElementById("printed-from");
    if (line) line.textContent = "Printed from " + location.href;
    drawChart(690);
  });
  window.addEventListener("afterprint", function () { drawChart(null); });

  // A narrow screen has no room for names at the ends of the lines: the figure itself says what to do then.
  function fitChart() {
    var chart = document.querySelector(".app-chart .js-plotly-plot");
    if (!chart || !chart.layout || !chart.layout.meta || chart.clientWidth > 480 || chart.dataset.narrow) return;
    chart.dataset.narrow = "yes";
    window.Plotly.relayout(chart, chart.layout.meta.narrow);
  }

  new MutationObserver(function () {
    var root = document.querySelector("#page > [data-title]");
    if (root && (!shown || root !== shown.root)) arrived(root);
    fitChart();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
