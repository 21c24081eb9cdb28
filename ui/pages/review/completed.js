/** What is told once the prefecture has completed a request. */

import { time } from '/modules/format.js';
import { outcome } from '/modules/status.js';
import { tellAt } from '/modules/told.js';

export const tellCompleted = (detail, { review, outcome: result }) => tellAt(detail,
  `「完了」で保存しました（${time(review.reviewed_at)}）。対応ステータスは「受付完了（${outcome[result]}）」です。医療機関へ結果をメールで知らせます。`);
