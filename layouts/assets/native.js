// Draws a stretch of HTML in one piece, as React elements that Dash does not watch: see layouts/wire.py.
(function () {
  "use strict";

  function element(piece) {
    if (!Array.isArray(piece)) return piece;
    var given = piece[0] === "input" ? startingWith(piece[1]) : piece[1];
    return window.React.createElement.apply(null, [piece[0], given].concat(piece.slice(2).map(element)));
  }

  var KEEPS_ITS_VALUE = /^(checkbox|radio|hidden)$/;

  // What an input starts with; from then on the form holds it. A tick or a choice keeps its value, which the form sends.
  function startingWith(props) {
    var given = Object.assign({}, props);
    if (!KEEPS_ITS_VALUE.test(props.type)) {
      given.defaultValue = props.value;
      delete given.value;
    }
    given.defaultChecked = props.checked;
    delete given.checked;
    return given;
  }

  window.layouts = {
    Html: function (props) { return element(props.tree); },
  };
})();
