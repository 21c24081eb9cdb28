/** A new facility, by the ministry. */

import { post, Problem } from '/modules/api.js';
import { digits } from '/modules/digits.js';
import { el, replace } from '/modules/dom.js';
import { editing } from '/modules/editing.js';
import { textField } from '/modules/text-field.js';
import { tellAt } from '/modules/told.js';
import { masterFields } from '/pages/facility/fields.js';
import { facilityAt } from '/pages/facility/where.js';

const BLANK = { name: '', category: null, designations: [], contact: {}, delivery: {}, mail: '', valid_from: null, valid_to: null };

const codeField = () => textField({ name: 'code', label: '医療機関コード', required: true, inputmode: 'numeric', normalize: digits, support: '10桁の数字（都道府県2桁、点数表1桁、郡市区2桁、番号4桁、検証番号1桁）。登録した後は変更できません。' });

export function build({ main, session }) {
  if (session.role !== 'ministry') throw new Problem(404, { title: '見つかりません', detail: '医療機関を、医療機関の一覧から選んでください。' });
  document.title = '医療機関の登録 - 緊急配布要請';
  replace(main,
    el('nav', { class: 'breadcrumb', 'aria-label': 'パンくず' }, el('a', { href: '/facilities.html', text: '医療機関' }), ' > 医療機関の登録'),
    el('h1', { text: '医療機関の登録' }),
    editing({
      key: 'facility:new', title: '登録する内容', heading: 'h2', submit: '登録',
      build: () => {
        const code = codeField();
        const { nodes, read } = masterFields(BLANK);
        return { nodes: [code, nodes], read: () => ({ code: code.value, ...read() }) };
      },
      send: (values) => post('/api/facilities', values),
      saved: ({ json }) => tellAt(facilityAt(json.id), '医療機関を登録しました。', json.warnings.map(({ message }) => message)),
      close: () => location.assign('/facilities.html'),
    }));
}
