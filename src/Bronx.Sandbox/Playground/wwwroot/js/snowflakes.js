// Ids are decimal strings that grow with time; they are compared without ever becoming numbers.

const EPOCH = 1420070400000;

export function compareIds(a, b) {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

export const isNewer = (a, b) => compareIds(a ?? '0', b ?? '0') > 0;

export const momentOf = id => new Date(Number(BigInt(id) >> 22n) + EPOCH);
