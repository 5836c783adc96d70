// One key for each verb of the desk. Every key presses a button or follows a link that is on the page anyway.
(() => {
  "use strict";
  const form = document.getElementById("record");
  const typed = () => {
    if (!form) return "";
    const values = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "target");
    return JSON.stringify(values);
  };
  const atFirst = typed();

  const isTyping = (element) =>
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio])"));

  const press = (target) => {
    if (target.matches(":disabled")) return;
    const needed = target.dataset.needs && document.getElementById(target.dataset.needs);
    if (needed && !needed.value.trim()) {
      needed.focus(); // a correction wants its reason first
      return;
    }
    if ("edits" in target.dataset && typed() === atFirst) {
      form.querySelector(".slot select, .slot input").focus(); // nothing is mended yet: start with the first field
      return;
    }
    if (target.getAttribute("href") === "#reasons") {
      document.querySelector("#reasons button").focus();
      return;
    }
    target.click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTyping(event.target)) {
      event.target.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
    if (event.key === "/") {
      const filter = document.querySelector(".queue select");
      if (filter) {
        event.preventDefault();
        filter.focus();
      }
      return;
    }
    if (event.key === "?") {
      const keys = document.querySelector(".keys");
      if (keys) keys.open = !keys.open;
      return;
    }
    if (!/^[a-z1-6]$/.test(event.key)) return;
    const target = document.querySelector(`[data-key="${event.key}"]`);
    if (target) {
      event.preventDefault();
      press(target);
    }
  });

  const sleep = (button) => {
    button.disabled = true;
    button.dataset.asleep = "";
  };
  const wake = (button) => {
    button.disabled = false;
    delete button.dataset.asleep;
  };

  // A verb pressed twice would be asked twice; the second press finds its button asleep.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    setTimeout(() => event.target.querySelectorAll("button:enabled").forEach(sleep), 0);
  });
  // A page taken from the browser's history comes back with its buttons awake.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("[data-asleep]").forEach(wake);
  });

  // A link that records by hand takes along the words selected in the text beside it.
  const longest = 1500; // the server reads no longer sentence
  const selected = (link) => {
    const selection = document.getSelection();
    const text = link.closest(".article");
    if (!selection || !text || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return "";
    const words = selection.toString().trim();
    return words.length <= longest ? words : "";
  };
  const linkOf = (event) => event.target instanceof Element && event.target.closest("a[data-selection]");
  let kept = ""; // pressing the mouse button may clear the selection before the click arrives
  document.addEventListener("pointerdown", (event) => {
    const link = linkOf(event);
    kept = link ? selected(link) : "";
  });
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    const words = link && (selected(link) || kept);
    if (!words) return;
    const address = new URL(link.href);
    address.searchParams.set("quote", words);
    event.preventDefault();
    location.assign(address);
  });

  const sentence = document.getElementById("now");
  const pane = sentence && sentence.closest(".pane");
  if (pane && pane.scrollHeight > pane.clientHeight) {
    pane.scrollTop = Math.max(0, sentence.offsetTop - pane.offsetTop - pane.clientHeight / 3);
  }
})();
