// What was decided for each item.
import { el } from '/modules/dom.js';
import { number } from '/modules/format.js';
import { source } from '/modules/words.js';
import { card, ordered } from '/pages/request/own-part.js';

export function decision(policy, { review, items }) {
  const pieces = (count) => `${number(count ?? 0)}枚`;
  const rows = (code) => {
    const { needed, ...result } = review.items[code];
    return [
      ['要請枚数', pieces(items[code].quantity)],
      ['緊急配布の要否', needed ? '要（配布します）' : '否（配布しません）'],
      needed && ['配布方法', source[result.source]],
      needed && ['県の配布枚数', pieces(result.prefecture_quantity)],
      needed && ['国の配布枚数', pieces(result.national_quantity)],
      needed && ['総配布枚数', pieces(result.total_quantity)],
      ['都道府県からの連絡', result.message_to_facility || 'なし'],
    ];
  };
  return el('section', { class: 'stack', 'aria-labelledby': 'decision-title' },
    el('h2', { id: 'decision-title', text: '配布の結果' }),
    ordered(policy, (code) => review.items[code]).map((code) => card(policy, code, rows(code))));
}
