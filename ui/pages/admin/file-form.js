/** Choosing a CSV file, and how far its sending got. */

import { Problem } from '/modules/api.js';
import { el, newId } from '/modules/dom.js';
import { form } from '/modules/form.js';

export function fileForm({ submit, support, onFile, label = 'CSVファイル' }) {
  const input = el('input', { id: newId(), type: 'file', class: 'input', accept: '.csv,text/csv', 'aria-required': 'true' });
  const error = el('p', { id: newId(), class: 'field__error', hidden: true });
  const note = el('p', { id: newId(), class: 'field__support', text: support });
  const node = el('div', { class: 'field', dataset: { name: 'file' } }, el('label', { class: 'field__label', for: input.id }, label, el('span', { class: 'field__must', text: '※必須' })), note, input, error);
  const setError = (message) => {
    error.hidden = !message;
    error.textContent = message ? `＊${message}` : '';
    if (message) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    input.setAttribute('aria-describedby', message ? `${error.id} ${note.id}` : note.id);
  };
  setError(null);
  Object.assign(node, { name: 'file', focusId: input.id, setError });
  return form({
    submit,
    fields: node,
    onSubmit: async () => {
      const [file] = input.files;
      if (!file) throw fault('CSVファイルを選択してください。');
      if (file.size === 0) throw fault('ファイルが空です。内容のあるCSVファイルを選択してください。');
      try {
        await onFile(file);
      } catch (problem) {
        // A file that was changed or moved after it was chosen cannot be read any more.
        if (problem instanceof DOMException) throw fault('ファイルを読み取れません。選んだ後に変更や移動をしたときは、もう一度選択してください。');
        throw problem;
      }
    },
  });
}

/** A fault of the file itself. */
export const fault = (message) => new Problem(422, { code: 'invalid', title: '入力内容に誤りがあります', detail: message, errors: [{ field: 'file', code: 'file', message }] });

/** A bar with words. */
export function progress() {
  const bar = el('progress', { 'aria-label': '進み具合' });
  const words = el('p', {});
  const spoken = el('p', { class: 'visually-hidden', role: 'status' });
  let last = 0;
  return {
    node: el('div', { class: 'stack' }, words, bar, spoken),
    show(done, all, text) {
      bar.max = Math.max(all, 1);
      bar.value = done;
      words.textContent = text;
      // Not with every step: it would never be silent.
      if (Date.now() - last < 5000 && done < all) return;
      last = Date.now();
      spoken.textContent = text;
    },
  };
}
