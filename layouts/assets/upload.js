// Makes the upload form comfortable: dropping a file, pasting a table as it was drawn, a bar while a file is on its way.
// The form is plain HTML: without this file it works too, and every word that a person reads is on the page already.
(function () {
  "use strict";

  function form() { return document.querySelector("form[data-upload]"); }
  function part(name) { return form() && form().querySelector("[data-" + name + "]"); }
  function say(name, words) { var place = part(name); if (place) place.textContent = words; }

  // ---- dropping a file ------------------------------------------------------------------------------------------

  function dropped(event) {
    return form() && event.dataTransfer && Array.from(event.dataTransfer.types).indexOf("Files") >= 0;
  }

  document.addEventListener("dragover", function (event) {
    if (!dropped(event)) return;
    // Else the browser would leave the page and show the file itself.
    event.preventDefault();
    var zone = part("drop");
    zone.classList.toggle("is-over", zone.contains(event.target));
  });

  document.addEventListener("dragleave", function (event) {
    var zone = part("drop");
    if (zone && !event.relatedTarget) zone.classList.remove("is-over");
  });

  document.addEventListener("drop", function (event) {
    if (!dropped(event)) return;
    event.preventDefault();
    part("drop").classList.remove("is-over");
    var input = form().querySelector("input[type=file]");
    var one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    var others = event.dataTransfer.files.length - 1;
    say("dropped", "Chosen: " + one.files[0].name + (others ? ". One file at a time: the others were left out." : ""));
    form().querySelector("button").focus();
  });

  // ---- pasting a table ------------------------------------------------------------------------------------------

  document.addEventListener("paste", function (event) {
    var box = event.target;
    if (box.id !== "pasted" || !event.clipboardData) return;
    var table = new DOMParser().parseFromString(event.clipboardData.getData("text/html"), "text/html").querySelector("table");
    if (!table || !table.rows.length) return;
    event.preventDefault();
    var rows = rowsOf(table);
    box.setRangeText(rows.map(line).join("\n") + "\n", box.selectionStart, box.selectionEnd, "end");
    say("pasted", "A table of " + rows.length + " rows and " + rows[0].length + " columns was pasted.");
  });

  // A merged cell stands for each cell that it covers: a heading over four columns heads all four. A number counts once.
  function rowsOf(table) {
    var rows = Array.from(table.rows).map(function () { return []; });
    Array.from(table.rows).forEach(function (row, y) {
      var x = 0;
      Array.from(row.cells).forEach(function (cell) {
        while (rows[y][x] !== undefined) x += 1;
        var text = cell.innerText.replace(/\s+/g, " ").trim();
        var again = /^[\s£(<+−-]*[\d.,]+[\s%)*]*$/.test(text) ? "" : text;
        for (var down = 0; down < (cell.rowSpan || 1) && y + down < rows.length; down += 1) {
          for (var along = 0; along < (cell.colSpan || 1); along += 1) {
            rows[y + down][x + along] = down || along ? again : text;
          }
        }
        x += cell.colSpan || 1;
      });
    });
    var width = Math.max.apply(null, rows.map(function (row) { return row.length; }));
    return rows.map(function (row) { return Array.from({ length: width }, function (_, x) { return row[x] || ""; }); });
  }

  function line(row) {
    return row.map(function (text) { return text.indexOf('"') < 0 ? text : '"' + text.replace(/"/g, '""') + '"'; }).join("\t");
  }

  // ---- questions ------------------------------------------------------------------------------------------------

  document.addEventListener("change", function (event) {
    var choice = event.target.dataset && event.target.dataset.picks && document.getElementById(event.target.dataset.picks);
    if (choice && event.target.value) choice.checked = true;
  });

  // ---- sending --------------------------------------------------------------------------------------------------

  function wrongWith(sent) {
    var file = sent.querySelector("input[type=file]").files[0];
    var box = sent.querySelector("textarea[name=pasted]");
    var table = box && box.value.trim();
    if (!file && !table) return "nothing";
    if (file && table) return "both";
    return file && file.size > Number(sent.dataset.most) ? "too_big" : "";
  }

  function show(word) {
    document.querySelectorAll(".app-error-summary").forEach(function (box) {
      box.hidden = box.id !== "error-" + word;
      if (!box.hidden) box.focus();
    });
  }

  // In the capturing phase, so that it comes before site.js, which would say that the form is on its way.
  document.addEventListener("submit", function (event) {
    var sent = event.target;
    if (!sent.matches("form[data-upload]")) return;
    event.preventDefault();
    event.stopPropagation();
    if (sent.getAttribute("aria-busy") === "true") return;
    var word = wrongWith(sent);
    show(word);
    if (!word) send(sent);
  }, true);

  function send(sent) {
    var request = new XMLHttpRequest();
    var bar = part("bar");
    var progress = bar.querySelector("progress");
    busy(sent, true);
    say("sending", "Sending…");
    request.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable) progress.value = Math.round(100 * event.loaded / event.total);
    });
    request.upload.addEventListener("load", function () {
      progress.removeAttribute("value");
      say("sending", "Reading…");
    });
    request.addEventListener("load", function () {
      if (request.status === 413) return failed(sent, "too_big");
      try {
        location.assign(JSON.parse(request.responseText).to);
      } catch (error) {
        failed(sent, "");
      }
    });
    request.addEventListener("error", function () { failed(sent, ""); });
    request.open("POST", sent.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(new FormData(sent));
  }

  function busy(sent, is) {
    sent.setAttribute("aria-busy", String(is));
    sent.querySelector("button").setAttribute("aria-disabled", String(is));
    part("bar").hidden = !is;
    part("bar").querySelector("progress").value = 0;
  }

  function failed(sent, word) {
    busy(sent, false);
    say("sending", word ? "" : "The file did not arrive. Nothing was stored. Try again.");
    show(word);
  }
})();
