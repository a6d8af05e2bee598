// Every request of the page. A refusal becomes an ApiError whose message is the server's own sentence.

const BASE = new URL('api/', document.baseURI);

export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(new URL(path, BASE), {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ApiError('The playground cannot be reached. Is the bot’s process still running?', 0);
  }
  const text = await response.text();
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    throw new ApiError(`The playground answered something that is not JSON (status ${response.status}).`, response.status);
  }
  if (!response.ok) throw new ApiError(data?.message ?? `That did not work (status ${response.status}).`, response.status);
  return data;
}

const channel = id => `channels/${encodeURIComponent(id)}`;
const message = (cid, mid) => `${channel(cid)}/messages/${encodeURIComponent(mid)}`;
const query = fields => new URLSearchParams(Object.entries(fields).filter(([, value]) => value)).toString();

export const api = {
  world: as => call('GET', as ? `world?${query({ as })}` : 'world'),
  messages: (as, cid, before) => call('GET', `${channel(cid)}/messages?${query({ as, limit: 50, before })}`),
  say: (as, cid, content, replyTo) => call('POST', `${channel(cid)}/messages`, { as, content, ...(replyTo ? { reply_to: replyTo } : {}) }),
  edit: (as, cid, mid, content) => call('PATCH', message(cid, mid), { as, content }),
  remove: (as, cid, mid) => call('DELETE', message(cid, mid), { as }),
  react: (as, cid, mid, emoji) => call('PUT', `${message(cid, mid)}/reactions/${encodeURIComponent(emoji)}?${query({ as })}`),
  unreact: (as, cid, mid, emoji) => call('DELETE', `${message(cid, mid)}/reactions/${encodeURIComponent(emoji)}?${query({ as })}`),
  typing: (as, cid) => call('POST', `${channel(cid)}/typing?${query({ as })}`),
  beginThread: (as, cid, name, mid) => call('POST', `${channel(cid)}/threads`, { as, name, message_id: mid }),
  arrive: () => call('POST', 'people', {}),
  server: (deed, as) => call('POST', `server/${deed}`, { as }),
  openDm: as => call('POST', 'dms', { as }),
  command: body => call('POST', 'interactions/command', body),
  press: body => call('POST', 'interactions/component', body),
  submitModal: body => call('POST', 'interactions/modal', body),
  autocomplete: body => call('POST', 'interactions/autocomplete', body),
  faults: () => call('GET', 'faults'),
  fault: body => call('POST', 'faults', body),
  liveAddress: as => new URL(`live?${query({ as })}`, BASE),
};
