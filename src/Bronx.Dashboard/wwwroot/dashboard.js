// Keeps the page in step with the bot. Everything works without it; with it, numbers move.
"use strict";

// --- figures: the same rules as Pages/Figures.cs, held to one table by the tests -------------------------------------------
const figures = (() => {
  const units = [[1e3, "K"], [1e6, "M"], [1e9, "B"], [1e12, "T"]];
  const exact = n => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
  const round = n => Math.floor(n + 0.5);
  const decimal = tenths => exact(Math.floor(tenths / 10)) + (tenths % 10 ? "." + tenths % 10 : "");

  function compact(n) {
    if (n < 0) return "-" + compact(-n);
    if (n < 1000) return exact(n);
    for (const [unit, letter] of units) {
      const tenths = Math.floor((n + unit / 20) / (unit / 10));
      if (tenths < 10000 || unit === 1e12) return decimal(tenths) + letter;
    }
  }

  function percent(share) {
    const tenths = round(share * 1000);
    return share > 0 && tenths === 0 ? "<0.1%" : decimal(tenths) + "%";
  }

  function duration(ms) {
    if (ms < 1) return "<1 ms";
    if (ms < 9.95) return decimal(round(ms * 10)) + " ms";
    if (ms < 999.5) return exact(round(ms)) + " ms";
    if (ms < 59950) return decimal(round(ms / 100)) + " s";
    return decimal(round(ms / 6000)) + " min";
  }

  const rate = r => r < 9.95 ? decimal(round(r * 10)) : compact(round(r));

  function ago(seconds) {
    if (seconds < 2) return "just now";
    if (seconds < 60) return Math.floor(seconds) + " s ago";
    if (seconds < 3600) return Math.floor(seconds / 60) + " min ago";
    if (seconds < 86400) return Math.floor(seconds / 3600) + " h ago";
    return Math.floor(seconds / 86400) + " d ago";
  }

  function uptime(span) {
    const s = Math.max(0, Math.floor(span));
    let text = s % 60 + " s";
    if (s >= 60) text = Math.floor(s / 60) % 60 + " min " + text;
    if (s >= 3600) text = Math.floor(s / 3600) % 24 + " h " + text;
    return s >= 86400 ? exact(Math.floor(s / 86400)) + " d " + text : text;
  }

  function axisTop(peak) {
    for (let power = 1; ; power *= 10) {
      for (const step of [10, 12, 16, 20, 30, 40, 50, 60, 80]) {
        if (step * power % 20 === 0 && step * power / 10 >= Math.max(2, peak)) return step * power / 10;
      }
    }
  }

  return { compact, exact, percent, duration, rate, ago, uptime, axisTop };
})();

