/** Whether requests are taken, and what is told while they are not. */

import { choice } from '/modules/choices.js';
import { areaField } from '/modules/fields.js';

export function fields({ acceptance }) {
  const open = choice({
    name: 'acceptance.open', legend: '申請の受付', required: true, value: String(acceptance.open),
    options: [{ value: 'true', label: '受け付ける' }, { value: 'false', label: '停止する' }],
  });
  const notice = areaField({ name: 'acceptance.notice', label: 'お知らせ', support: '停止するときは必ず入力してください。停止している間、すべての画面に表示します。', value: acceptance.notice });
  return { nodes: [open, notice], read: () => ({ acceptance: { open: open.value === 'true', notice: notice.value || null } }) };
}
