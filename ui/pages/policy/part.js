/** One part of the draft of a new version. */

import { Problem } from '/modules/api.js';
import { byId, el, replace } from '/modules/dom.js';
import { editing } from '/modules/editing.js';
import { showErrors } from '/modules/form.js';
import { tellAt } from '/modules/told.js';
import { draftOn, put } from '/pages/policy/draft.js';
import { crumbs } from '/pages/policy/home.js';
import { typedKey } from '/pages/policy/keys.js';
import { DRAFT, partOf, PARTS } from '/pages/policy/parts.js';
import { loadVersions } from '/pages/policy/versions.js';

export async function build({ main }, query) {
  const [name, wanted] = [query.get('part'), query.get('field') ?? ''];
  if (!Object.hasOwn(PARTS, name)) throw new Problem(404, { title: '見つかりません', detail: '変更する項目を、新しい版の登録の画面から選んでください。' });
  const versions = await loadVersions();
  const { stands, whole, errors } = draftOn(versions);
  const { fields } = await import(`/pages/policy/parts/${name}.js`);
  const [, item] = /^catalogue\.(\d+)/.exec(wanted) ?? [];
  const make = () => fields(whole, stands, Number(item ?? whole.catalogue.length));
  const { title = `新しい版の${PARTS[name].title}` } = make();
  document.title = `${title} - 緊急配布要請`;
  replace(main, crumbs(el('a', { href: DRAFT, text: '新しい版の登録' }), ` > ${PARTS[name].title}`), editing({
    key: typedKey(name, item), title, heading: 'h1', submit: '下書きに保存する',
    lead: el('p', { text: '下書きに保存しても、まだ登録はされません。' }),
    build: make,
    send: (values) => put(versions, name, values, item),
    saved: () => tellAt(DRAFT, `${PARTS[name].title}を下書きに保存しました。まだ登録していません。`),
    close: () => location.replace(DRAFT),
  }));
  const own = ({ field }) => partOf(field) === name && (item === undefined || field.startsWith(`catalogue.${item}.`));
  tellFaults(main, errors.filter(own), wanted);
}

/** What the server found wrong here, with the focus on the field that one came for. */
function tellFaults(main, errors, wanted) {
  if (errors.length === 0) return;
  showErrors(main, new Problem(422, { code: 'invalid', errors }));
  const field = [...main.querySelectorAll('.field[data-name]')].find(({ name }) => name === wanted);
  field?.scrollIntoView();
  byId(field?.focusId)?.focus({ preventScroll: true });
}
