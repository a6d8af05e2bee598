// Our own small icons, drawn on a 20 by 20 grid with one stroke width.
import { svg } from './dom.js';

const PATHS = {
  hash: 'M7.5 3 6 17M14 3l-1.5 14M3.5 7.500h13.500M3 12.500h13.5',
  news: 'M3 8v4h3l7 4V4L6 8H3ZM16 8.500a2.5 2.5 0 0 1 0 3',
  voice: 'M4 8v4h3l4 3.500V4.500L7 8H4ZM14 7.500a3.5 3.5 0 0 1 0 5M16.2 5.200a6.8 6.8 0 0 1 0 9.6',
  letter: 'M3 5h14v10H3zM3 6l7 5 7-5',
  thread: 'M4 4h12v8.500h-6L6.5 16v-3.500H4zM7 7h6M7 9.500h4',
  door: 'M5 17V3h8v14M3 17h14M10.5 10h.1',
  menu: 'M3 5.500h14M3 10h14M3 14.500h9',
  people: 'M7.5 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.500c0-3 2.5-4.8 5.5-4.800s5.5 1.8 5.5 4.800M13 3.800a3 3 0 0 1 0 5.400M15 12c1.9.6 3 2.2 3 4.5',
  close: 'm5 5 10 10M15 5 5 15',
  reply: 'M8 5 3 10l5 5M3.5 10H12c3 0 5 2 5 5',
  pencil: 'M3.5 16.5 4.5 12.5 13 4l3 3-8.5 8.5-4 1ZM11 6l3 3',
  bin: 'M4 6h12M8 6V4h4v2M5.5 6l.8 10.500h7.400L14.5 6M8.5 9v4.500M11.5 9v4.5',
  smile: 'M10 17.500a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM6.8 11.500c1.6 2.7 4.8 2.7 6.4 0M7.5 7.500v.600M12.5 7.500v.6',
  send: 'M3 10 17 3.5 13 17l-3.5-5L3 10ZM9.5 12 17 3.5',
  down: 'm5 8 5 5 5-5',
  arrowDown: 'M10 4v12M5 11l5 5 5-5',
  sun: 'M10 13.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 2v1.500M10 16.500V18M2 10h1.500M16.5 10H18M4.4 4.400l1 1M14.6 14.600l1 1M15.6 4.400l-1 1M5.4 14.600l-1 1',
  moon: 'M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12Z',
  spark: 'M11 2.5 4.5 11.500H10l-1 6 6.5-9H10l1-6Z',
  out: 'M8 5H4v11h11v-4M11 4h5v5M16 4l-7 7',
  lock: 'M5 9h10v7.500H5zM7 9V6.500a3 3 0 0 1 6 0V9',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  chart: 'M3.5 16.500h13M5.5 13.500v-4M10 13.500V4.500M14.5 13.500V8',
  eye: 'M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5ZM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  picture: 'M3 4h14v12H3zM3 13.500l4-4 3.5 3.5 2.5-2.5 4 4M13 8h.1',
  slash: 'M13 3 7 17',
  plus: 'M10 4v12M4 10h12',
  file: 'M5 2.500h6l4 4v11H5zM11 2.500v4h4',
};

export function icon(name) {
  return svg('svg', { viewBox: '0 0 20 20', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: PATHS[name], fill: 'none', stroke: 'currentColor', 'stroke-width': '1.6', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }));
}
