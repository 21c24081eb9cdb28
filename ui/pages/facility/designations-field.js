/** What a facility is registered as. */

import { checks } from '/modules/checks.js';
import { designation } from '/modules/words.js';

const OPTIONS = Object.entries(designation).map(([value, label]) => ({ value, label }));

export const designationsField = (value) => checks({ name: 'designations', legend: '登録の区分（要件②）', support: '当てはまるものがないときは、すべて外してください。', options: OPTIONS, value });
