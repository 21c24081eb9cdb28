/** The parts a new version is entered in: their titles, and what they hold on the wire. */

export const PARTS = {
  start: { title: '適用の開始', members: ['effective_from'] },
  rules: { title: '要件・時刻', members: ['qualifying_designations', 'qualifying_outlooks', 'cutoff', 'target'] },
  days: { title: '休業日・営業日', members: ['days'] },
  supplies: { title: '物資', members: ['catalogue'] },
  acceptance: { title: '申請の受付', members: ['acceptance'] },
};

/** Where the draft is shown. */
export const DRAFT = '/policy-version.html';

/** Where a part is entered. @param field  the one to go to, by its path on the wire; of the items, which one, as `catalogue.0` */
export const partAt = (name, field) => `${DRAFT}?part=${name}${field ? `&field=${field}` : ''}`;

/** The part of a path such as `catalogue.0.order`. */
export const partOf = (field) => Object.keys(PARTS).find((name) => PARTS[name].members.includes(field.split('.')[0]));
