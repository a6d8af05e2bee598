// Real dialogs: focus stays inside, Escape closes, and it returns where it was.
import { button, el, uniqueId } from './dom.js';
import { icon } from './icons.js';

export function openDialog({ title, body, foot, className = '', onClose, testid }) {
  const id = uniqueId('dialog');
  const before = document.activeElement;
  const dialog = el('dialog', { class: `dialog ${className}`, 'aria-labelledby': id, dataset: { testid } },
    el('div', { class: 'dialog-head' },
      el('h2', { id }, title),
      button({ class: 'icon-button', 'aria-label': 'Close', dataset: { testid: 'dialog-close' }, on: { click: () => dialog.close() } }, icon('close'))),
    body, foot);
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose?.();
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks; resolves to true only when the person says so. */
export function confirmDialog({ title, text, action, keep = 'Keep it' }) {
  return new Promise(resolve => {
    let answer = false;
    const yes = button({ class: 'button button-danger', autofocus: true, dataset: { testid: 'confirm' }, on: { click: () => { answer = true; dialog.close(); } } }, action);
    const dialog = openDialog({
      title, className: 'dialog-small', testid: 'confirm-dialog',
      body: el('p', { class: 'dialog-text' }, text),
      foot: el('div', { class: 'dialog-foot' }, button({ class: 'button button-plain', on: { click: () => dialog.close() } }, keep), yes),
      onClose: () => resolve(answer),
    });
    yes.focus();
  });
}
