/** What was typed when somebody else was faster: over the form, or in its place. */

import { byId, el } from '/modules/dom.js';
import { dateTime } from '/modules/format.js';
import { forget } from '/modules/kept.js';
import { conflictSection } from '/pages/review/conflict.js';

/**
 * @param request as it stands now @param edit its form
 * @param kept what was put back into it @param [meanwhile] the form whose save was refused, and why
 */
export function overtaken(policy, request, edit, kept, meanwhile) {
  const at = dateTime(kept ? kept.at : new Date().toISOString());
  const fields = new Map([...edit.node.querySelectorAll('.field[data-name]')].map((field) => [field.name, field]));
  // The delay has no field here, and follows what is saved.
  const set = (path, value) => { if (fields.has(path)) fields.get(path).value = value; };
  const typed = meanwhile ? { mine: meanwhile.edit.values(), base: meanwhile.edit.base } : { mine: { ...kept.gone, ...edit.values() }, base: kept.base };
  // What is hidden holds nothing; what is looked at is not saved.
  const full = (values) => {
    const names = new Set([...fields.keys(), ...Object.keys(values)]);
    return Object.fromEntries([...names].filter((name) => name !== 'status' && !name.endsWith('.changed_since')).map((name) => [name, values[name] ?? null]));
  };
  const { delay_reason, expected_on } = typed.base;
  const options = { mine: full({ delay_reason, expected_on, ...typed.mine }), base: full(typed.base), server: full(edit.base) };

  if (request.status !== 'under_review') return leftOver(policy, options, request.id, at, meanwhile?.problem.extra ?? {});
  if (meanwhile) {
    for (const [path, value] of Object.entries(typed.mine)) if (fields.has(path)) set(path, value);
    edit.status.value = meanwhile.edit.status.value;
  }
  // Nobody has looked at what is new.
  for (const box of edit.node.querySelectorAll('[name$=".changed_since"]')) box.checked = false;
  const old = { title: '入力の後に保存された内容があります', detail: `${at}までにこの画面で入力した内容を戻しました。その後に、要請が更新または保存されています。` };
  return conflictSection(policy, { ...options, set, problem: meanwhile?.problem ?? old });
}

/** The request has been decided or withdrawn: what was typed can be read and copied, not saved. */
function leftOver(policy, options, id, at, { saved_by: by, saved_at: savedAt }) {
  const faster = by ? `${by}が${dateTime(savedAt)}に保存しました。` : '';
  const detail = `${faster}${at}までにこの画面で入力した内容を表示しています。この要請は「確認中」でなくなったため、保存できません。必要な内容は写してから、捨ててください。`;
  const section = conflictSection(policy, { ...options, problem: { title: '保存されていない入力があります', detail } });
  const drop = () => {
    forget(`review:${id}`);
    section.remove();
    byId('main').focus();
  };
  section.append(el('button', { type: 'button', class: 'button', text: '入力した内容を捨てる', on: { click: drop } }));
  return section;
}
