// A press, a command or a form, from the request to its acknowledgement or failure on the live feed.
import { api } from './api.js';
import { toast } from './toast.js';
import { state } from './store.js';

const PATIENCE = 12000; // far beyond the 3 s the bot has; only a lost feed gets here
const MOST = 64;
const LOST = 'No answer was seen. The live connection may have been interrupted; try again.';

const waiting = new Map(); // interaction id -> {acked(kind), failed(text), modal(data), timer}
const early = new Map();   // events that overtook the answer to our own request

/** `request()` answers {interaction_id}; hooks: acked(kind), failed(text), modal(data), refused(text). All optional. */
export async function interact(request, hooks) {
  let id;
  try {
    ({ interaction_id: id } = await request());
  } catch (fault) {
    if (hooks.refused) hooks.refused(fault.message);
    else { hooks.acked?.('refused'); toast(fault.message); }
    return;
  }
  while (waiting.size >= MOST) finish(waiting.keys().next().value)?.failed?.(LOST);
  const timer = setTimeout(() => finish(id)?.failed?.(LOST), PATIENCE);
  waiting.set(id, { ...hooks, timer });
  const before = early.get(id) ?? [];
  early.delete(id);
  for (const event of before) interactionEvent(event.type, event.data);
}

function finish(id) {
  const entry = waiting.get(id);
  if (entry) clearTimeout(entry.timer);
  waiting.delete(id);
  return entry;
}

/** Live events about interactions. Those of another window of the same person are none of ours. */
export function interactionEvent(type, data) {
  const id = data.interaction_id;
  const entry = waiting.get(id);
  if (!entry) {
    while (early.size >= MOST) early.delete(early.keys().next().value);
    early.set(id, [...(early.get(id) ?? []), { type, data }].slice(-4));
    return;
  }
  if (type === 'MODAL_OPEN') {
    finish(id);
    entry.acked?.('modal');
    entry.modal?.(data);
  } else if (type === 'INTERACTION_FAILED') {
    finish(id)?.failed?.(data.message || 'The bot did not respond.');
  } else if (data.kind !== 'modal') { // a modal's own event ends it
    finish(id)?.acked?.(data.kind);
  }
}

/** After the live feed was lost, answers may have been missed. */
export function forgetInteractions() {
  for (const id of [...waiting.keys()]) finish(id)?.failed?.(LOST);
  early.clear();
}

export const pressComponent = (message, customId, values, hooks) => interact(() => api.press({
  as: state.me, channel_id: message.channel_id, message_id: message.id, custom_id: customId, ...(values ? { values } : {}),
}), hooks);
