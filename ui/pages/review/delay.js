/** Why the decision takes longer than until the deadline, and when it is expected: seldom needed, and then loaded. */

import { dateField } from '/modules/date-field.js';
import { areaField } from '/modules/fields.js';

export const delayFields = ({ delay_reason: reason, expected_on: day }) => [
  areaField({ name: 'delay_reason', label: '遅れる理由', optional: true, value: reason, rows: 3, support: '国の担当者の一覧にも表示されます。医療機関には表示されません。' }),
  dateField({ name: 'expected_on', label: '入力予定日', optional: true, value: day }),
];
