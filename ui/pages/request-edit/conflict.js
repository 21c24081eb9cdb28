// Another screen saved first: both versions next to each other, and a choice for each field that differs.
import { el } from '/modules/dom.js';
import { choice, form } from '/modules/form.js';
import { differing } from '/pages/request/part.js';
import { fieldLabel, shown } from '/pages/request/labels.js';

/**
 * @param {any} policy
 * @param {import('/pages/request/part.js').Values} base  what both started from
 * @param {import('/pages/request/part.js').Values} mine  of this screen
 * @param {import('/pages/request/part.js').Values} server  what stands on the server
 * @param {string} words  who saved when
 * @param {string} submit
 * @param {(chosen: import('/pages/request/part.js').Values) => any} onChosen  gets those of the server's values that were chosen
 */
export function conflict(policy, base, mine, server, words, submit, onChosen) {
  const paths = differing(mine, server);
  const touched = differing(mine, base);
  const choices = paths.map((path) => choice({
    name: `choice.${path}`,
    legend: fieldLabel(policy, path),
    options: [
      { value: 'mine', label: 'この画面の内容', support: shown(path, mine[path]) },
      { value: 'server', label: '保存されている内容', support: shown(path, server[path]) },
    ],
    value: touched.includes(path) ? 'mine' : 'server',
  }));
  const pick = () => onChosen(Object.fromEntries(paths.filter((_, at) => choices[at].value === 'server').map((path) => [path, server[path]])));
  return el('section', { class: 'summary stack', tabindex: '-1', 'aria-labelledby': 'conflict-title' },
    el('h2', { id: 'conflict-title', text: '先に保存された内容があります' }),
    el('p', { text: words }),
    el('p', { text: `違いのある項目は${paths.length}件です。項目ごとに、残すほうを選んでください。この画面で変えていない項目は「保存されている内容」を選んであります。` }),
    form({ submit, fields: choices, onSubmit: pick }));
}
