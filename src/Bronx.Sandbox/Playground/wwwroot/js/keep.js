// Small things remembered in this browser. A browser that refuses storage only forgets them.

export function recall(name, fallback) {
  try {
    const text = localStorage.getItem(`playground.${name}`);
    return text === null ? fallback : JSON.parse(text);
  } catch {
    return fallback;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`playground.${name}`, JSON.stringify(value));
  } catch {
    // Storage full or forbidden: the page works the same, it only forgets at the next visit.
  }
}
