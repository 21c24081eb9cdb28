/** A form in a page or with one of its own: kept in this tab while it is typed, guarded when leaving, and based on a version. */

import { el, newId, replace } from '/modules/dom.js';
import { form } from '/modules/form.js';
import { restore } from '/modules/restore.js';
import { forget, keep, leaveGuard } from '/modules/typed.js';

const CAUGHT_UP = '変更していなかった項目は、最新の内容に入れ替えました。入力した項目はそのままです。';

/** What the controls hold: name, control, value. */
function held(root) {
  return [...root.querySelectorAll('[name]:is(input, select, textarea)')].map((control) => (['checkbox', 'radio'].includes(control.type)
    ? [`${control.name}=${control.value}`, control, control.checked] : [control.name, control, control.value]));
}

/** Takes over newer values where nothing was typed; in rounds, since one may bring up further fields. */
function catchUp(node, before, newer) {
  for (let round = 0; round < 2; round += 1) {
    for (const [name, control, value] of held(node)) {
      if (!newer.has(name) || newer.get(name) === value || (before.has(name) && before.get(name) !== value)) continue;
      control[typeof value === 'boolean' ? 'checked' : 'value'] = newer.get(name);
      for (const event of ['input', 'change']) control.dispatchEvent(new Event(event, { bubbles: true }));
    }
  }
}

const values = ({ nodes }) => new Map(held(el('div', {}, nodes)).map(([name, , value]) => [name, value]));

/**
 * `build` makes the fields from what stands now: their `nodes`, `read`, and `tidy`, which takes away empty rows before sending. `base` names that
 * version; `stale` loads the newest one after a conflict and gives its name. `standing` shows what stands now where the page itself does not.
 */
export function editing({ key, title, heading = 'h3', lead, submit, build, base = '', send, saved, close, stale, standing }) {
  const id = newId();
  const hidden = (name) => el('input', { type: 'hidden', name });
  // Kept with what is typed: on which version it is based, and what that held.
  const [version, stood] = [hidden('base'), hidden('stood')];
  const { nodes, read, tidy } = build();
  const now = values(build());
  let stands;
  const standOn = (name, held) => {
    stands = held;
    version.value = name ?? '';
    stood.value = JSON.stringify([...held]);
  };
  let before = JSON.stringify(read());
  const note = el('div', { class: 'stack', role: 'status' });
  const newest = () => standing && [el('p', { class: 'banner__title', text: 'いま保存されている内容' }), standing()];
  const node = form({
    submit,
    class: 'form stack',
    fields: [version, stood, nodes, note],
    actions: el('button', { type: 'button', class: 'button button--sub', text: 'やめる', on: { click: cancel } }),
    onSubmit: async () => {
      tidy?.();
      try {
        const result = await send(read());
        before = JSON.stringify(read());
        // Leaving the field tells of its change, which would be kept again.
        document.activeElement?.blur();
        forget(key);
        release();
        await saved(result);
      } catch (problem) {
        if (problem.status === 412) await conflict();
        throw problem;
      }
    },
  });
  standOn(base, now);
  const restored = restore(key, node);
  const outdated = restored && version.value !== (base ?? '');
  if (outdated) catchUp(node, new Map(JSON.parse(stood.value)), now);
  standOn(base, now);
  keep(key, node);
  const release = leaveGuard(() => node.isConnected && JSON.stringify(read()) !== before);
  function cancel() {
    forget(key);
    release();
    close();
  }
  async function conflict() {
    if (!stale) return;
    const name = await stale();
    const newer = values(build());
    catchUp(node, stands, newer);
    standOn(name, newer);
    replace(note, el('p', { class: 'banner banner--info', text: CAUGHT_UP }), newest());
  }
  return el('section', { class: heading === 'h1' ? 'stack' : 'card stack', 'aria-labelledby': id },
    el(heading, { id, tabindex: '-1', text: title }),
    lead,
    restored && el('p', { class: 'banner banner--info', text: '前にこの画面で入力し、まだ保存していなかった内容を戻しました。' }),
    outdated && el('p', { class: 'banner banner--warn', text: `その後に、ほかの人が保存しています。${CAUGHT_UP}最新の内容と見比べてから保存してください。` }),
    outdated && newest(),
    node);
}
