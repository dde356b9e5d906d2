
"use strict";
(function () {
  var form = document.getElementById("filters");
  if (!form) {
    return;
  }
  var findings = Array.prototype.slice.call(document.querySelectorAll("article.finding"));
  var texts = findings.map(function (finding) {
    return finding.textContent.toLowerCase();
  });
  var fields = ["rule", "severity", "file"];

  function filter() {
    var words = form.elements.namedItem("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    findings.forEach(function (finding, index) {
      var isChosen = fields.every(function (field) {
        var wanted = form.elements.namedItem(field).value;
        return wanted === "" || finding.getAttribute("data-" + field) === wanted;
      });
      var isShown = isChosen && words.every(function (word) {
        return texts[index].indexOf(word) >= 0;
      });
      finding.hidden = !isShown;
      shown += isShown ? 1 : 0;
    });
    form.elements.namedItem("shown").textContent = shown + " of " + findings.length;
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  document.querySelectorAll("a[data-only]").forEach(function (link) {
    link.addEventListener("click", function () {
      form.reset();
      form.elements.namedItem("rule").value = link.getAttribute("data-only");
      filter();
    });
  });
  filter();
})();
