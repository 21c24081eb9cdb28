// Another screen saved first: both versions next to each other, and a choice for each field that differs.
import { choice } from '/modules/choices.js';
import { el, replace } from '/modules/dom.js';
import { form } from '/modules/form.js';
import { differing } from '/pages/request/part.js';
import { shown } from '/pages/request/shown.js';
import { fullName } from '/pages/request-edit/names.js';

/**
 * @param base  what both started from
 * @param server  what stands on the server
 * @param words  who saved when
 * @param onChosen  once those of the server's values that were chosen stand in the fields
 */
export function choose(place, model, base, server, words, submit, onChosen) {
  const mine = model.values();
  const paths = differing(mine, server);
  const touched = differing(mine, base);
  const choices = paths.map((path) => choice({
    name: `choice.${path}`,
    legend: fullName(model, path),
    options: [
      { value: 'mine', label: 'この画面の内容', support: shown(path, mine[path]) },
      { value: 'server', label: '保存されている内容', support: shown(path, server[path]) },
    ],
    value: touched.includes(path) ? 'mine' : 'server',
  }));
  const pick = () => {
    for (const path of paths.filter((_, at) => choices[at].value === 'server')) model.fields[path].value = server[path];
    return onChosen();
  };
  replace(place, el('section', { class: 'summary stack', tabindex: '-1', 'aria-labelledby': 'conflict-title' },
    el('h2', { id: 'conflict-title', text: '先に保存された内容があります' }),
    el('p', { text: words }),
    el('p', { text: `違いのある項目は${paths.length}件です。項目ごとに、残すほうを選んでください。この画面で変えていない項目は「保存されている内容」を選んであります。` }),
    form({ submit, fields: choices, onSubmit: pick })));
  place.firstChild.focus();
}