// --- the page ---------------------------------------------------------------------------------------------------------------
const page = (() => {
  const unknown = "–";
  const byId = id => document.getElementById(id);
  const root = document.documentElement;
  const notice = byId("notice");
  const words = notice.dataset;
  const word = (kind, connection) => notice.getAttribute(`data-${kind}-${connection}`);
  const statusText = document.querySelector("[data-status]");
  const content = byId("live");
  const charts = [...document.querySelectorAll("[data-chart]")];
  const live = [...document.querySelectorAll("[data-live]")];
  const connections = live.filter(element => element.dataset.as === "connection");
  let clockSkew = 0; // the bot's clock minus this one, in ms
  let stats = null;
  let spokenAt = 0;
  let known = ""; // what was said, or stood there at the beginning

  const at = (object, path) => path.split(".").reduce((o, key) => o?.[key], object);
  const two = n => String(n).padStart(2, "0");
  const clock = date => `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const botNow = () => Date.now() + clockSkew;

  function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function label(element, text) {
    if (element.title !== text) element.title = text;
  }

  function flash(element) {
    const tile = element.closest(".tiles > div, .lines > div");
    if (!tile || tile.classList.contains("grew")) return;
    tile.classList.add("grew");
    setTimeout(() => tile.classList.remove("grew"), 500);
  }

  const show = {
    count(element, value) {
      const text = value == null ? unknown : figures.compact(value);
      const exact = value == null ? words.unknown : figures.exact(value);
      if (value != null && element.value !== "" && value > Number(element.value)) flash(element);
      element.value = value ?? "";
      put(element, text);
      label(element, element.dataset.about ? `${exact} – ${element.dataset.about}` : exact);
    },
    rate: (element, value) => put(element, figures.rate(value)),
    duration: (element, value) => put(element, value == null ? unknown : figures.duration(value)),
    text: (element, value) => put(element, value ?? unknown),
    connection: (element, value) => put(element, word("name", value)),
    ago: instant,
    uptime: instant,
  };

  function instant(element, value) {
    if (value && element.dateTime !== value) {
      element.dateTime = value;
      element.title = new Date(value).toLocaleString();
    }
  }

  function tick() {
    for (const element of document.querySelectorAll("time[data-as]")) {
      if (!element.dateTime) continue;
      const seconds = (botNow() - new Date(element.dateTime)) / 1000;
      put(element, figures[element.dataset.as](seconds));
    }
  }

  // Charts: bars are moved, never made, and only those that changed; a table is written while somebody has it open.
  const drawn = new Map();
  function chart(figure, again) {
    const counts = stats.history[figure.dataset.chart];
    const each = Number(figure.dataset.each) * 1000;
    const start = Math.floor(new Date(stats.at) / each) * each - (counts.length - 1) * each;
    const peak = Math.max(...counts);
    const top = figures.axisTop(peak);
    const before = drawn.get(figure);
    const changed = [...counts.keys()].filter(i =>
      again || before?.start !== start || before.top !== top || before.counts[i] !== counts[i]);
    if (!changed.length) return;

    drawn.set(figure, { start, top, counts });
    const name = i => {
      const iso = new Date(start + i * each).toISOString();
      return each >= 864e5 ? iso.slice(0, 10) : iso.slice(11, 16);
    };
    const sum = counts.reduce((a, b) => a + b, 0);
    const shown = figure.querySelector("[data-sum]");
    put(shown, figures.compact(sum));
    label(shown, figures.exact(sum));
    put(figure.querySelector("[data-top]"), figures.compact(top));
    put(figure.querySelector("[data-half]"), figures.compact(top / 2));
    put(figure.querySelector("desc"), peak === 0
      ? "No commands in this time."
      : `${figures.exact(sum)} in all; most at ${name(counts.lastIndexOf(peak))} UTC with ${figures.exact(peak)}.`);
    const bars = figure.querySelectorAll("svg g");
    const rows = figure.querySelector("details").open ? figure.querySelectorAll("tbody tr") : [];
    for (const i of changed) {
      const [, bar, says] = bars[i].children;
      const height = counts[i] === 0 ? 0 : Math.max(1.5, Math.round(counts[i] / top * 10000) / 100);
      bar.setAttribute("y", 100 - height);
      bar.setAttribute("height", height);
      put(says, `${name(i)}: ${figures.exact(counts[i])}`);
      const row = rows[counts.length - 1 - i];
      if (row) {
        put(row.cells[0], name(i));
        put(row.cells[1], figures.exact(counts[i]));
      }
    }
  }

  function topCommands() {
    const body = byId("top");
    const template = byId("top-row").content.firstElementChild;
    const commands = stats.commands.top;
    commands.forEach((command, i) => {
      let row = body.rows[i];
      if (!row) body.append(row = template.cloneNode(true));
      const grew = row.dataset.command === command.name && command.uses > Number(row.dataset.uses ?? Infinity);
      row.dataset.command = command.name;
      row.dataset.uses = command.uses;
      const [name, uses, share, failed, p95] = row.cells;
      const link = name.lastElementChild;
      put(link, command.name);
      link.href = "/commands/" + encodeURIComponent(command.name);
      name.querySelector("rect").setAttribute("width", (commands[0].share ? command.share / commands[0].share * 100 : 0) + "%");
      put(uses, figures.compact(command.uses));
      label(uses, figures.exact(command.uses));
      put(share, figures.percent(command.share));
      put(failed, figures.compact(command.failures));
      label(failed, figures.exact(command.failures));
      failed.classList.toggle("bad", command.failures > 0);
      put(p95, command.latencyMs ? figures.duration(command.latencyMs.p95) : unknown);
      if (grew) {
        row.classList.add("grew");
        setTimeout(() => row.classList.remove("grew"), 500);
      }
    });
    while (body.rows.length > commands.length) body.lastElementChild.remove();
    byId("top-empty").hidden = commands.length > 0;
  }

  // A screen reader hears a summary, at most once in a minute, and only when something happened.
  function speak() {
    if (Date.now() - spokenAt < 60000) return;
    const text = `${figures.exact(stats.commands.total)} ${stats.commands.total === 1 ? "command" : "commands"} in all, ${figures.exact(stats.session.count)} in this session.`;
    if (spokenAt && text !== known) byId("spoken").textContent = text;
    known = text;
    spokenAt = Date.now();
  }

  // Pages that the server alone can draw: asked for again when something changed, and what differs is taken over.
  const refreshes = content.hasAttribute("data-refresh");
  const refreshEvery = 3000;
  let refreshAt = 0;
  let refreshing = 0;

  function refresh() {
    refreshing ||= setTimeout(async () => {
      try {
        const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-cache", signal: AbortSignal.timeout(4000) });
        if (!answer.ok) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
        const focused = document.activeElement;
        if (fresh) morph(content, fresh);
        if (focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
        tick();
      } catch {
        // The connection says by itself when it is lost.
      } finally {
        refreshing = 0;
        refreshAt = Date.now();
      }
    }, Math.max(0, refreshAt + refreshEvery - Date.now()));
  }

  // Makes one tree like another and keeps every node that can be kept: focus, selection and open tables stay.
  function morph(old, fresh) {
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (old.getAttribute(name) === value) continue;
      if (name === "value" && Number(value) > Number(old.getAttribute(name))) flash(old);
      old.setAttribute(name, value);
    }
    const nodes = [...fresh.childNodes];
    nodes.forEach((next, i) => {
      const key = next.dataset?.key;
      if (key !== undefined && old.childNodes[i]?.dataset?.key !== key) {
        const moved = [...old.children].find(child => child.dataset.key === key);
        if (moved) old.insertBefore(moved, old.childNodes[i] ?? null);
      }
      const now = old.childNodes[i];
      if (!now) old.append(next);
      else if (now.nodeName !== next.nodeName) now.replaceWith(next);
      else if (now.nodeType === Node.ELEMENT_NODE) morph(now, next);
      else if (now.data !== next.data) now.data = next.data;
    });
    while (old.childNodes.length > nodes.length) old.lastChild.remove();
  }

  function apply(next) {
    if (next.version !== 1) {
      say(words.outdated);
      return;
    }
    // An answer that was on its way while a newer state came must not turn numbers back.
    if (stats && new Date(next.at) < new Date(stats.at) && next.session.startedAt === stats.session.startedAt) return;
    stats = next;
    clockSkew = new Date(stats.at) - Date.now();
    for (const element of live) show[element.dataset.as](element, at(stats, element.dataset.live));
    for (const figure of charts) chart(figure, false);
    if (byId("top")) {
      topCommands();
      speak();
    }
    tick();
    if (refreshes) refresh();
  }

  function say(text) {
    put(notice, text);
  }

  // Green only while the stream is open and the bot is on Discord.
  function fresh(how) {
    const connection = stats.bot.connection;
    const isLive = connection === "live";
    for (const element of connections) show.connection(element, connection);
    root.dataset.state = isLive ? how : "offline";
    put(statusText, isLive ? (how === "polling" ? "Live, every 5 s" : "Live") : word("name", connection));
    const reason = stats.bot.reason ? ": " + stats.bot.reason.replace(/\.+$/, "") : "";
    say(isLive ? "" : word("says", connection) + reason + ".");
  }

  function lost(why) {
    root.dataset.state = "lost";
    put(statusText, "Not connected");
    for (const element of connections) put(element, unknown);
    say(words[why].replace("{time}", clock(lastSeen)));
  }

  let lastSeen = new Date();
  for (const details of document.querySelectorAll("[data-chart] details")) {
    details.addEventListener("toggle", () => stats && chart(details.closest("figure"), true));
  }
  setInterval(tick, 1000);
  // What changes with no command: queues, memory, jobs.
  if (refreshes) setInterval(() => document.hidden || root.dataset.state === "lost" || refresh(), 5000);

  return {
    seen(next, how) {
      apply(next);
      lastSeen = new Date();
      fresh(how);
    },
    stillHere(how) {
      lastSeen = new Date();
      if (stats) fresh(how);
    },
    lost,
  };
})();

// --- the connection: a stream; while it is down, a question every five seconds ----------------------------------------------
// A glance comes first: a few quick questions. Who looks and leaves never holds a stream, and what waits for a page's network to
// fall silent (previews, screenshots, audits) does not wait for ever.
(() => {
  const glanceEvery = 500;
  let glancesLeft = 9;
  let glancing = false;
  const pollEvery = 5000;
  const silence = 40000; // no sign of life for this long: the line may be dead without saying so
  const restAfterHidden = 60000;
  let source = null;
  let isOpen = false;
  let backOff = 1000;
  let retry = 0;
  let poll = 0;
  let watch = 0;
  let resting = false;
  let why = "lost";
  let lastId = "";

  function connect() {
    clearTimeout(retry);
    source?.close();
    const opened = source = new EventSource("/api/stats/stream" + (lastId ? "?lastEventId=" + encodeURIComponent(lastId) : ""));
    opened.addEventListener("open", () => {
      // Who missed nothing is sent nothing: the open line alone says that the numbers hold.
      alive();
      page.stillHere("live");
    });
    opened.addEventListener("stats", event => {
      alive();
      lastId = event.lastEventId;
      page.seen(JSON.parse(event.data), "live");
    });
    opened.addEventListener("beat", () => {
      alive();
      page.stillHere("live");
    });
    opened.addEventListener("closing", () => {
      why = "closing";
      page.lost(why);
    });
    opened.addEventListener("error", () => {
      if (opened !== source) return;
      isOpen = false;
      clearTimeout(watch);
      startPolling();
      // The browser tries again by itself, unless it was refused; then we do, ever more slowly.
      if (opened.readyState === EventSource.CLOSED) {
        clearTimeout(retry);
        retry = setTimeout(connect, backOff * (0.75 + Math.random() / 2));
        backOff = Math.min(backOff * 2, 30000);
      }
    });
  }

  function alive() {
    isOpen = true;
    backOff = 1000;
    why = "lost";
    stopPolling();
    clearTimeout(watch);
    watch = setTimeout(connect, silence);
  }

  function startPolling() {
    if (!poll) {
      poll = setInterval(() => ask(), pollEvery);
      ask();
    }
  }

  function stopPolling() {
    clearInterval(poll);
    poll = 0;
  }

  async function ask(how = "polling") {
    try {
      const answer = await fetch("/api/stats", { cache: "no-store", signal: AbortSignal.timeout(4000) });
      if (!answer.ok) throw new Error(answer.statusText);
      const stats = await answer.json();
      if (!isOpen && !resting) page.seen(stats, how);
    } catch {
      if (!isOpen && !resting) page.lost(why);
    }
  }

  async function glance() {
    glancing = true;
    await ask("glance");
    if (!glancing) return;
    if (--glancesLeft > 0 && document.documentElement.dataset.state === "glance") {
      retry = setTimeout(glance, glanceEvery);
    } else {
      glancing = false;
      connect();
    }
  }

  function rest() {
    resting = true;
    glancing = false;
    clearTimeout(retry);
    clearTimeout(watch);
    stopPolling();
    source?.close();
    source = null;
    isOpen = false;
  }

  // A browser allows six connections to one place; a page that nobody sees gives its own back.
  let hiding = 0;
  function seen() {
    clearTimeout(hiding);
    if (document.hidden) {
      hiding = setTimeout(rest, restAfterHidden);
    } else if (!source && !glancing) {
      resting = false;
      if (glancesLeft > 0) glance(); else connect();
    }
  }

  document.addEventListener("visibilitychange", seen);
  addEventListener("pagehide", rest);
  addEventListener("pageshow", seen);
  seen();
})();
