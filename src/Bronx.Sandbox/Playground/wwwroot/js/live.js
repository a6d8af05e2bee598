// The live feed: one EventSource per person. The browser repeats the last event id; we notice the gap and ask for the state again.
import { api } from './api.js';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 8000;

/**
 * handlers: event(type, data), lost(), back(). `back` runs after every gap: what was missed and is not replayed
 * must be read again. Returns close().
 */
export function openLive(as, handlers) {
  let source = null;
  let timer = 0;
  let pause = FIRST_PAUSE;
  let isLost = false;
  let closed = false;
  const online = () => { if (isLost) reopen(); };
  const offline = () => lost();
  addEventListener('online', online);
  addEventListener('offline', offline);
  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    removeEventListener('online', online);
    removeEventListener('offline', offline);
    source?.close();
  };

  function open() {
    source = new EventSource(api.liveAddress(as));
    source.onopen = () => {
      pause = FIRST_PAUSE;
      if (!isLost) return;
      isLost = false;
      handlers.back();
    };
    source.onmessage = ({ data }) => {
      const event = read(data);
      if (event) handlers.event(event.t, event.d);
    };
    source.onerror = () => {
      lost();
      // After a refused connection most browsers try again by themselves; after an error answer they give up.
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(timer);
        timer = setTimeout(reopen, pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    };
  }

  function lost() {
    if (isLost || closed) return;
    isLost = true;
    handlers.lost();
  }

  function reopen() {
    if (closed) return;
    clearTimeout(timer);
    source.close();
    open();
  }
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not an event of ours; the state itself is read over HTTP
  }
}
