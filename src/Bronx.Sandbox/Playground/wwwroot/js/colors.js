// Colours that come from the world (roles, embeds, people), made readable on our two grounds.

// The least favourable grounds a name stands on: a hovered highlight by day, a hovered notice by night.
const GROUND = { light: [236, 230, 216], dark: [56, 51, 40] };
const ENOUGH = 4.6; // AA asks for 4.5 to 1

const rgb = number => [(number >> 16) & 255, (number >> 8) & 255, number & 255];
const css = ([r, g, b]) => `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)})`;

function luminance(color) {
  const [r, g, b] = color.map(part => {
    const x = part / 255;
    return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function readable(color, ground) {
  const goal = luminance(ground) > 0.5 ? [0, 0, 0] : [255, 255, 255];
  for (let step = 0; step <= 20; step++) {
    const mixed = color.map((part, i) => part + (goal[i] - part) * step / 20);
    if (contrast(mixed, ground) >= ENOUGH) return mixed;
  }
  return goal;
}

/** Gives the node a text colour near the wanted one that can be read in light and in dark. 0 means none. */
export function tint(node, number) {
  if (!number) return node;
  node.classList.add('tinted');
  node.style.setProperty('--tint-light', css(readable(rgb(number), GROUND.light)));
  node.style.setProperty('--tint-dark', css(readable(rgb(number), GROUND.dark)));
  return node;
}

/** The colour as it is, for bars and dots, which carry no text. */
export const plain = number => css(rgb(number));

/** A steady hue from an id. */
export function hue(id) {
  let hash = 7;
  for (const letter of String(id)) hash = (hash * 31 + letter.charCodeAt(0)) % 100003;
  return hash * 47 % 360;
}
