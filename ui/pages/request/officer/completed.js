/** What is told once the prefecture has completed a request. */

import { el } from '/modules/dom.js';
import { time } from '/modules/format.js';
import { outcome } from '/modules/status.js';

export function tellCompleted(main, { review, outcome: result }) {
  const band = el('div', { id: 'done', class: 'banner banner--done', role: 'status', tabindex: '-1' },
    `「完了」で保存しました（${time(review.reviewed_at)}）。対応ステータスは「受付完了（${outcome[result]}）」です。医療機関へ結果をメールで知らせます。`);
  main.prepend(band);
  band.focus();
}
