// Another screen saved first: both versions next to each other, and a choice for each field that differs.
import { choice } from '/modules/choices.js';
import { el, replace } from '/modules/dom.js';
import { form } from '/modules/form.js';
import { differing } from '/pages/request/part.js';
import { shown } from '/pages/request/shown.js';

/** @typedef {import('/pages/request/part.js').Values} Values */

/**
 * @param {HTMLElement} place
 * @param {{values: () => Values, label: (path: string) => string}} model
 * @param {Values} base  what both started from
 * @param {Values} server  what stands on the server
 * @param {string} words  who saved when
 * @param {string} submit
 * @param {(chosen: Values) => any} onChosen  gets those of the server's values that were chosen
 */
export function choose(place, model, base, server, words, submit, onChosen) {
  const mine = model.values();
  const paths = differing(mine, server);
  const touched = differing(mine, base);
  const choices = paths.map((path) => choice({
    name: `choice.${path}`,
    legend: model.label(path),
    options: [
      { value: 'mine', label: 'この画面の内容', support: shown(path, mine[path]) },
      { value: 'server', label: '保存されている内容', support: shown(path, server[path]) },
    ],
    value: touched.includes(path) ? 'mine' : 'server',
  }));
  const pick = () => onChosen(Object.fromEntries(paths.filter((_, at) => choices[at].value === 'server').map((path) => [path, server[path]])));
  replace(place, el('section', { class: 'summary stack', tabindex: '-1', 'aria-labelledby': 'conflict-title' },
    el('h2', { id: 'conflict-title', text: '先に保存された内容があります' }),
    el('p', { text: words }),
    el('p', { text: `違いのある項目は${paths.length}件です。項目ごとに、残すほうを選んでください。この画面で変えていない項目は「保存されている内容」を選んであります。` }),
    form({ submit, fields: choices, onSubmit: pick })));
  place.firstChild.focus();
}

const EARLIER = 'この画面で入力した後に、この要請の内容がほかの画面で変わりました。入力した内容は残っています。';

/** The same for an update: what is chosen only goes into the fields. @param {() => void} taken */
export function chooseForUpdate(place, model, base, server, taken, words = EARLIER) {
  choose(place, model, base, server, words, '選んだ内容を入力欄に入れる', (chosen) => {
    model.set(chosen);
    taken();
    replace(place, el('p', { class: 'banner', tabindex: '-1', text: 'まだ更新していません。内容を確認して「要請内容を更新する」を押してください。' }));
    place.firstChild.focus();
  });
}
