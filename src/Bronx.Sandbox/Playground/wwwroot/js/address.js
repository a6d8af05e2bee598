// Who and where stand in the address, so that two windows can be two people, and a reload changes nothing.
import { state, channel } from './store.js';

const PERSONAS = ['owner', 'moderator', 'member', 'newcomer'];

export function readAddress() {
  const query = new URLSearchParams(location.search);
  return { as: query.get('as'), channel: query.get('channel') };
}

/** The person meant by an id, a persona or a name. */
export function resolvePerson(people, wanted) {
  if (!wanted) return undefined;
  const low = wanted.toLowerCase();
  return people.find(one => one.id === wanted)
    ?? (PERSONAS.includes(low) ? people.find(one => one.persona === low) : undefined)
    ?? people.find(one => one.name.toLowerCase() === low);
}

/** The channel meant by an id or a name, or a good one to begin in. */
export function resolveChannel(world, wanted) {
  const open = world.channels.filter(one => one.type === 0 || one.type === 5);
  const threads = world.channels.filter(one => one.type >= 10 && one.type <= 12);
  const asked = [...open, ...threads, ...world.dms].find(one => one.id === wanted) ?? open.find(one => one.name === wanted);
  if (asked) return asked;
  if (wanted === 'dm' && world.dms[0]) return world.dms[0];
  const writable = open.filter(one => one.can_send);
  return writable.find(one => /bot|command/u.test(one.name)) ?? writable.find(one => one.name === 'general') ?? writable[0] ?? open[0];
}

export function writeAddress(push) {
  const query = new URLSearchParams(location.search);
  const me = state.world.people.find(one => one.id === state.me);
  const first = me && state.world.people.find(one => one.persona === me.persona);
  query.set('as', me && first === me && PERSONAS.includes(me.persona) ? me.persona : state.me);
  const here = channel(state.channelId);
  if (here) {
    const unique = here.name && state.world.channels.filter(one => one.name === here.name).length === 1;
    query.set('channel', here.type === 1 ? 'dm' : unique ? here.name : here.id);
  }
  const address = `${location.pathname}?${query}`;
  if (address === location.pathname + location.search) return;
  history[push ? 'pushState' : 'replaceState'](null, '', address);
}
